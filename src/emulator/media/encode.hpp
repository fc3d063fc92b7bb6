// From frames to files.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "emulator/media/av.hpp"
#include "emulator/media/media.hpp"

namespace conch::emulator::media {

// One picture as a file. Takes what the format wants: rgb24 for PNG, yuvj420p for JPEG, yuv420p for WebP.
Result<void> write_picture(const AVFrame& frame, ImageFormat format, const std::filesystem::path& out);

// Interleaved samples, −1…1.
struct Sound {
    std::vector<float> samples;
    int sample_rate = 48000;
    int channels = 2;
};

struct Mp4Options {
    int width = 0;
    int height = 0;
    int frames_per_second = 0;
    std::int64_t frames = 0;
    const Sound* sound = nullptr;
};

// Pulls exactly `frames` pictures (yuv420p, BT.709) and writes the file.
Result<void> write_mp4(const Mp4Options& options, const std::function<Result<av::Frame>()>& next_picture,
                       const std::filesystem::path& out);

}  // namespace conch::emulator::media
