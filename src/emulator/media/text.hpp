// Text that is to be drawn: font, size and line breaks.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::emulator::media {

struct TextBlock {
    std::string font_file;
    int font_size = 0;
    std::string text;  // valid UTF-8, lines separated by \n
    int width = 0;     // of the widest line, pixels
    int height = 0;
};

// The largest size from max_size down to min_size at which the text fits into width × height. When it does not even fit
// at min_size, as much as fits, ended by an ellipsis. Empty text gives an empty block.
Result<TextBlock> layout_text(std::string_view text, int width, int height, int max_size, int min_size);

}  // namespace conch::emulator::media
