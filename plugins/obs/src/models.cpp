#include "models.hpp"

#include <conch/catalog.h>

#include <algorithm>

#include "json/json.hpp"

namespace conch::obs {

namespace {

constexpr std::string_view kOperation = "videos.create";

struct Catalog {
    std::vector<Model> models;
    std::string default_model;
};

Need need_of(const json::Value& object, std::string_view name, Need otherwise) {
    const auto text = json::string_member(object, name);
    if (!text) return otherwise;
    if (*text == "required") return Need::required;
    return *text == "forbidden" ? Need::forbidden : Need::optional;
}

std::string text_of(const json::Value& object, std::string_view name) {
    return std::string(json::string_member(object, name).value_or(""));
}

std::uint32_t number_of(const json::Value& object, std::string_view name, std::uint32_t otherwise) {
    const auto number = json::integer_member(object, name);
    return number && *number > 0 && *number < 65536 ? static_cast<std::uint32_t>(*number) : otherwise;
}

bool makes_videos(const json::Value& model) {
    const json::Value* operations = json::array_member(model, "operations");
    if (operations == nullptr) return false;
    return std::any_of(operations->Begin(), operations->End(), [](const json::Value& operation) {
        return operation.IsString() && json::text_of(operation) == kOperation;
    });
}

Model read_model(const json::Value& object) {
    Model model;
    model.name = text_of(object, "name");
    model.note = text_of(object, "note");
    model.picture = need_of(object, "image", Need::optional);
    model.end_frame = need_of(object, "end_frame", Need::optional);
    model.width = number_of(object, "width", 1280);
    model.height = number_of(object, "height", 720);
    if (const json::Value* options = json::array_member(object, "options"); options != nullptr) {
        for (const json::Value& option : options->GetArray()) {
            model.options.push_back({text_of(option, "name"), need_of(option, "image", model.picture),
                                     need_of(option, "end_frame", model.end_frame),
                                     number_of(option, "width", model.width),
                                     number_of(option, "height", model.height)});
        }
    }
    return model;
}

std::string read_default(const json::Value& catalog) {
    const json::Value* operations = json::array_member(catalog, "operations");
    if (operations == nullptr) return {};
    for (const json::Value& operation : operations->GetArray()) {
        if (json::string_member(operation, "name") != kOperation) continue;
        const json::Value* parameters = json::array_member(operation, "parameters");
        if (parameters == nullptr) continue;
        for (const json::Value& parameter : parameters->GetArray()) {
            if (json::string_member(parameter, "name") == "model") return text_of(parameter, "default");
        }
    }
    return {};
}

Catalog read_catalog() {
    Catalog catalog;
    std::size_t size = 0;
    const char* text = conch_catalog_json(&size);
    const auto document = json::parse({text, size});
    if (!document) return catalog;
    if (const json::Value* entries = json::array_member(*document, "models"); entries != nullptr) {
        for (const json::Value& entry : entries->GetArray()) {
            if (makes_videos(entry)) catalog.models.push_back(read_model(entry));
        }
    }
    catalog.default_model = read_default(*document);
    return catalog;
}

const Catalog& catalog() {
    static const Catalog read = read_catalog();
    return read;
}

}  // namespace

const std::vector<Model>& models() {
    return catalog().models;
}

const std::string& default_model() {
    return catalog().default_model;
}

const Model* find_model(std::string_view name) {
    const auto found =
        std::find_if(models().begin(), models().end(), [name](const Model& model) { return model.name == name; });
    return found == models().end() ? nullptr : &*found;
}

const Option* find_option(const Model& model, std::string_view name) {
    const auto found = std::find_if(model.options.begin(), model.options.end(),
                                    [name](const Option& option) { return option.name == name; });
    return found == model.options.end() ? nullptr : &*found;
}

}  // namespace conch::obs
