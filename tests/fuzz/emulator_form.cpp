// Bodies as clients send them to the emulator: JSON, urlencoded or multipart, by what the first byte says. Whatever
// arrives: it is read or refused with words, and what was read is UTF-8 within the limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "emulator/http/form.hpp"
#include "emulator/http/url.hpp"

namespace {

using namespace conch::emulator;

constexpr const char* kTypes[] = {"application/json", "application/x-www-form-urlencoded",
                                  "multipart/form-data; boundary=b", "multipart/form-data; boundary=\"a b\"", ""};

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::filesystem::path scratch = std::filesystem::temp_directory_path();
    Request request;
    request.method = "POST";
    request.headers = {{"Content-Type", kTypes[data[0] % std::size(kTypes)]}};
    request.body = Body(scratch);
    require(request.body.append(body) && request.body.finish());
    const auto form = read_form(request, scratch);
    if (!form) {
        require(!form.error().message.empty() && is_utf8(form.error().message));
        return 0;
    }
    require(form->fields.IsObject() && is_utf8(conch::json::to_string(form->fields)));
    for (const UploadedFile& file : form->files) {
        require(!file.field.empty() && is_utf8(file.name) && file.name.find_first_of("/\\") == std::string::npos);
        require(file.content.size() < size);
    }
    return 0;
}
