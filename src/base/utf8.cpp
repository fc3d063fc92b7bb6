#include "base/utf8.hpp"

#include <algorithm>

namespace conch {

namespace {

// What may follow a first byte; table 3-7 of the Unicode standard.
struct Lead {
    std::size_t following = 0;
    // Of the second byte: shuts out overlong forms, surrogates and what is beyond U+10FFFF.
    unsigned char lowest = 0x80;
    unsigned char highest = 0xBF;
};

// Of a byte that is not ASCII; nothing follows one that cannot begin a sequence.
Lead lead_of(unsigned char byte) {
    if (byte >= 0xC2 && byte <= 0xDF) return {1};
    if (byte == 0xE0) return {2, 0xA0, 0xBF};
    if (byte == 0xED) return {2, 0x80, 0x9F};
    if (byte >= 0xE1 && byte <= 0xEF) return {2};
    if (byte == 0xF0) return {3, 0x90, 0xBF};
    if (byte == 0xF4) return {3, 0x80, 0x8F};
    if (byte >= 0xF1 && byte <= 0xF3) return {3};
    return {};
}

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
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

Utf8Sequence first_sequence(std::string_view bytes) {
    if (is_ascii(bytes.front())) return {1, true};
    Lead lead = lead_of(static_cast<unsigned char>(bytes.front()));
    std::size_t length = 1;
    while (length <= lead.following && length < bytes.size()) {
        const auto byte = static_cast<unsigned char>(bytes[length]);
        if (byte < lead.lowest || byte > lead.highest) break;
        lead.lowest = 0x80;
        lead.highest = 0xBF;
        ++length;
    }
    return {length, lead.following > 0 && length == lead.following + 1};
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
    std::size_t good = 0;
    while (good < bytes.size() && bytes[good] != '\0') {
        const Utf8Sequence next = first_sequence(bytes.substr(good));
        if (!next.well_formed) break;
        good += next.length;
    }
    return good;
}

bool is_valid_utf8(std::string_view bytes) {
    return valid_utf8_prefix(bytes) == bytes.size();
}

std::string with_valid_utf8(std::string text) {
    if (std::all_of(text.begin(), text.end(), is_ascii)) return text;
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    std::string valid;
    valid.reserve(text.size());
    for (std::string_view rest = text; !rest.empty();) {
        const Utf8Sequence next = first_sequence(rest);
        valid.append(next.well_formed ? rest.substr(0, next.length) : kReplacement);
        rest.remove_prefix(next.length);
    }
    return valid;
}

}  // namespace conch
