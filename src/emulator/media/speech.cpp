#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "emulator/media/check.hpp"
#include "emulator/media/graph.hpp"
#include "emulator/media/media.hpp"
#include "emulator/media/mp3.hpp"
#include "emulator/media/output.hpp"
#include "emulator/media/voice.hpp"

namespace conch::emulator::media {
namespace {

constexpr int kSpeechRate = 32000;

Result<void> check(const SpeechSpec& spec) {
    if (spec.text.empty()) return refuse("text", "text must not be empty");
    for (const Result<void>& checked :
         {check_range("speed", spec.speed, 0.5, 2.0), check_range("vol", spec.vol, 0.0, 10.0),
          check_range("pitch", spec.pitch, -12, 12),
          check_range("deepen_lighten", spec.effects.deepen_lighten, -100, 100),
          check_range("stronger_softer", spec.effects.stronger_softer, -100, 100),
          check_range("nasal_crisp", spec.effects.nasal_crisp, -100, 100)}) {
        if (!checked) return checked;
    }
    return {};
}

// How a mood changes a voice.
struct Emotion {
    std::string_view name;
    double semitones;
    double tempo;
    double gain_db;
    double treble_db;
    double tremble;  // depth of the trembling, 0 none
};
constexpr std::array kEmotions = {
    Emotion{"happy", 1.5, 1.08, 1, 2, 0},        Emotion{"sad", -1.5, 0.86, -3, -4, 0},
    Emotion{"angry", 0.7, 1.12, 4, 4, 0},        Emotion{"fearful", 1.5, 1.15, -1, 0, 0.5},
    Emotion{"disgusted", -1, 0.92, 0, -2, 0.15}, Emotion{"surprised", 3, 1.05, 2, 3, 0},
};

Emotion emotion_of(std::string_view name) {
    for (const Emotion& emotion : kEmotions) {
        if (emotion.name == name) return emotion;
    }
    return {"neutral", 0, 1, 0, 0, 0};
}

double semitones(double count) {
    return std::pow(2.0, count / 12);
}

// From bare speech to what is heard: voice, mood, speed, pitch and effects as one chain of filters.
class Chain {
  public:
    Result<void> build(const SpeechSpec& spec, const Voice& voice) {
        const Emotion emotion = emotion_of(spec.emotion);
        const SpeechEffects& effects = spec.effects;
        const double deepen_lighten = effects.deepen_lighten / 100.0;
        const double stronger_softer = effects.stronger_softer / 100.0;
        const double nasal_crisp = effects.nasal_crisp / 100.0;
        const double strength = std::max(0.0, -stronger_softer);
        const double softness = std::max(0.0, stronger_softer);

        source_ = last_ = graph_.sound(kSpeechRate, 1);
        const double pitch = voice.pitch * semitones(spec.pitch + emotion.semitones + 4 * deepen_lighten);
        tempo_ = spec.speed * emotion.tempo * voice.tempo;
        shift(pitch, tempo_);
        add("treble",
            {{"gain", av::number(voice.treble_db + emotion.treble_db + 5 * deepen_lighten)}, {"frequency", "4000"}});
        if (deepen_lighten != 0) add("bass", {{"gain", av::number(-8 * deepen_lighten)}, {"frequency", "180"}});
        if (emotion.tremble > 0) add("vibrato", {{"f", "7"}, {"d", av::number(emotion.tremble)}});
        if (nasal_crisp < 0) {
            equalize(1100, -14 * nasal_crisp);
            add("treble", {{"gain", av::number(14 * nasal_crisp)}, {"frequency", "3500"}});
        } else if (nasal_crisp > 0) {
            add("treble", {{"gain", av::number(14 * nasal_crisp)}, {"frequency", "4500"}});
            add("bass", {{"gain", av::number(-6 * nasal_crisp)}, {"frequency", "250"}});
        }
        if (strength > 0) {
            add("acompressor", {{"threshold", "0.06"},
                                {"ratio", av::number(1 + 5 * strength)},
                                {"makeup", av::number(1 + 3 * strength)}});
        } else if (softness > 0) {
            add("lowpass", {{"frequency", av::number(9000 - 5500 * softness)}});
        }
        // The phase of every frequency is set to zero many times a second: the voice keeps its words and loses its
        // tune.
        if (effects.robotic)
            add("afftfilt", {{"real", "hypot(re,im)"}, {"imag", "0"}, {"win_size", "512"}, {"overlap", "0.75"}});
        if (effects.lofi_telephone) {
            for (int slope = 0; slope < 2; ++slope) {
                add("highpass", {{"frequency", "400"}});
                add("lowpass", {{"frequency", "3000"}});
            }
            add("acrusher", {{"bits", "7"}, {"mix", "0.6"}, {"mode", "log"}});
        }
        if (effects.spacious_echo) echo("260|520", "0.45|0.25");
        if (effects.auditorium_echo) echo("37|71|113|167|229|307|401", "0.5|0.42|0.36|0.3|0.24|0.19|0.14");
        // What the effects take away or add in passing; how loud it shall be is asked for with `vol`.
        const double evened_db =
            (effects.robotic ? 11 : 0) + (effects.lofi_telephone ? 4 : 0) + 5 * std::min(0.0, nasal_crisp);
        const double gain_db = voice.gain_db + emotion.gain_db - 10 * softness + evened_db;
        add("volume", {{"volume", av::number(spec.vol * std::pow(10.0, gain_db / 20))}, {"precision", "float"}});
        add("alimiter", {{"limit", "0.95"}, {"level", "0"}});
        add("aformat",
            {{"sample_fmts", "fltp"}, {"sample_rates", av::number(kSpeechRate)}, {"channel_layouts", "mono"}});
        if (auto done = graph_.finish(last_); !done) return done;
        graph_.set_frame_samples(Mp3Encoder::kFrameSamples);
        return {};
    }

