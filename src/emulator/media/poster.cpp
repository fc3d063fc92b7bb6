#include "emulator/media/encode.hpp"
#include "emulator/media/graph.hpp"
#include "emulator/media/media.hpp"

namespace conch::emulator::media {
namespace {

tl::unexpected<KeptError> unreadable() {
    return fail(CONCH_E_FILE, "The video cannot be read");
}

// The key frame at or before the middle.
Result<av::Frame> middle_frame(const std::filesystem::path& video) {
    av::silence();
    AVFormatContext* opened = nullptr;
    const AVInputFormat* mp4 = av_find_input_format("mp4");
    if (avformat_open_input(&opened, av::url(video).c_str(), mp4, nullptr) < 0) return unreadable();
    const av::Input input(opened);
    const AVCodec* kind = nullptr;
    const int stream = av_find_best_stream(opened, AVMEDIA_TYPE_VIDEO, -1, -1, &kind, 0);
    if (stream < 0 || kind == nullptr) return unreadable();
    const AVStream& track = *opened->streams[stream];
    const av::Codec decoder(avcodec_alloc_context3(kind));
    const av::Packet packet(av_packet_alloc());
    av::Frame frame(av_frame_alloc());
    if (!decoder || !packet || !frame) return av::failure(AVERROR(ENOMEM), "Reading the video failed");
    decoder->thread_count = 1;
    if (avcodec_parameters_to_context(decoder.get(), track.codecpar) < 0 ||
        avcodec_open2(decoder.get(), kind, nullptr) < 0) {
        return unreadable();
    }
    if (track.duration > 0) av_seek_frame(opened, stream, track.duration / 2, AVSEEK_FLAG_BACKWARD);
    for (bool more = true; more;) {
        more = av_read_frame(opened, packet.get()) >= 0;
        if (more && packet->stream_index == stream) avcodec_send_packet(decoder.get(), packet.get());
        if (!more) avcodec_send_packet(decoder.get(), nullptr);
        av_packet_unref(packet.get());
        if (avcodec_receive_frame(decoder.get(), frame.get()) >= 0) return frame;
    }
    return unreadable();
}

}  // namespace

Result<ImageInfo> make_poster(const std::filesystem::path& video, const std::filesystem::path& out) {
    const auto middle = middle_frame(video);
    if (!middle) return fail(middle.error());
    Graph graph;
    const Graph::Node source = graph.pictures(**middle, 1);
    Graph::Node node = graph.add("scale", {{"out_color_matrix", "bt601"}, {"out_range", "pc"}}, {source});
    node = graph.add("format", {{"pix_fmts", "yuvj420p"}}, {node});
    if (const auto built = graph.finish(node); !built) return fail(built.error());
    if (const auto done = graph.push(source, middle->get()); !done) return fail(done.error());
    if (const auto done = graph.push(source, nullptr); !done) return fail(done.error());
    const auto frame = graph.pull();
    if (!frame) return fail(frame.error());
    if (!*frame) return unreadable();
    if (const auto written = write_picture(**frame, ImageFormat::kJpeg, out); !written) return fail(written.error());
    return ImageInfo{ImageFormat::kJpeg, (*frame)->width, (*frame)->height};
}

}  // namespace conch::emulator::media
