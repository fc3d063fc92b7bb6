#include "emulator/media/encode.hpp"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cstring>

#include "emulator/media/output.hpp"

namespace conch::emulator::media {
Result<void> encode(AVCodecContext* encoder, const AVFrame* frame, Packets& out) {
    int code = avcodec_send_frame(encoder, frame);
    while (code >= 0) {
        av::Packet packet(av_packet_alloc());
        if (!packet) return av::failure(AVERROR(ENOMEM), "Encoding failed");
        code = avcodec_receive_packet(encoder, packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return {};
        if (code >= 0) out.push_back(std::move(packet));
    }
    return av::failure(code, "Encoding failed");
}

Result<av::Codec> open_encoder(const char* name, const std::function<void(AVCodecContext&)>& set_up) {
    av::silence();
    const AVCodec* kind = avcodec_find_encoder_by_name(name);
    if (kind == nullptr) {
        return fail(CONCH_E_UNSUPPORTED, std::string("The FFmpeg libraries here cannot encode with ") + name);
    }
    av::Codec encoder(avcodec_alloc_context3(kind));
    if (!encoder) return av::failure(AVERROR(ENOMEM), "Opening an encoder failed");
    encoder->thread_count = 1;
    encoder->flags |= AV_CODEC_FLAG_BITEXACT;
    set_up(*encoder);
    const int code = avcodec_open2(encoder.get(), kind, nullptr);
    if (code < 0) return av::failure(code, std::string("Opening the encoder ") + name + " failed");
    return encoder;
}

namespace {

constexpr int kChannels = 2;

Result<av::Codec> open_h264(const Mp4Options& options) {
    return open_encoder("libx264", [&](AVCodecContext& encoder) {
        encoder.width = options.width;
        encoder.height = options.height;
        encoder.time_base = {1, options.frames_per_second};
        encoder.framerate = {options.frames_per_second, 1};
        encoder.pix_fmt = AV_PIX_FMT_YUV420P;
        encoder.color_range = AVCOL_RANGE_MPEG;
        encoder.colorspace = AVCOL_SPC_BT709;
        encoder.color_primaries = AVCOL_PRI_BT709;
        encoder.color_trc = AVCOL_TRC_BT709;
        encoder.gop_size = options.frames_per_second;  // a place to seek to every second
        encoder.max_b_frames = 0;
        encoder.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        av_opt_set(encoder.priv_data, "preset", "ultrafast", 0);
        // Constant quantiser: no rate control to run, and still parts cost nothing.
        av_opt_set_int(encoder.priv_data, "qp", 27, 0);
    });
}

Result<av::Codec> open_aac(const Track& sound) {
    return open_encoder("aac", [&](AVCodecContext& encoder) {
        encoder.sample_rate = sound.sample_rate;
        encoder.sample_fmt = AV_SAMPLE_FMT_FLTP;
        encoder.time_base = {1, sound.sample_rate};
        encoder.bit_rate = 128000;
        encoder.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        av_channel_layout_default(&encoder.ch_layout, kChannels);
        av_opt_set(encoder.priv_data, "aac_coder", "fast", 0);
    });
}

Result<Packets> encode_sound(const Track& sound, AVCodecContext* encoder) {
    Packets packets;
    const std::size_t total = sound.frames();
    const auto step = static_cast<std::size_t>(encoder->frame_size);
    for (std::size_t at = 0; at < total; at += step) {
        const std::size_t count = std::min(step, total - at);
        const av::Frame frame(av_frame_alloc());
        if (!frame) return av::failure(AVERROR(ENOMEM), "Encoding the sound failed");
        frame->format = encoder->sample_fmt;
        frame->sample_rate = sound.sample_rate;
        frame->nb_samples = static_cast<int>(count);
        frame->pts = static_cast<std::int64_t>(at);
        int code = av_channel_layout_copy(&frame->ch_layout, &encoder->ch_layout);
        if (code >= 0) code = av_frame_get_buffer(frame.get(), 0);
        if (code < 0) return av::failure(code, "Encoding the sound failed");
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            auto* plane = reinterpret_cast<float*>(frame->extended_data[channel]);
            for (std::size_t i = 0; i < count; ++i)
                plane[i] = sound.samples[(at + i) * kChannels + channel];
        }
        if (const auto done = encode(encoder, frame.get(), packets); !done) return fail(done.error());
    }
    if (const auto done = encode(encoder, nullptr, packets); !done) return fail(done.error());
    return packets;
}

// An MP4 under construction.
class Muxer {
  public:
    Muxer() = default;
    ~Muxer() {
        if (context_ == nullptr) return;
        avio_closep(&context_->pb);
        avformat_free_context(context_);
    }
    Muxer(const Muxer&) = delete;
    Muxer& operator=(const Muxer&) = delete;

    Result<void> open(const std::filesystem::path& file) {
        const std::string url = av::url(file);
        int code = avformat_alloc_output_context2(&context_, nullptr, "mp4", url.c_str());
        if (code < 0) return av::failure(code, "Opening the MP4 failed");
        context_->flags |= AVFMT_FLAG_BITEXACT;
        code = avio_open(&context_->pb, url.c_str(), AVIO_FLAG_WRITE);
        if (code < 0) return fail(disk_error(file, code));
        file_ = file;
        return {};
    }

    Result<int> add(const AVCodecContext& encoder) {
        AVStream* stream = avformat_new_stream(context_, nullptr);
        if (stream == nullptr) return av::failure(AVERROR(ENOMEM), "Opening the MP4 failed");
        stream->time_base = encoder.time_base;
        stream->avg_frame_rate = encoder.framerate;
        const int code = avcodec_parameters_from_context(stream->codecpar, &encoder);
        if (code < 0) return av::failure(code, "Opening the MP4 failed");
        return stream->index;
    }

    Result<void> begin() {
        AVDictionary* options = nullptr;
        av_dict_set(&options, "movflags", "+faststart", 0);
        const int code = avformat_write_header(context_, &options);
        av_dict_free(&options);
        return written(code);
    }

    Result<void> write(AVPacket& packet, int stream, const AVCodecContext& encoder) {
        packet.stream_index = stream;
        if (packet.duration == 0 && encoder.codec_type == AVMEDIA_TYPE_VIDEO) packet.duration = 1;
        av_packet_rescale_ts(&packet, encoder.time_base, context_->streams[stream]->time_base);
        return written(av_interleaved_write_frame(context_, &packet));
    }

    Result<void> end() {
        if (const auto done = written(av_write_trailer(context_)); !done) return done;
        return written(avio_closep(&context_->pb));
    }

  private:
    static Error disk_error(const std::filesystem::path& file, int code) {
        Error error = av::error(code, "The file " + file.string() + " cannot be written");
        error.status = CONCH_E_DISK;
        return error;
    }
    Result<void> written(int code) {
        if (code < 0) return fail(disk_error(file_, code));
        return {};
    }

    AVFormatContext* context_ = nullptr;
    std::filesystem::path file_;
};

}  // namespace

Result<void> write_picture(const AVFrame& frame, ImageFormat format, const std::filesystem::path& out) {
    const char* name = format == ImageFormat::kPng ? "png" : format == ImageFormat::kJpeg ? "mjpeg" : "libwebp";
    const auto encoder = open_encoder(name, [&](AVCodecContext& context) {
        context.width = frame.width;
        context.height = frame.height;
        context.time_base = {1, 1};
        context.pix_fmt = static_cast<AVPixelFormat>(frame.format);
        if (format == ImageFormat::kPng) {
            context.compression_level = 2;
        } else if (format == ImageFormat::kJpeg) {
            context.color_range = AVCOL_RANGE_JPEG;
            context.flags |= AV_CODEC_FLAG_QSCALE;
            context.global_quality = 4 * FF_QP2LAMBDA;
        } else {
            context.compression_level = 0;
        }
    });
    if (!encoder) return fail(encoder.error());
    Packets packets;
    const av::Frame still(av_frame_clone(&frame));
    if (!still) return av::failure(AVERROR(ENOMEM), "Encoding the picture failed");
    still->pts = 0;
    still->quality = (*encoder)->global_quality;
    if (const auto done = encode(encoder->get(), still.get(), packets); !done) return done;
    if (const auto done = encode(encoder->get(), nullptr, packets); !done) return done;
    if (packets.size() != 1) return fail(CONCH_E_INTERNAL, "Encoding the picture gave no file");
    const AVPacket& packet = *packets.front();
    const auto written = write_file(
        out, std::string_view(reinterpret_cast<const char*>(packet.data), static_cast<std::size_t>(packet.size)));
    if (!written) return fail(written.error());
    return {};
}

Result<void> write_mp4(const Mp4Options& options, const std::function<Result<av::Frame>()>& next_picture,
                       const std::filesystem::path& out) {
    const auto video = open_h264(options);
    if (!video) return fail(video.error());
    Muxer muxer;
    if (const auto opened = muxer.open(out); !opened) return opened;
    const auto video_stream = muxer.add(**video);
    if (!video_stream) return fail(video_stream.error());
    av::Codec audio;
    Packets audio_packets;
    int audio_stream = -1;
    if (options.sound != nullptr) {
        auto opened = open_aac(*options.sound);
        if (!opened) return fail(opened.error());
        audio = std::move(*opened);
        auto packets = encode_sound(*options.sound, audio.get());
        if (!packets) return fail(packets.error());
        audio_packets = std::move(*packets);
        const auto added = muxer.add(*audio);
        if (!added) return fail(added.error());
        audio_stream = *added;
    }
    if (const auto begun = muxer.begin(); !begun) return begun;

    std::size_t next_audio = 0;
    const auto write_audio_until = [&](std::int64_t frame) -> Result<void> {
        for (; next_audio < audio_packets.size(); ++next_audio) {
            AVPacket& packet = *audio_packets[next_audio];
            if (av_compare_ts(packet.dts, audio->time_base, frame, (*video)->time_base) > 0) break;
            if (auto written = muxer.write(packet, audio_stream, *audio); !written) return written;
        }
        return {};
    };
    const auto write_video = [&](AVPacket& packet) -> Result<void> {
        if (auto written = write_audio_until(packet.dts); !written) return written;
        return muxer.write(packet, video_stream.value(), **video);
    };
    // A second of video begins with a key frame, so a whole number of them can be played again as it is.
    const bool repeats = options.period > 0 && options.period < options.frames;
    const std::int64_t different = repeats ? options.period : options.frames;
    Packets packets;
    for (std::int64_t n = 0; n <= different; ++n) {
        av::Frame picture;
        if (n < different) {
            auto next = next_picture();
            if (!next) return fail(next.error());
            if (!*next) return fail(CONCH_E_INTERNAL, "The filter graph ended before the video did");
            picture = std::move(*next);
            picture->pts = n;
            picture->pict_type = AV_PICTURE_TYPE_NONE;
            picture->colorspace = AVCOL_SPC_BT709;
        }
        if (const auto done = encode(video->get(), picture.get(), packets); !done) return done;
        if (repeats) continue;
        for (const av::Packet& packet : packets) {
            if (auto written = write_video(*packet); !written) return written;
        }
        packets.clear();
    }
    for (std::int64_t n = 0; repeats && n < options.frames; ++n) {
        const av::Packet packet(av_packet_clone(packets.at(static_cast<std::size_t>(n % different)).get()));
        if (!packet) return av::failure(AVERROR(ENOMEM), "Encoding failed");
        packet->pts = packet->dts = n;
        if (auto written = write_video(*packet); !written) return written;
    }
    if (const auto done = write_audio_until(options.frames + options.frames_per_second); !done) return done;
    return muxer.end();
}

}  // namespace conch::emulator::media
