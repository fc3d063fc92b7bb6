#include "emulator/media/graph.hpp"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/dict.h>
#include <libavutil/pixdesc.h>
}

#include <cstring>

namespace conch::emulator::media {

Graph::Graph() {
    av::silence();
    graph_.reset(avfilter_graph_alloc());
    if (!graph_) {
        failed_ = AVERROR(ENOMEM);
        return;
    }
    graph_->nb_threads = 1;  // the callers are a pool already
}

Graph::Node Graph::add(const char* filter, Options options, std::initializer_list<Node> inputs) {
    if (failed_ < 0) return nullptr;
    failed_at_ = filter;
    const AVFilter* kind = avfilter_get_by_name(filter);
    if (kind == nullptr) {
        failed_ = AVERROR_FILTER_NOT_FOUND;
        return nullptr;
    }
    const Node node = avfilter_graph_alloc_filter(graph_.get(), kind, nullptr);
    if (node == nullptr) {
        failed_ = AVERROR(ENOMEM);
        return nullptr;
    }
    AVDictionary* values = nullptr;
    for (const auto& [key, value] : options)
        av_dict_set(&values, key, value.c_str(), 0);
    failed_ = avfilter_init_dict(node, &values);
    // What is left in the dictionary was not understood: a mistake in this program.
    if (failed_ >= 0 && av_dict_count(values) > 0) failed_ = AVERROR_OPTION_NOT_FOUND;
    av_dict_free(&values);
    unsigned pad = 0;
    for (const Node input : inputs) {
        if (failed_ >= 0) failed_ = avfilter_link(input, 0, node, pad++);
    }
    return failed_ < 0 ? nullptr : node;
}

Graph::Node Graph::pictures(const AVFrame& example, int frames_per_second) {
    return add("buffer", {{"width", av::number(example.width)},
                          {"height", av::number(example.height)},
                          {"pix_fmt", av_get_pix_fmt_name(static_cast<AVPixelFormat>(example.format))},
                          {"time_base", "1/" + av::number(frames_per_second)},
                          {"frame_rate", av::number(frames_per_second)},
                          {"sar", "1"}});
}

Graph::Node Graph::sound(int sample_rate, int channels) {
    return add("abuffer", {{"sample_rate", av::number(sample_rate)},
                           {"sample_fmt", "flt"},
                           {"channel_layout", channels == 1 ? "mono" : "stereo"},
                           {"time_base", "1/" + av::number(sample_rate)}});
}

Result<void> Graph::finish(Node last) {
    if (failed_ >= 0) {
        const bool video = avfilter_pad_get_type(last->output_pads, 0) == AVMEDIA_TYPE_VIDEO;
        sink_ = add(video ? "buffersink" : "abuffersink", {}, {last});
    }
    if (failed_ >= 0) {
        failed_at_ = "the whole graph";
        failed_ = avfilter_graph_config(graph_.get(), nullptr);
    }
    if (failed_ < 0) return av::failure(failed_, "Building the filter graph failed at " + failed_at_);
    return {};
}

Result<void> Graph::push(Node source, AVFrame* frame) {
    const int code = av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF);
    if (code < 0) return av::failure(code, "Feeding the filter graph failed");
    return {};
}

Result<void> Graph::push_sound(Node source, std::span<const float> interleaved, int sample_rate, int channels) {
    if (interleaved.empty()) return {};
    const av::Frame frame(av_frame_alloc());
    if (!frame) return av::failure(AVERROR(ENOMEM), "Feeding the filter graph failed");
    frame->format = AV_SAMPLE_FMT_FLT;
    frame->sample_rate = sample_rate;
    frame->nb_samples = static_cast<int>(interleaved.size()) / channels;
    frame->pts = pushed_samples_;
    pushed_samples_ += frame->nb_samples;
    av_channel_layout_default(&frame->ch_layout, channels);
    const int code = av_frame_get_buffer(frame.get(), 0);
    if (code < 0) return av::failure(code, "Feeding the filter graph failed");
    std::memcpy(frame->data[0], interleaved.data(), interleaved.size_bytes());
    return push(source, frame.get());
}

void Graph::set_frame_samples(unsigned samples) {
    av_buffersink_set_frame_size(sink_, samples);
}

Result<av::Frame> Graph::pull() {
    av::Frame frame(av_frame_alloc());
    if (!frame) return av::failure(AVERROR(ENOMEM), "Running the filter graph failed");
    const int code = av_buffersink_get_frame(sink_, frame.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return av::Frame();
    if (code < 0) return av::failure(code, "Running the filter graph failed");
    return frame;
}

}  // namespace conch::emulator::media
