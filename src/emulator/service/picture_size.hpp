// How large a picture of a resolution and an aspect ratio is. The documents name both and give no pixels.
#pragma once

#include <string_view>

namespace conch::emulator {

struct PixelSize {
    int width = 0;
    int height = 0;
};

// "16:9" and "4K"; an aspect ratio that is not two numbers ("auto") counts as that of `like`, or as a square.
PixelSize picture_size(std::string_view resolution, std::string_view aspect_ratio, PixelSize like = {});

}  // namespace conch::emulator
