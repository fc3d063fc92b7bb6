// Reading and writing UTF-8 that may be damaged: what is wrong becomes U+FFFD, never an error.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace conch::emulator::media {

inline constexpr char32_t kReplacement = 0xFFFD;

// The code point at `at`, which moves on by at least one byte.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    const unsigned more = first >= 0xF5 ? 0U : first >= 0xF0 ? 3U : first >= 0xE0 ? 2U : first >= 0xC2 ? 1U : 0U;
    if (more == 0) return kReplacement;
    char32_t value = first & (0x3FU >> more);
    for (unsigned i = 0; i < more; ++i) {
        if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80) return kReplacement;
        value = value << 6U | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    }
    constexpr std::array<char32_t, 4> kSmallest = {0, 0x80, 0x800, 0x10000};
    const bool bad = value < kSmallest.at(more) || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000);
    return bad ? kReplacement : value;
}

inline void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    const unsigned more = c < 0x800 ? 1U : c < 0x10000 ? 2U : 3U;
    constexpr std::array<unsigned, 4> kLead = {0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(kLead.at(more) | c >> (6 * more));
    for (unsigned i = more; i-- > 0;)
        out += static_cast<char>(0x80U | (c >> (6 * i) & 0x3FU));
}

}  // namespace conch::emulator::media
