// What people write into a prompt about the shape of what they want: "a 9:16 video of 10 seconds", "1:1 4K image".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace conch::emulator {

struct Wishes {
    std::optional<std::string> aspect_ratio;  // 16:9
    std::optional<std::string> resolution;    // 1K, 2K, 4K, 512p, 720p, 768p, 1080p
    std::optional<int> seconds;
};

Wishes wishes_in(std::string_view prompt);

}  // namespace conch::emulator
