// Owning handles and errors for FFmpeg's C API.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
}

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::emulator::media::av {

struct Free {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
    void operator()(AVFilterGraph* graph) const { avfilter_graph_free(&graph); }
    void operator()(AVFormatContext* input) const { avformat_close_input(&input); }
};
using Frame = std::unique_ptr<AVFrame, Free>;
using Packet = std::unique_ptr<AVPacket, Free>;
using Codec = std::unique_ptr<AVCodecContext, Free>;
using Input = std::unique_ptr<AVFormatContext, Free>;

// FFmpeg prints to stderr unless told not to; called by whatever touches it first.
void silence();

// `code` is a negative AVERROR; `what` says what was being done.
Error error(int code, std::string_view what);
inline tl::unexpected<KeptError> failure(int code, std::string_view what) {
    return tl::unexpected<KeptError>(error(code, what));
}

// A path as FFmpeg's file protocol takes it: never read as another protocol, whatever the name looks like.
std::string url(const std::filesystem::path& file);

// Numbers as options take them, in any locale.
std::string number(double value);
std::string number(int value);

}  // namespace conch::emulator::media::av
