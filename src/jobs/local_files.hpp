// Local files that a task names: looked at before anything is sent.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/image_size.hpp"
#include "base/result.hpp"
#include "catalog/catalog.hpp"
#include "json/json.hpp"

namespace conch::jobs {

struct LocalFile {
    std::string field;  // the parameter that names it
    std::string path;
    std::uint64_t size = 0;
    std::string_view content_type;
    std::optional<api::ImageSize> image;
};

// Finds out the rest about a file whose field and path are known. Blocking: for the helper thread.
Result<void> look_at(LocalFile& file);

// The catalog's rules about files need to know what is in them: type, size, width and height.
Result<void> check_contents(const catalog::Operation& operation, const json::Value& params,
                            const std::vector<LocalFile>& files);

// Both, for the files that an operation sends in its own request. Blocking.
Result<void> check_sent_files(const catalog::Operation& operation, const json::Value& params,
                              std::span<const std::string> paths);

}  // namespace conch::jobs
