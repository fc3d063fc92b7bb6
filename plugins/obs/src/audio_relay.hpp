// Carries the clip's sound from the child that plays it to the source that the user sees in the mixer.
//
// Not inside the child's callback: libobs holds the child's locks there and would take the source's, while other
// threads take them in the other order. So the callback only copies, and the video tick hands on.
#pragma once

#include <obs-module.h>

#include <array>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace conch::obs {

class AudioRelay {
  public:
    // For obs_source_add_audio_capture_callback, with the relay as its parameter.
    static void capture(void* relay, obs_source_t* child, const audio_data* sound, bool muted);

    // Hands on what has come since the last time.
    void drain(obs_source_t* target);
    void clear();

  private:
    struct Packet {
        std::array<std::vector<float>, MAX_AV_PLANES> planes;
        std::uint32_t frames = 0;
        std::uint64_t timestamp = 0;
    };

    std::mutex mutex_;
    std::deque<Packet> packets_;
};

}  // namespace conch::obs
