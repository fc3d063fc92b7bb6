// A filter graph built call by call. Options are values, never a line to be parsed: a text from outside cannot become
// filter syntax.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <utility>

#include "emulator/media/av.hpp"

namespace conch::emulator::media {

class Graph {
  public:
    using Node = AVFilterContext*;  // owned by the graph
    using Options = std::initializer_list<std::pair<const char*, std::string>>;

    Graph();

    // Building. The first failure is kept and comes out of finish(), so that a plan reads as a plan.
    Node add(const char* filter, Options options, std::initializer_list<Node> inputs = {});
    Node pictures(const AVFrame& example, int frames_per_second);  // frames like `example`, given by push()
    Node sound(int sample_rate, int channels);  // interleaved floats, given by push_sound(); one a graph
    Result<void> finish(Node last);

    // Running. push() takes a further reference of the frame; null ends that source.
    Result<void> push(Node source, AVFrame* frame);
    Result<void> push_sound(Node source, std::span<const float> interleaved, int sample_rate, int channels);
    // From here on every frame but the last has this many samples.
    void set_frame_samples(unsigned samples);
    // The next frame; null when the sources must be given more, or when all is out.
    Result<av::Frame> pull();

  private:
    std::unique_ptr<AVFilterGraph, av::Free> graph_;
    Node sink_ = nullptr;
    std::int64_t pushed_samples_ = 0;  // the time of the next sound
    int failed_ = 0;
    std::string failed_at_;
};

}  // namespace conch::emulator::media
