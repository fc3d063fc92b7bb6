#include "emulator/service/picture_size.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace conch::emulator {

namespace {

// The side of a square of this resolution.
double side_of(std::string_view resolution) {
    if (resolution == "4K") return 4096;
    if (resolution == "2K") return 2048;
    return 1024;  // 1K and HD
}

int rounded(double pixels) {
    return std::max(16, static_cast<int>(std::lround(pixels / 8)) * 8);
}

}  // namespace

PixelSize picture_size(std::string_view resolution, std::string_view aspect_ratio, PixelSize like) {
    double across = like.width > 0 ? like.width : 1;
    double down = like.height > 0 ? like.height : 1;
    const std::size_t colon = aspect_ratio.find(':');
    if (colon != std::string_view::npos) {
        int a = 0;
        int b = 0;
        std::from_chars(aspect_ratio.data(), aspect_ratio.data() + colon, a);
        std::from_chars(aspect_ratio.data() + colon + 1, aspect_ratio.data() + aspect_ratio.size(), b);
        if (a > 0 && b > 0) {
            across = a;
            down = b;
        }
    }
    // A very long reference picture does not make an endless strip.
    const double ratio = std::clamp(across / down, 0.25, 4.0);
    const double side = side_of(resolution);
    return {rounded(side * std::sqrt(ratio)), rounded(side / std::sqrt(ratio))};
}

}  // namespace conch::emulator
