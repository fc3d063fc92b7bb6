// Width and height of a picture from its first bytes, without decoding it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace conch::api {

struct ImageSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

// PNG, JPEG and WebP. Nothing when the head is damaged or of another kind. A JPEG's turned orientation is not applied.
std::optional<ImageSize> image_size(std::string_view head);

// As much of a file's start as image_size() may need: a JPEG can carry long metadata before its size.
inline constexpr std::size_t kImageHeadBytes = 512U << 10U;

}  // namespace conch::api
