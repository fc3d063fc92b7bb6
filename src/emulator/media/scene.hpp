// The things that the emulator's videos and pictures are composed of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "emulator/media/graph.hpp"

namespace conch::emulator::media {

// A well mixed number for the n-th choice that follows from a seed.
std::uint64_t choice(std::uint64_t seed, std::uint64_t n);

// Colours that flow into one another, yuv420p, BT.709. The seed gives colours, shape and direction.
Result<av::Frame> draw_gradient(std::uint64_t seed, int width, int height);

// A dark panel with a small heading and a text under it, no larger than width × height, text as large as fits up to
// max_size. Null when both are empty.
Result<av::Frame> draw_panel(std::string_view heading, std::string_view text, int width, int height, int max_size);

// The watermark for a picture of this height.
Result<av::Frame> draw_watermark(int height);

// Lays a still picture over `base` at x, y (FFmpeg expressions), in the frames where `enable` is not 0.
// The picture must be pushed into the node that comes back in `source`.
struct Overlaid {
    Graph::Node result = nullptr;
    Graph::Node source = nullptr;
};
Overlaid add_overlay(Graph& graph, Graph::Node base, const av::Frame& picture, int frames_per_second, std::string x,
                     std::string y, std::string enable = "1");

}  // namespace conch::emulator::media
