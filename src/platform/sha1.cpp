#include "platform/sha1.hpp"

namespace conch::platform {

std::array<std::uint8_t, 20> Sha1::digest() {
    boost::uuids::detail::sha1::digest_type words;
    hash_.get_digest(words);
    // Five words up to Boost 1.85, twenty bytes since.
    std::array<std::uint8_t, 20> bytes{};
    constexpr std::size_t kWidth = sizeof words[0];
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(words[i / kWidth] >> (8U * (kWidth - 1 - i % kWidth)));
    }
    return bytes;
}

std::string to_hex(const std::array<std::uint8_t, 20>& digest) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

}  // namespace conch::platform
