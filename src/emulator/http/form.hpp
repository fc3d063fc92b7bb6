// The three shapes in which clients send parameters: JSON, multipart/form-data and application/x-www-form-urlencoded.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "emulator/http/message.hpp"
#include "json/json.hpp"

namespace conch::emulator {

struct UploadedFile {
    std::string field;
    std::string name;
    std::string content_type;
    Body content;
};

struct Form {
    json::Document fields{rapidjson::kObjectType};
    std::vector<UploadedFile> files;
};

// Reads the body of a request, whatever its shape; an error says what is wrong with it. Files land in `scratch`.
Result<Form> read_form(const Request& request, const std::filesystem::path& scratch);

// The value of a parameter of a header: boundary of `multipart/form-data; boundary="x"`. Empty when there is none.
std::string header_parameter(std::string_view header, std::string_view name);

}  // namespace conch::emulator
