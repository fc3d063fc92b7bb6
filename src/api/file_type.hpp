// What kind of file something is, by its first bytes: names lie.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::api {

// The content type, "application/octet-stream" when the bytes say nothing and the name's ending is unknown too.
std::string_view content_type_of(std::string_view first_bytes, std::string_view file_name);

// The same for a file on disk. The error (CONCH_E_FILE) says why it cannot be read; an empty file is an error.
Result<std::string_view> content_type_of_file(const std::string& path);

}  // namespace conch::api
