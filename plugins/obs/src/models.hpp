// The video models of the library's catalog, as the properties need them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace conch::obs {

// Whether a model takes something.
enum class Need { forbidden, optional, required };

struct Option {
    std::string name;
    Need picture;
    Need end_frame;
    std::uint32_t width;
    std::uint32_t height;
};

struct Model {
    std::string name;
    std::string note;
    Need picture;
    Need end_frame;
    std::vector<Option> options;  // the first one is the default; none: there is nothing to choose
    std::uint32_t width;
    std::uint32_t height;
};

// In the catalog's order. Read once.
const std::vector<Model>& models();
// What the service takes when none is named.
const std::string& default_model();
// Null for a model that this version does not know.
const Model* find_model(std::string_view name);
// Null when the model has no such option.
const Option* find_option(const Model& model, std::string_view name);

}  // namespace conch::obs
