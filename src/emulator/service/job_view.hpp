// A job of any family as the console shows it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/control/clock.hpp"

namespace conch::emulator {

struct MediaView {
    std::string kind;  // video, image, audio
    std::string url;
    std::string poster;  // of a video
};

struct JobView {
    std::string kind;  // video, image, clip, song, agent
    std::string id;
    std::string account;
    std::string prompt;
    std::string model;
    std::string label;
    bool final = false;
    bool good = false;  // ended as wished
    std::optional<int> percent;
    std::string message;
    Clock::Ms created = 0;
    std::vector<MediaView> media;
};

}  // namespace conch::emulator
