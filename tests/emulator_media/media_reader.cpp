#include "media_reader.hpp"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "emulator/media/encode.hpp"
#include "emulator/media/graph.hpp"

namespace media_test {
namespace {

namespace av = conch::emulator::media::av;
using conch::emulator::media::Graph;

void require(bool ok, const std::string& what) {
    if (!ok) throw std::runtime_error(what);
}

template <typename T>
T expect(conch::Result<T> result) {
    require(result.has_value(), result ? "" : result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

av::Input open(const fs::path& file) {
    av::silence();
    AVFormatContext* opened = nullptr;
    require(avformat_open_input(&opened, av::url(file).c_str(), nullptr, nullptr) >= 0, "cannot open " + file.string());
    av::Input input(opened);
    require(avformat_find_stream_info(opened, nullptr) >= 0, "no stream information in " + file.string());
    return input;
}

av::Codec open_decoder(const AVStream& stream) {
    const AVCodec* kind = avcodec_find_decoder(stream.codecpar->codec_id);
    av::Codec decoder(avcodec_alloc_context3(kind));
    require(avcodec_parameters_to_context(decoder.get(), stream.codecpar) >= 0, "parameters");
    decoder->err_recognition = AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER;
    decoder->thread_count = 1;
    decoder->pkt_timebase = stream.time_base;
    require(avcodec_open2(decoder.get(), kind, nullptr) >= 0, "decoder");
    return decoder;
}

using OnFrame = std::function<void(const AVFrame&)>;

void decode(AVCodecContext* decoder, const AVPacket* packet, const OnFrame& on_frame) {
    const int sent = avcodec_send_packet(decoder, packet);
    require(sent >= 0, "the decoder refused a packet");
    const av::Frame frame(av_frame_alloc());
    for (;;) {
        const int code = avcodec_receive_frame(decoder, frame.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
        require(code >= 0, "the decoder failed");
        require(frame->decode_error_flags == 0 && (frame->flags & AV_FRAME_FLAG_CORRUPT) == 0, "a damaged frame");
        on_frame(*frame);
    }
}

Picture to_picture(const AVFrame& frame) {
    Graph graph;
    const Graph::Node source = graph.pictures(frame, 1);
    const Graph::Node node = graph.add("format", {{"pix_fmts", "rgb24"}}, {source});
    expect(graph.finish(node));
    const av::Frame copy(av_frame_clone(&frame));
    expect(graph.push(source, copy.get()));
    expect(graph.push(source, nullptr));
    const av::Frame rgb = expect(graph.pull());
    require(rgb != nullptr, "no RGB picture");
    Picture picture{rgb->width, rgb->height, {}};
    for (int y = 0; y < rgb->height; ++y) {
        const std::uint8_t* line = rgb->data[0] + static_cast<std::ptrdiff_t>(y) * rgb->linesize[0];
        picture.pixels.insert(picture.pixels.end(), line, line + 3 * rgb->width);
    }
    return picture;
}

void append_mono(const AVFrame& frame, Sound& sound) {
    const int channels = frame.ch_layout.nb_channels;
    sound.sample_rate = frame.sample_rate;
    sound.channels = channels;
    require(frame.format == AV_SAMPLE_FMT_FLTP, "unexpected sample format");
    for (int i = 0; i < frame.nb_samples; ++i) {
        float sum = 0;
        for (int channel = 0; channel < channels; ++channel) {
            sum += reinterpret_cast<const float*>(frame.extended_data[channel])[i];
        }
        sound.samples.push_back(sum / static_cast<float>(channels));
    }
}

double decibels(const std::vector<float>& samples, std::size_t from, std::size_t to) {
    double sum = 0;
    for (std::size_t i = from; i < to; ++i)
        sum += static_cast<double>(samples[i]) * samples[i];
    return 10 * std::log10(sum / static_cast<double>(std::max<std::size_t>(1, to - from)) + 1e-12);
}

void paint_frame(const fs::path& file, conch::emulator::media::ImageFormat format, const std::string& pixels, int width,
                 int height, const std::string& left, const std::string& right) {
    Graph graph;
    const std::string size = std::to_string(width) + "x" + std::to_string(height);
    Graph::Node node = graph.add("color", {{"color", left}, {"size", size}});
    node = graph.add("format", {{"pix_fmts", pixels}}, {node});
    if (!right.empty()) {
        node = graph.add(
            "drawbox",
            {{"x", std::to_string(width / 2)}, {"y", "0"}, {"w", "iw"}, {"h", "ih"}, {"color", right}, {"t", "fill"}},
            {node});
    }
    expect(graph.finish(node));
    const av::Frame frame = expect(graph.pull());
    expect(conch::emulator::media::write_picture(*frame, format, file));
}

}  // namespace

double distance(const Colour& a, const Colour& b) {
    return std::sqrt(std::pow(a.red - b.red, 2) + std::pow(a.green - b.green, 2) + std::pow(a.blue - b.blue, 2));
}

Colour Picture::mean(double left, double top, double right, double bottom) const {
    Colour sum;
    double count = 0;
    for (int y = static_cast<int>(top * height); y < static_cast<int>(bottom * height); ++y) {
        for (int x = static_cast<int>(left * width); x < static_cast<int>(right * width); ++x) {
            const std::size_t at =
                3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
            sum.red += pixels[at];
            sum.green += pixels[at + 1];
            sum.blue += pixels[at + 2];
            ++count;
        }
    }
    return {sum.red / count, sum.green / count, sum.blue / count};
}

std::size_t Picture::pixels_near(const Colour& colour, double within) const {
    std::size_t count = 0;
    for (std::size_t at = 0; at + 2 < pixels.size(); at += 3) {
        const Colour here{static_cast<double>(pixels[at]), static_cast<double>(pixels[at + 1]),
                          static_cast<double>(pixels[at + 2])};
        if (distance(here, colour) <= within) ++count;
    }
    return count;
}

double Sound::level_db() const {
    return decibels(samples, 0, samples.size());
}

double Sound::level_db(double from, double to) const {
    const auto at = [&](double time) { return std::min(samples.size(), static_cast<std::size_t>(time * sample_rate)); };
    return decibels(samples, at(from), at(to));
}

double Sound::band_db(int lowest, int highest) const {
    Graph graph;
    const Graph::Node source = graph.sound(sample_rate, 1);
    Graph::Node node = source;
    for (int slope = 0; slope < 4; ++slope) {
        node = graph.add("highpass", {{"frequency", std::to_string(lowest)}}, {node});
        node = graph.add("lowpass", {{"frequency", std::to_string(highest)}}, {node});
    }
    node = graph.add("aformat", {{"sample_fmts", "fltp"}}, {node});
    expect(graph.finish(node));
    expect(graph.push_sound(source, samples, sample_rate, 1));
    expect(graph.push(source, nullptr));
    Sound band;
    while (const av::Frame frame = expect(graph.pull()))
        append_mono(*frame, band);
    return band.level_db();
}

double Sound::pitch() const {
    // Autocorrelation at 8 kHz or so: the lag at which a stretch of voice resembles itself most.
    const auto step = static_cast<std::size_t>(sample_rate / 8000);
    std::vector<double> low;
    for (std::size_t i = 0; i + step <= samples.size(); i += step) {
        double sum = 0;
        for (std::size_t k = 0; k < step; ++k)
            sum += samples[i + k];
        low.push_back(sum);
    }
    const double rate = static_cast<double>(sample_rate) / static_cast<double>(step);
    const std::size_t window = 400;
    std::vector<double> tones;
    for (std::size_t from = 0; from + 2 * window < low.size(); from += window / 2) {
        double best = 0;
        std::size_t best_lag = 0;
        double energy = 0;
        for (std::size_t i = 0; i < window; ++i)
            energy += low[from + i] * low[from + i];
        if (energy / static_cast<double>(window) < 1e-3) continue;
        for (std::size_t lag = 16; lag < 133; ++lag) {  // 60…500 Hz
            double product = 0;
            double other = 0;
            for (std::size_t i = 0; i < window; ++i) {
                product += low[from + i] * low[from + i + lag];
                other += low[from + i + lag] * low[from + i + lag];
            }
            const double likeness = product / std::sqrt(energy * other + 1e-12);
            if (likeness > best + 0.02) {  // the shortest of equally good lags: no octaves below
                best = likeness;
                best_lag = lag;
            }
        }
        if (best > 0.6) tones.push_back(rate / static_cast<double>(best_lag));
    }
    require(!tones.empty(), "no voice in the sound");
    std::nth_element(tones.begin(), tones.begin() + static_cast<std::ptrdiff_t>(tones.size() / 2), tones.end());
    return tones[tones.size() / 2];
}

Video read_video(const fs::path& file) {
    Video video;
    try {
        const av::Input input = open(file);
        const int pictures = av_find_best_stream(input.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
        const int sounds = av_find_best_stream(input.get(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
        require(pictures >= 0, "no picture track");
        const AVStream& track = *input->streams[pictures];
        const av::Codec decoder = open_decoder(track);
        av::Codec sound_decoder;
        if (sounds >= 0) {
            sound_decoder = open_decoder(*input->streams[sounds]);
            video.has_sound = true;
            video.sound_codec = avcodec_get_name(sound_decoder->codec_id);
        }
        video.width = decoder->width;
        video.height = decoder->height;
        video.codec = avcodec_get_name(decoder->codec_id);
        video.frames_per_second = av_q2d(track.avg_frame_rate);
        video.seconds = static_cast<double>(track.duration) * av_q2d(track.time_base);
        const std::int64_t middle = track.nb_frames / 2;
        av::Frame last;
        const OnFrame on_picture = [&](const AVFrame& frame) {
            const auto index = static_cast<std::int64_t>(video.times.size());
            video.times.push_back(static_cast<double>(frame.pts) * av_q2d(track.time_base));
            video.key_frames.push_back(frame.key_frame != 0);
            if (index == 0 || index == middle) video.frames.push_back(to_picture(frame));
            last.reset(av_frame_clone(&frame));
        };
        const av::Packet packet(av_packet_alloc());
        while (av_read_frame(input.get(), packet.get()) >= 0) {
            if (packet->stream_index == pictures) decode(decoder.get(), packet.get(), on_picture);
            if (packet->stream_index == sounds) {
                decode(sound_decoder.get(), packet.get(),
                       [&](const AVFrame& frame) { append_mono(frame, video.sound); });
            }
            av_packet_unref(packet.get());
        }
        decode(decoder.get(), nullptr, on_picture);
        require(last != nullptr, "no frame");
        video.pixel_format = av_get_pix_fmt_name(static_cast<AVPixelFormat>(last->format));
        video.frames.push_back(to_picture(*last));
    } catch (const std::exception& failure) {
        video.error = failure.what();
    }
    return video;
}

double seek_video(const fs::path& file, double seconds) {
    const av::Input input = open(file);
    const int stream = av_find_best_stream(input.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    const AVStream& track = *input->streams[stream];
    const auto target = static_cast<std::int64_t>(seconds / av_q2d(track.time_base));
    if (av_seek_frame(input.get(), stream, target, AVSEEK_FLAG_BACKWARD) < 0) return -1;
    const av::Codec decoder = open_decoder(track);
    const av::Packet packet(av_packet_alloc());
    double time = -1;
    while (time < 0 && av_read_frame(input.get(), packet.get()) >= 0) {
        if (packet->stream_index == stream) {
            decode(decoder.get(), packet.get(), [&](const AVFrame& frame) {
                if (time < 0) time = static_cast<double>(frame.pts) * av_q2d(track.time_base);
            });
        }
        av_packet_unref(packet.get());
    }
    return time;
}

Sound read_sound(const fs::path& file) {
    const av::Input input = open(file);
    const int stream = av_find_best_stream(input.get(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    require(stream >= 0, "no sound track");
    const av::Codec decoder = open_decoder(*input->streams[stream]);
    Sound sound;
    const av::Packet packet(av_packet_alloc());
    while (av_read_frame(input.get(), packet.get()) >= 0) {
        if (packet->stream_index == stream) {
            decode(decoder.get(), packet.get(), [&](const AVFrame& frame) { append_mono(frame, sound); });
        }
        av_packet_unref(packet.get());
    }
    return sound;
}

Picture read_picture(const fs::path& file) {
    const av::Input input = open(file);
    const av::Codec decoder = open_decoder(*input->streams[0]);
    const av::Packet packet(av_packet_alloc());
    require(av_read_frame(input.get(), packet.get()) >= 0, "no picture");
    Picture picture;
    const OnFrame on_frame = [&](const AVFrame& frame) { picture = to_picture(frame); };
    decode(decoder.get(), packet.get(), on_frame);
    decode(decoder.get(), nullptr, on_frame);
    require(picture.width > 0, "no picture");
    return picture;
}

std::string read_bytes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_bytes(const fs::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void paint(const fs::path& file, conch::emulator::media::ImageFormat format, int width, int height,
           const std::string& left, const std::string& right) {
    using conch::emulator::media::ImageFormat;
    const char* pixels = format == ImageFormat::kPng ? "rgb24" : format == ImageFormat::kJpeg ? "yuvj444p" : "yuv420p";
    paint_frame(file, format, pixels, width, height, left, right);
}

void paint(const fs::path& file, conch::emulator::media::ImageFormat format, int width, int height,
           const std::string& colour) {
    paint(file, format, width, height, colour, {});
}

void paint_transparent(const fs::path& file, int width, int height, const std::string& colour, double alpha) {
    paint_frame(file, conch::emulator::media::ImageFormat::kPng, "rgba", width, height,
                colour + "@" + std::to_string(alpha), {});
}

Folder::Folder() {
    std::string name = (fs::temp_directory_path() / "conch-media-XXXXXX").string();
    require(::mkdtemp(name.data()) != nullptr, "no temporary folder");
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::size_t Folder::files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
}

}  // namespace media_test
