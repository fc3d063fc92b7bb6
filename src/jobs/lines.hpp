// The lines in which creates wait, as data: what the service documents of each.
#pragma once

#include <cstddef>
#include <string_view>

namespace conch::jobs {

struct LineRules {
    std::string_view name;      // creates of one name share their places
    std::size_t at_once;        // creates on their way at a time; documented for some, 1 keeps the order exact
    bool counted_by_scheduler;  // scheduler.available says how many places are free
    int pause_s;                // documented pause before a place is asked for again
};

constexpr LineRules kVideoLine{"video", 1, true, 10};
constexpr LineRules kImageLine{"image", 1, false, 10};
constexpr LineRules kAgentLine{"agent", 1, false, 30};
constexpr LineRules kChatLine{"chat", 5, false, 10};
constexpr LineRules kSpeechLine{"speech", 20, false, 10};  // streamed speech too
constexpr LineRules kMusicLine{"music", 1, false, 10};

}  // namespace conch::jobs