    Result<void> say(const std::vector<float>& samples) { return graph_.push_sound(source_, samples, kSpeechRate, 1); }
    // A second of silence at most in memory. What goes in is stretched like the words; a pause is to last as long as
    // asked.
    Result<void> stay_silent(double seconds) {
        auto left = static_cast<std::size_t>(seconds * tempo_ * kSpeechRate);
        const std::vector<float> silence(std::min<std::size_t>(left, kSpeechRate), 0.0F);
        while (left > 0) {
            const std::size_t count = std::min(left, silence.size());
            const auto piece = std::span<const float>(silence).first(count);
            if (auto done = graph_.push_sound(source_, piece, kSpeechRate, 1); !done) return done;
            left -= count;
        }
        return {};
    }
    Result<void> end() { return graph_.push(source_, nullptr); }
    Result<av::Frame> pull() { return graph_.pull(); }

  private:
    void add(const char* filter, Graph::Options options) { last_ = graph_.add(filter, options, {last_}); }
    void equalize(int frequency, double gain_db) {
        add("equalizer",
            {{"frequency", av::number(frequency)}, {"width_type", "q"}, {"width", "1"}, {"gain", av::number(gain_db)}});
    }
    void echo(const char* delays, const char* decays) {
        add("aecho", {{"in_gain", "0.8"}, {"out_gain", "0.85"}, {"delays", delays}, {"decays", decays}});
    }
    // Played faster the voice is higher and shorter; the tempo puts the length right again.
    void shift(double pitch, double tempo) {
        add("asetrate", {{"sample_rate", av::number(static_cast<int>(std::lround(kSpeechRate * pitch)))}});
        add("aresample", {{"sample_rate", av::number(kSpeechRate)}});
        double stretch = tempo / pitch;
        while (stretch < 0.5) {
            add("atempo", {{"tempo", "0.5"}});
            stretch /= 0.5;
        }
        add("atempo", {{"tempo", av::number(stretch)}});
    }

    Graph graph_;
    Graph::Node source_ = nullptr;
    Graph::Node last_ = nullptr;
    double tempo_ = 1;
};

}  // namespace

Result<SpeechInfo> stream_speech(const SpeechSpec& spec, const SpeechSink& sink) {
    if (const auto checked = check(spec); !checked) return fail(checked.error());
    const Voice voice = choose_voice(spec.voice, spec.language, spec.gender, spec.text);
    Chain chain;
    if (const auto built = chain.build(spec, voice); !built) return fail(built.error());
    auto encoder = Mp3Encoder::open(kSpeechRate, 1);
    if (!encoder) return fail(encoder.error());

    SpeechInfo info;
    std::string frames;
    const auto deliver = [&]() -> Result<void> {
        if (frames.empty()) return {};
        info.bytes += frames.size();
        if (!sink(frames)) return fail(CONCH_E_CANCELLED, "The listener has gone");
        frames.clear();
        return {};
    };
    const auto encode_ready = [&]() -> Result<void> {
        for (;;) {
            const auto frame = chain.pull();
            if (!frame) return fail(frame.error());
            if (!*frame) return {};
            if (auto done = encoder->encode(frame->get(), frames); !done) return done;
        }
    };
    for (const SpeechPart& part : split_speech(spec.text)) {
        if (part.pause > 0) {
            if (const auto done = chain.stay_silent(part.pause); !done) return fail(done.error());
        } else {
            const auto samples = speak(voice, part.text, kSpeechRate);
            if (!samples) return fail(samples.error());
            if (const auto done = chain.say(*samples); !done) return fail(done.error());
        }
        if (const auto done = encode_ready(); !done) return fail(done.error());
        if (const auto done = deliver(); !done) return fail(done.error());
    }
    // The engines stop with the last sound; nobody else does.
    constexpr double kLastBreath = 0.2;
    if (const auto done = chain.stay_silent(kLastBreath); !done) return fail(done.error());
    if (const auto done = chain.end(); !done) return fail(done.error());
    if (const auto done = encode_ready(); !done) return fail(done.error());
    if (const auto done = encoder->encode(nullptr, frames); !done) return fail(done.error());
    if (const auto done = deliver(); !done) return fail(done.error());
    info.frames = static_cast<std::size_t>(info.bytes / kSpeechFrameBytes);
    info.seconds = static_cast<double>(info.frames * kSpeechFrameSamples) / kSpeechRate;
    return info;
}

Result<SpeechInfo> make_speech(const SpeechSpec& spec, const std::filesystem::path& out) {
    std::string all;
    const auto info = stream_speech(spec, [&](std::string_view frames) {
        all.append(frames);
        return true;
    });
    if (!info) return info;
    if (const auto written = write_file(out, all); !written) return fail(written.error());
    return info;
}

}  // namespace conch::emulator::media
