#include "api/image_size.hpp"

#include <string_view>

namespace conch::api {

namespace {

std::uint32_t byte(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}
std::uint32_t big16(std::string_view bytes, std::size_t at) {
    return byte(bytes, at) << 8U | byte(bytes, at + 1);
}
std::uint32_t big32(std::string_view bytes, std::size_t at) {
    return big16(bytes, at) << 16U | big16(bytes, at + 2);
}
std::uint32_t little16(std::string_view bytes, std::size_t at) {
    return byte(bytes, at) | byte(bytes, at + 1) << 8U;
}
std::uint32_t little24(std::string_view bytes, std::size_t at) {
    return little16(bytes, at) | byte(bytes, at + 2) << 16U;
}

// Walks the segments up to the frame header (SOF), whose marker is C0 to CF without C4, C8 and CC.
std::optional<ImageSize> jpeg_size(std::string_view head) {
    std::size_t at = 2;
    while (at + 9 < head.size()) {
        if (byte(head, at) != 0xFF) return std::nullopt;
        const std::uint32_t marker = byte(head, at + 1);
        if (marker == 0xFF) {  // padding
            ++at;
            continue;
        }
        const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) return ImageSize{big16(head, at + 7), big16(head, at + 5)};
        const std::uint32_t length = big16(head, at + 2);
        if (length < 2) return std::nullopt;
        at += 2 + length;
    }
    return std::nullopt;
}

std::optional<ImageSize> webp_size(std::string_view head) {
    const std::string_view form = head.substr(12, 4);
    if (form == "VP8X") return ImageSize{little24(head, 24) + 1, little24(head, 27) + 1};
    if (form == "VP8 ") return ImageSize{little16(head, 26) & 0x3FFFU, little16(head, 28) & 0x3FFFU};
    if (form == "VP8L") {
        const std::uint32_t bits = little16(head, 21) | little16(head, 23) << 16U;
        return ImageSize{(bits & 0x3FFFU) + 1, (bits >> 14U & 0x3FFFU) + 1};
    }
    return std::nullopt;
}

}  // namespace

std::optional<ImageSize> image_size(std::string_view head) {
    std::optional<ImageSize> size;
    if (head.size() >= 24 && head.substr(1, 3) == "PNG") {
        size = ImageSize{big32(head, 16), big32(head, 20)};
    } else if (head.substr(0, 2) == "\xFF\xD8") {
        size = jpeg_size(head);
    } else if (head.size() >= 30 && head.substr(8, 4) == "WEBP") {
        size = webp_size(head);
    }
    return size && size->width > 0 && size->height > 0 ? size : std::nullopt;
}

}  // namespace conch::api
