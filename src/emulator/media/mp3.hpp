// MP3 frames: constant bit rate, no tags, no bit reservoir, so that frames can be sent one by one.
#pragma once

#include <string>

#include "emulator/media/av.hpp"

namespace conch::emulator::media {

class Mp3Encoder {
  public:
    // What encode() takes: planar floats of this rate, this many samples a frame (fewer only in the last).
    static constexpr unsigned kFrameSamples = 1152;

    static Result<Mp3Encoder> open(int sample_rate, int channels);

    // Appends whole MP3 frames to `out`. A null frame drains the encoder.
    Result<void> encode(const AVFrame* frame, std::string& out);

  private:
    explicit Mp3Encoder(av::Codec encoder) : encoder_(std::move(encoder)) {}

    av::Codec encoder_;
};

}  // namespace conch::emulator::media
