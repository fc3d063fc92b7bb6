#include "api/file_type.hpp"

#include <array>
#include <cstdint>

#include "platform/file.hpp"

namespace conch::api {

namespace {

struct Ending {
    std::string_view ending;
    std::string_view type;
};

// The kinds of documents that chats take; pictures and sounds are told by their bytes.
constexpr std::array<Ending, 14> kEndings{{
    {".txt", "text/plain"},
    {".pdf", "application/pdf"},
    {".doc", "application/msword"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".ppt", "application/vnd.ms-powerpoint"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {".xls", "application/vnd.ms-excel"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".svg", "image/svg+xml"},
    {".heif", "image/heif"},
    {".heic", "image/heic"},
    {".tif", "image/tiff"},
    {".tiff", "image/tiff"},
    {".mp4", "video/mp4"},
}};

bool begins(std::string_view bytes, std::string_view with) {
    return bytes.substr(0, with.size()) == with;
}

bool ends_without_case(std::string_view name, std::string_view ending) {
    if (name.size() < ending.size()) return false;
    const std::string_view tail = name.substr(name.size() - ending.size());
    for (std::size_t i = 0; i < tail.size(); ++i) {
        const char lower = static_cast<char>(tail[i] >= 'A' && tail[i] <= 'Z' ? tail[i] - 'A' + 'a' : tail[i]);
        if (lower != ending[i]) return false;
    }
    return true;
}

}  // namespace

std::string_view content_type_of(std::string_view bytes, std::string_view file_name) {
    if (begins(bytes, "\x89PNG\r\n\x1A\n")) return "image/png";
    if (begins(bytes, "\xFF\xD8\xFF")) return "image/jpeg";
    if (begins(bytes, "RIFF") && bytes.substr(8, 4) == "WEBP") return "image/webp";
    if (begins(bytes, "RIFF") && bytes.substr(8, 4) == "WAVE") return "audio/wav";
    if (begins(bytes, "ID3")) return "audio/mpeg";
    // MPEG audio frame: 11 bits set, a layer that is not the reserved one.
    if (bytes.size() > 1 && bytes[0] == '\xFF' && (static_cast<unsigned char>(bytes[1]) & 0xE0U) == 0xE0U &&
        (static_cast<unsigned char>(bytes[1]) & 0x06U) != 0) {
        return "audio/mpeg";
    }
    if (begins(bytes, "%PDF-")) return "application/pdf";
    for (const Ending& known : kEndings) {
        if (ends_without_case(file_name, known.ending)) return known.type;
    }
    return "application/octet-stream";
}

Result<std::string_view> content_type_of_file(const std::string& path) {
    const auto file = platform::File::open_to_read(path);
    if (!file) return fail(file.error());
    const auto state = file->state();
    if (!state) return fail(state.error());
    if (state->size == 0) {
        Error error;
        error.status = CONCH_E_FILE;
        error.message = "file \"" + path + "\": is empty";
        return fail(std::move(error));
    }
    std::array<std::uint8_t, 32> head{};
    const auto count = file->read_at(0, head);
    if (!count) return fail(count.error());
    return content_type_of({reinterpret_cast<const char*>(head.data()), *count}, path);
}

}  // namespace conch::api
