// Pictures that users uploaded, as frames of the size that is wanted.
#pragma once

#include <filesystem>
#include <string_view>

#include "emulator/media/av.hpp"
#include "emulator/media/media.hpp"

namespace conch::emulator::media {

enum class Fit {
    kCover,    // fills width × height, what is over is cut off; transparent parts lie on grey
    kContain,  // as large as fits into width × height; keeps transparency
};

// Upright, BT.709: yuv420p for kCover, yuva420p for kContain. `field` names the parameter in errors.
Result<av::Frame> load_picture(const std::filesystem::path& file, std::string_view field, Fit fit, int width,
                               int height);

}  // namespace conch::emulator::media
