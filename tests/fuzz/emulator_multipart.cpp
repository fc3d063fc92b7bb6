// The same multipart body in pieces of any size is the same form: the first byte says how large the pieces are.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "emulator/http/multipart.hpp"

namespace {

using namespace conch::emulator;

struct Outcome {
    bool well = false;
    Form form;
};

Outcome read(std::string_view body, std::size_t step) {
    Outcome outcome;
    MultipartReader reader("b", std::filesystem::temp_directory_path(), outcome.form);
    outcome.well = true;
    for (std::size_t at = 0; at < body.size() && outcome.well; at += step)
        outcome.well = reader.take(body.substr(at, step));
    outcome.well = outcome.well && reader.finish();
    return outcome;
}

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Outcome whole = read(body, body.size() + 1);
    const Outcome pieces = read(body, data[0] % 16U + 1U);
    require(whole.well == pieces.well);
    if (!whole.well) return 0;
    require(conch::json::to_string(whole.form.fields) == conch::json::to_string(pieces.form.fields));
    require(whole.form.files.size() == pieces.form.files.size());
    for (std::size_t i = 0; i < whole.form.files.size(); ++i) {
        const UploadedFile& one = whole.form.files[i];
        const UploadedFile& other = pieces.form.files[i];
        require(one.field == other.field && one.name == other.name && one.content_type == other.content_type);
        require(one.content.beginning(size) == other.content.beginning(size));
    }
    return 0;
}
