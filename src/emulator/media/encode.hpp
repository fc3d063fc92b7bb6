// From frames to files.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "emulator/media/av.hpp"
#include "emulator/media/media.hpp"
#include "emulator/media/synth.hpp"

namespace conch::emulator::media {

using Packets = std::vector<av::Packet>;

// A named encoder on one thread, its output the same every time. `set_up` fills in the parameters before it opens.
Result<av::Codec> open_encoder(const char* name, const std::function<void(AVCodecContext&)>& set_up);
// Appends what the encoder gives back. A null frame drains it.
Result<void> encode(AVCodecContext* encoder, const AVFrame* frame, Packets& out);

// One picture as a file. Takes what the format wants: rgb24 for PNG, yuvj420p for JPEG, yuv420p for WebP.
Result<void> write_picture(const AVFrame& frame, ImageFormat format, const std::filesystem::path& out);

struct Mp4Options {
    int width = 0;
    int height = 0;
    int frames_per_second = 0;
    std::int64_t frames = 0;
    std::int64_t period =
        0;  // the pictures repeat after so many frames, whole seconds: encoded once; 0 when they do not
    const Track* sound = nullptr;
};

// Pulls exactly `frames` pictures (`period` when they repeat sooner; yuv420p, BT.709) and writes the file.
Result<void> write_mp4(const Mp4Options& options, const std::function<Result<av::Frame>()>& next_picture,
                       const std::filesystem::path& out);

}  // namespace conch::emulator::media
