// What the header of a picture says.
#pragma once

#include <cstdint>
#include <string_view>

#include "emulator/media/media.hpp"

namespace conch::emulator::media {

struct ImageHeader {
    ImageFormat format = ImageFormat::kPng;
    std::uint32_t width = 0;  // as stored, before the orientation is applied
    std::uint32_t height = 0;
    int orientation = 1;  // EXIF, 1…8
};

// Within kMaxImagePixels and kMaxImageSide, or an error.
Result<ImageHeader> read_image_header(std::string_view bytes);

}  // namespace conch::emulator::media
