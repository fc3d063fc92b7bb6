#include "net/utf8.hpp"

#include <algorithm>
#include <string_view>

namespace conch::net {

namespace {

struct Lead {
    int following = 0;  // 0: cannot begin a sequence
    unsigned char lowest =
        0x80;  // of the second byte: shuts out overlong forms, surrogates and what is beyond U+10FFFF
    unsigned char highest = 0xBF;
};

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

}  // namespace

std::string with_valid_utf8(std::string text) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(text.begin(), text.end(), is_ascii)) return text;
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (is_ascii(text[at])) {
            valid.push_back(text[at++]);
            continue;
        }
        Lead lead = lead_of(static_cast<unsigned char>(text[at]));
        const std::size_t begin = at++;
        int missing = lead.following;
        while (missing > 0 && at < text.size()) {
            const auto byte = static_cast<unsigned char>(text[at]);
            if (byte < lead.lowest || byte > lead.highest) break;
            lead.lowest = 0x80;
            lead.highest = 0xBF;
            ++at;
            --missing;
        }
        if (lead.following > 0 && missing == 0) {
            valid.append(text, begin, at - begin);
        } else {
            valid.append(kReplacement);
        }
    }
    return valid;
}

}  // namespace conch::net
