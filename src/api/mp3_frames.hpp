// Cuts a stream of MP3 bytes where its frames end, so that every piece can be played by itself, and adds up what they
// last.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace conch::api {

class Mp3Frames {
  public:
    // All bytes up to the end of the last whole frame; the rest waits for more. Bytes between frames (tags, damage) go
    // along with the next frame, so that nothing is lost.
    std::string push(std::string_view bytes);
    // What is left at the end of the stream.
    std::string rest() { return std::exchange(waiting_, {}); }

    [[nodiscard]] std::uint64_t frames() const { return frames_; }
    [[nodiscard]] std::uint64_t duration_ms() const { return duration_us_ / 1000; }
    [[nodiscard]] int sample_rate() const { return sample_rate_; }  // of the first frame; 0: none yet
    [[nodiscard]] int channels() const { return channels_; }

  private:
    std::string waiting_;
    std::uint64_t frames_ = 0;
    std::uint64_t duration_us_ = 0;
    int sample_rate_ = 0;
    int channels_ = 0;
};

}  // namespace conch::api
