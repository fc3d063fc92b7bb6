#include <array>
#include <fstream>
#include <optional>

#include "emulator/media/av.hpp"
#include "emulator/media/media.hpp"

namespace conch::emulator::media {
namespace {

std::optional<AudioFormat> format_of(std::string_view head) {
    if (head.size() >= 12 && head.substr(0, 4) == "RIFF" && head.substr(8, 4) == "WAVE") return AudioFormat::kWav;
    if (head.substr(0, 3) == "ID3") return AudioFormat::kMp3;
    // A frame header: eleven set bits, layer III, no reserved bit rate.
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(head[at]); };
    const bool frame = head.size() >= 4 && byte(0) == 0xFF && (byte(1) & 0xE6U) == 0xE2 && (byte(2) & 0xF0U) != 0xF0;
    if (frame) return AudioFormat::kMp3;
    return std::nullopt;
}

tl::unexpected<KeptError> damaged() {
    return fail(CONCH_E_FILE_TYPE, "The sound cannot be read; it is damaged or cut short");
}

}  // namespace

Result<AudioInfo> probe_audio(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(CONCH_E_FILE, "There is no such sound file");
    std::array<char, 16> head{};
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), head.size());
    if (in.gcount() == 0) return fail(CONCH_E_FILE, "The sound file is empty or cannot be read; MP3 or WAV is needed");
    const auto format = format_of({head.data(), static_cast<std::size_t>(in.gcount())});
    if (!format) return fail(CONCH_E_FILE_TYPE, "The file is not a sound that the service takes: MP3 or WAV is needed");

    av::silence();
    // Format and decoders are named, never guessed: what FFmpeg would guess from hostile bytes may open other files.
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    av_dict_set(&options, "codec_whitelist",
                "mp3,mp3float,pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_alaw,pcm_mulaw", 0);
    const AVInputFormat* demuxer = av_find_input_format(*format == AudioFormat::kMp3 ? "mp3" : "wav");
    AVFormatContext* opened = nullptr;
    const int code = avformat_open_input(&opened, av::url(file).c_str(), demuxer, &options);
    av_dict_free(&options);
    if (code < 0) return damaged();
    const av::Input input(opened);
    if (avformat_find_stream_info(opened, nullptr) < 0) return damaged();
    const int stream = av_find_best_stream(opened, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    if (stream < 0) return damaged();
    const AVCodecParameters& sound = *opened->streams[stream]->codecpar;
    AudioInfo info;
    info.format = *format;
    info.sample_rate = sound.sample_rate;
    info.channels = sound.ch_layout.nb_channels;
    if (opened->duration > 0) info.seconds = static_cast<double>(opened->duration) / AV_TIME_BASE;
    if (info.sample_rate <= 0 || info.channels <= 0 || info.seconds <= 0) return damaged();
    return info;
}

}  // namespace conch::emulator::media
