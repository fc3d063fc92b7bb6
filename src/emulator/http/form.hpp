// The three shapes in which clients send parameters: JSON, multipart/form-data and application/x-www-form-urlencoded.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "emulator/http/message.hpp"
#include "json/json.hpp"

namespace conch::emulator {

class MultipartReader;

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
// Once only: what a FormReader has read while it came is handed out.
Result<Form> read_form(const Request& request, const std::filesystem::path& scratch);

bool is_multipart(const Request& request);

// A multipart body, piece by piece; a wrong one is told of by read_form.
class FormReader {
  public:
    FormReader(const Request& request, std::filesystem::path scratch);
    ~FormReader();
    FormReader(const FormReader&) = delete;
    FormReader& operator=(const FormReader&) = delete;

    void take(std::string_view piece);
    Result<Form> finish();

  private:
    Form form_;
    std::string problem_;
    std::unique_ptr<MultipartReader> reader_;
};

// The value of a parameter of a header: boundary of `multipart/form-data; boundary="x"`. Empty when there is none.
std::string header_parameter(std::string_view header, std::string_view name);

}  // namespace conch::emulator
