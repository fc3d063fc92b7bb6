#include "base/utf8.hpp"

#include <algorithm>
#include <cstdint>

namespace conch {

namespace {

// Length of the well-formed sequence at the start of `bytes`, 0 when there is none. Table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view bytes) {
    const auto at = [bytes](std::size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const auto continues = [at](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const unsigned lead = at(0);
    if (lead == 0) return 0;
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0U : 0x80U;
        const unsigned high = lead == 0xED ? 0x9FU : 0xBFU;
        return at(1) >= low && at(1) <= high && continues(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90U : 0x80U;
        const unsigned high = lead == 0xF4 ? 0x8FU : 0xBFU;
        return at(1) >= low && at(1) <= high && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

bool starts_code_point(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

}  // namespace

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_code_point));
}

std::string_view first_code_points(std::string_view text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (starts_code_point(text[at]) && count++ == most) return text.substr(0, at);
    }
    return text;
}

std::string_view first_bytes(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && !starts_code_point(text[most]))
        --most;
    return text.substr(0, most);
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
    std::size_t good = 0;
    while (good < bytes.size()) {
        const std::size_t length = sequence_length(bytes.substr(good));
        if (length == 0) break;
        good += length;
    }
    return good;
}

}  // namespace conch
