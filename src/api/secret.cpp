#include "api/secret.hpp"

#include <algorithm>
#include <cstdint>

#include "api/url.hpp"

namespace conch::api {

namespace {

// A shorter one is no secret, and hiding it would tear words apart.
constexpr std::size_t kShortest = 8;

// Without padding, so that it is also found where more text follows.
std::string base64(std::string_view text) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string coded;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        bits = bits << 8U | static_cast<unsigned char>(c);
        count += 8;
        for (; count >= 6; count -= 6)
            coded += kDigits[bits >> static_cast<unsigned>(count - 6) & 0x3FU];
    }
    // The last digit would mix in whatever follows the secret.
    return coded;
}

std::string with_escaped_slashes(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '/') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

}  // namespace

std::int64_t fingerprint(std::string_view token) {
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
    for (const char c : token)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return static_cast<std::int64_t>((hash ^ hash >> 32U) & 0xFFFFFFFFU);
}

Secret::Secret(std::string_view value) {
    if (value.size() < kShortest) return;
    forms_ = {std::string(value), percent_encode(value), base64(value), with_escaped_slashes(value)};
    std::sort(forms_.begin(), forms_.end());
    forms_.erase(std::unique(forms_.begin(), forms_.end()), forms_.end());
}

void Secret::hide_in(std::string& text) const {
    for (const std::string& form : forms_) {
        for (std::size_t at = text.find(form); at != std::string::npos; at = text.find(form, at)) {
            text.replace(at, form.size(), "***");
        }
    }
}

}  // namespace conch::api
