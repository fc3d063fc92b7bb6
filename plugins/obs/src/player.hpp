// Plays a clip by OBS's own media source, as a private child.
#pragma once

#include <obs-module.h>

#include <atomic>
#include <string>

#include "audio_relay.hpp"

namespace conch::obs {

// What is to be seen after the last frame.
enum class AtEnd { loop, hide, hold, next };
AtEnd at_end_from(std::string_view name);

class Player {
  public:
    explicit Player(obs_source_t* owner);
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    void play(const std::string& path, AtEnd at_end);
    // True once after each end of a clip that does not loop.
    bool take_ended() { return ended_.exchange(false); }
    // Hands on the sound; from the video tick.
    void tick() { relay_.drain(owner_); }

    // 0 as long as there is no picture.
    std::uint32_t width() const;
    std::uint32_t height() const;
    void render() const;

    // Null when OBS has no media source (obs-ffmpeg is missing).
    obs_source_t* child() const { return child_; }

  private:
    static void on_ended(void* player, calldata_t* data);

    obs_source_t* owner_;
    obs_source_t* child_;
    AudioRelay relay_;
    std::atomic<bool> ended_{false};
};

}  // namespace conch::obs
