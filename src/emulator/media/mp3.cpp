#include "emulator/media/mp3.hpp"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
}

#include "emulator/media/encode.hpp"

namespace conch::emulator::media {

Result<Mp3Encoder> Mp3Encoder::open(int sample_rate, int channels) {
    auto encoder = open_encoder("libmp3lame", [&](AVCodecContext& context) {
        context.sample_rate = sample_rate;
        context.sample_fmt = AV_SAMPLE_FMT_FLTP;
        context.time_base = {1, sample_rate};
        context.bit_rate = 128000;
        context.compression_level = 7;  // speed before the last bit of quality
        av_channel_layout_default(&context.ch_layout, channels);
        av_opt_set_int(context.priv_data, "reservoir", 0, 0);
    });
    if (!encoder) return fail(encoder.error());
    return Mp3Encoder(std::move(*encoder));
}

Result<void> Mp3Encoder::encode(const AVFrame* frame, std::string& out) {
    Packets packets;
    if (auto done = media::encode(encoder_.get(), frame, packets); !done) return done;
    for (const av::Packet& packet : packets) {
        out.append(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size));
    }
    return {};
}

}  // namespace conch::emulator::media
