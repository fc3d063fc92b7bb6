#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "emulator/media/check.hpp"
#include "emulator/media/graph.hpp"
#include "emulator/media/media.hpp"
#include "emulator/media/mp3.hpp"
#include "emulator/media/output.hpp"
#include "emulator/media/scene.hpp"
#include "emulator/media/synth.hpp"
#include "emulator/media/voice.hpp"

namespace conch::emulator::media {
namespace {

constexpr int kMusicRate = 44100;
constexpr int kCoverSide = 512;

using Scale = std::array<int, 7>;  // semitones above the key note
constexpr Scale kMajor = {0, 2, 4, 5, 7, 9, 11};
constexpr Scale kMinor = {0, 2, 3, 5, 7, 8, 10};
constexpr Scale kDorian = {0, 2, 3, 5, 7, 9, 10};
constexpr Scale kBlues = {0, 3, 5, 6, 7, 10, 12};
constexpr Scale kPentatonic = {0, 2, 4, 7, 9, 12, 14};

struct Style {
    std::string_view name;  // a part of the service's name of the style, in small letters
    int beats_a_minute;
    Scale scale;
    Timbre lead;
    Timbre chords;
    double drums;                    // loudness, 0 none
    double swing;                    // how much later the second half of a beat comes
    std::array<int, 4> progression;  // degrees of the scale
};
constexpr std::array kStyles = {
    Style{"pop", 112, kMajor, Timbre::kPluck, Timbre::kPad, 0.5, 0, {0, 4, 5, 3}},
    Style{"rock", 132, kMinor, Timbre::kOrgan, Timbre::kOrgan, 0.8, 0, {0, 5, 2, 6}},
    Style{"jazz", 104, kDorian, Timbre::kBell, Timbre::kPluck, 0.3, 0.33, {1, 4, 0, 5}},
    Style{"classic", 88, kMajor, Timbre::kPluck, Timbre::kPad, 0, 0, {0, 3, 4, 0}},
    Style{"electro", 126, kMinor, Timbre::kOrgan, Timbre::kPad, 0.9, 0, {0, 0, 5, 6}},
    Style{"hip", 92, kMinor, Timbre::kBell, Timbre::kPad, 0.9, 0.15, {0, 3, 0, 4}},
    Style{"folk", 96, kPentatonic, Timbre::kPluck, Timbre::kPluck, 0.15, 0, {0, 3, 0, 4}},
    Style{"blues", 84, kBlues, Timbre::kOrgan, Timbre::kPluck, 0.4, 0.33, {0, 0, 2, 0}},
    Style{"lofi", 76, kDorian, Timbre::kBell, Timbre::kPad, 0.4, 0.2, {0, 3, 1, 4}},
    Style{"ballad", 70, kMajor, Timbre::kPad, Timbre::kPluck, 0.2, 0, {0, 5, 3, 4}},
};

Style style_of(std::string_view name) {
    std::string small(name);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    std::uint64_t sum = 0;
    for (const char c : small)
        sum = choice(sum + static_cast<unsigned char>(c), 1);
    for (const Style& style : kStyles) {
        if (small.find(style.name) != std::string::npos) return style;
    }
    // A style that is not in the table gets one of these with a tempo of its own.
    Style style = kStyles.at(sum % kStyles.size());
    style.beats_a_minute += static_cast<int>(choice(sum, 2) % 30) - 15;
    return style;
}

double degree(const Scale& scale, int step) {
    const int octave = step >= 0 ? step / 7 : (step - 6) / 7;
    return scale.at(static_cast<std::size_t>(step - octave * 7)) + 12 * octave;
}

// Chords, bass, drums and a wandering tune, bar by bar.
void play(Track& track, const Style& style, std::uint64_t seed, double seconds) {
    const double beat = 60.0 / style.beats_a_minute;
    const double key = 55 + static_cast<double>(choice(seed, 20) % 9);
    int step = 4;
    std::uint64_t n = 100;
    for (int bar = 0; bar * 4 * beat < seconds; ++bar) {
        const double start = bar * 4 * beat;
        const int root = style.progression.at(static_cast<std::size_t>(bar) % style.progression.size());
        for (int tone = 0; tone < 3; ++tone) {
            const double pitch = key + degree(style.scale, root + 2 * tone);
            add_note(track, style.chords, {start, 4 * beat, pitch, 0.07, (tone - 1) * 0.5});
        }
        for (int quarter = 0; quarter < 4; ++quarter) {
            const double at = start + quarter * beat;
            add_note(track, Timbre::kBass, {at, beat * 0.9, key - 24 + degree(style.scale, root), 0.16, 0});
            if (style.drums == 0) continue;
            add_drum(track, quarter % 2 == 0 ? Drum::kKick : Drum::kSnare, at,
                     style.drums * (quarter % 2 == 0 ? 0.4 : 0.2));
            add_drum(track, Drum::kHat, at + beat * (0.5 + style.swing / 2), style.drums * 0.12);
        }
        for (int eighth = 0; eighth < 8; ++eighth) {
            const std::uint64_t dice = choice(seed, n++);
            if (dice % 100 < 35 && eighth != 0) continue;  // silence belongs to a tune
            const int leap = static_cast<int>(dice / 100 % 5) - 2;
            step = std::clamp(eighth == 0 ? root + 7 : step + leap, 3, 14);
            const double late = eighth % 2 == 1 ? style.swing / 2 : 0;
            const double length = beat * (dice / 1000 % 3 == 0 ? 1 : 0.5);
            add_note(track, style.lead,
                     {start + (eighth * 0.5 + late) * beat, length, key + degree(style.scale, step), 0.13, 0.15});
        }
    }
}

// Every line is spoken, over softer music, where a phrase of two bars begins; empty lines are phrases without words.
Result<void> speak_lyrics(Track& track, const MusicSpec& spec, const Style& style) {
    const double phrase = 8 * 60.0 / style.beats_a_minute;
    const Voice voice = choose_voice(choice(spec.seed, 30), {}, {}, spec.lyrics);
    if (!split_speech(spec.lyrics).empty()) {
        for (float& sample : track.samples)
            sample *= 0.5F;
    }
    double at = phrase / 2;  // half a phrase of prelude
    std::string_view rest = spec.lyrics;
    while (!rest.empty() && at < spec.seconds - 1) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        double length = 0;
        for (const SpeechPart& part : split_speech(speakable_within(rest.substr(0, end), spec.seconds - at))) {
            if (at + length >= spec.seconds) break;
            if (part.pause > 0) {
                length += part.pause;
                continue;
            }
            const auto samples = speak(voice, part.text, kMusicRate);
            if (!samples) return fail(samples.error());
            add_voice(track, *samples, at + length, 1.4 * std::pow(10.0, voice.gain_db / 20));
            length += static_cast<double>(samples->size()) / kMusicRate;
        }
        at += std::max(1.0, std::ceil(length / phrase)) * phrase;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

Result<std::string> master(const Track& track) {
    Graph graph;
    const Graph::Node source = graph.sound(track.sample_rate, 2);
    Graph::Node node = graph.add(
        "aecho", {{"in_gain", "0.85"}, {"out_gain", "0.9"}, {"delays", "61|127|211"}, {"decays", "0.25|0.18|0.12"}},
        {source});
    const double end = static_cast<double>(track.frames()) / track.sample_rate;
    // The echo of the last note would make the song longer than was asked for.
    node = graph.add("atrim", {{"end_sample", std::to_string(track.frames())}}, {node});
    node = graph.add("afade",
                     {{"type", "out"},
                      {"start_time", av::number(std::max(0.0, end - 1.5))},
                      {"duration", av::number(std::min(end, 1.5))}},
                     {node});
    node = graph.add("alimiter", {{"limit", "0.95"}, {"level", "0"}}, {node});
    node = graph.add("aformat", {{"sample_fmts", "fltp"}, {"channel_layouts", "stereo"}}, {node});
    if (const auto built = graph.finish(node); !built) return fail(built.error());
    graph.set_frame_samples(Mp3Encoder::kFrameSamples);
    auto encoder = Mp3Encoder::open(track.sample_rate, 2);
    if (!encoder) return fail(encoder.error());
    std::string file;
    const std::span<const float> all(track.samples);
    const std::size_t second = 2 * static_cast<std::size_t>(track.sample_rate);
    const auto encode_ready = [&]() -> Result<void> {
        for (;;) {
            const auto frame = graph.pull();
            if (!frame) return fail(frame.error());
            if (!*frame) return {};
            if (auto done = encoder->encode(frame->get(), file); !done) return done;
        }
    };
    for (std::size_t at = 0; at < all.size(); at += second) {
        const auto piece = all.subspan(at, std::min(second, all.size() - at));
        if (const auto done = graph.push_sound(source, piece, track.sample_rate, 2); !done) return fail(done.error());
        if (const auto done = encode_ready(); !done) return fail(done.error());
    }
    if (const auto done = graph.push(source, nullptr); !done) return fail(done.error());
    if (const auto done = encode_ready(); !done) return fail(done.error());
    if (const auto done = encoder->encode(nullptr, file); !done) return fail(done.error());
    return file;
}

}  // namespace

Result<MusicInfo> make_music(const MusicSpec& spec, const std::filesystem::path& out,
                             const std::filesystem::path& cover) {
    if (const auto checked = check_range("seconds", spec.seconds, 1.0, 60.0); !checked) return fail(checked.error());
    const Style style = style_of(spec.style);
    Track track(spec.seconds, kMusicRate);
    play(track, style, spec.seed, spec.seconds);
    if (const auto done = speak_lyrics(track, spec, style); !done) return fail(done.error());
    const auto file = master(track);
    if (!file) return fail(file.error());
    const auto bytes = write_file(out, *file);
    if (!bytes) return fail(bytes.error());
    if (!cover.empty()) {
        ImageSpec picture;
        picture.width = picture.height = kCoverSide;
        picture.format = ImageFormat::kJpeg;
        picture.prompt = spec.title.empty() ? spec.lyrics : spec.title;
        picture.model = spec.style;
        picture.seed = spec.seed;
        if (const auto made = make_image(picture, cover); !made) return fail(made.error());
    }
    return MusicInfo{spec.seconds, kMusicRate, 2, *bytes};
}

}  // namespace conch::emulator::media
