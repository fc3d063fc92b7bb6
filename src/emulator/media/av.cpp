#include "emulator/media/av.hpp"

extern "C" {
#include <libavutil/error.h>
#include <libavutil/log.h>
}

#include <array>
#include <charconv>

namespace conch::emulator::media::av {

void silence() {
    static const bool done = [] {
        av_log_set_level(AV_LOG_QUIET);
        av_log_set_callback([](void*, int, const char*, va_list) {});
        return true;
    }();
    static_cast<void>(done);
}

Error error(int code, std::string_view what) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    Error result;
    result.status = code == AVERROR(ENOMEM) ? CONCH_E_NO_MEMORY : CONCH_E_INTERNAL;
    result.message = std::string(what) + ": " + text.data();
    return result;
}

std::string url(const std::filesystem::path& file) {
    return "file:" + file.string();
}

std::string number(double value) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 6).ptr;
    return {text.data(), end};
}

std::string number(int value) {
    return std::to_string(value);
}

}  // namespace conch::emulator::media::av
