#include "emulator/media/synth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <tuple>

#include "emulator/media/scene.hpp"

namespace conch::emulator::media {
namespace {

struct Shape {
    std::array<double, 5> partials;  // loudness of the tone and its overtones
    double attack;                   // seconds
    double decay;                    // seconds to a third; 0 holds
    double release;
};

Shape shape_of(Timbre timbre) {
    switch (timbre) {
        case Timbre::kPluck:
            return {{1, 0.5, 0.25, 0.12, 0.06}, 0.004, 0.45, 0.08};
        case Timbre::kPad:
            return {{1, 0.35, 0.2, 0, 0}, 0.25, 0, 0.4};
        case Timbre::kOrgan:
            return {{1, 0.7, 0, 0.4, 0}, 0.02, 0, 0.06};
        case Timbre::kBass:
            return {{1, 0.6, 0.3, 0, 0}, 0.008, 0.8, 0.05};
        case Timbre::kBell:
            break;
    }
    return {{1, 0, 0.6, 0, 0.3}, 0.002, 0.9, 0.3};
}

void mix(Track& track, std::size_t frame, double value, double pan) {
    track.samples[2 * frame] += static_cast<float>(value * std::min(1.0, 1 - pan));
    track.samples[2 * frame + 1] += static_cast<float>(value * std::min(1.0, 1 + pan));
}

std::size_t frame_at(const Track& track, double seconds) {
    const double frame = std::max(0.0, seconds) * track.sample_rate;
    return std::min(track.frames(), static_cast<std::size_t>(frame));
}

}  // namespace

Track::Track(double seconds, int rate)
    : sample_rate(rate), samples(2 * static_cast<std::size_t>(std::llround(seconds * rate)), 0.0F) {}

void add_note(Track& track, Timbre timbre, const Note& note) {
    const Shape shape = shape_of(timbre);
    const double rate = track.sample_rate;
    const double frequency = 440 * std::pow(2.0, (note.pitch - 69) / 12);
    const std::size_t first = frame_at(track, note.start);
    const std::size_t last = frame_at(track, note.start + note.length + shape.release);
    const double decay = shape.decay > 0 ? std::exp(-1.0986 / (shape.decay * rate)) : 1;
    const double attack_frames = shape.attack * rate;
    const double release_frames = shape.release * rate;
    const double release_from = note.length * rate;

    // Each partial is a sine from the two samples before it: sin(n·w) = 2·cos(w)·sin((n−1)·w) − sin((n−2)·w).
    constexpr std::size_t kPartials = std::tuple_size_v<decltype(shape.partials)>;
    std::array<double, kPartials> loudness{};
    std::array<double, kPartials> twice_cos{};
    std::array<double, kPartials> before{};
    std::array<double, kPartials> now{};
    for (std::size_t i = 0; i < kPartials; ++i) {
        const double overtone = frequency * static_cast<double>(i + 1);
        const double step = 2 * std::numbers::pi * overtone / rate;
        loudness.at(i) = overtone < rate * 0.45 ? shape.partials.at(i) : 0;
        twice_cos.at(i) = 2 * std::cos(step);
        before.at(i) = -std::sin(step);
    }
    double envelope = note.gain;
    for (std::size_t frame = first; frame < last; ++frame) {
        double value = 0;
        for (std::size_t i = 0; i < kPartials; ++i) {
            value += loudness[i] * now[i];
            const double next = twice_cos[i] * now[i] - before[i];
            before[i] = now[i];
            now[i] = next;
        }
        const auto age = static_cast<double>(frame - first);
        const double attack = std::min(1.0, age / attack_frames);
        const double release = std::clamp(1 - (age - release_from) / release_frames, 0.0, 1.0);
        mix(track, frame, value * envelope * attack * release, note.pan);
        envelope *= decay;
    }
}

void add_drum(Track& track, Drum drum, double start, double gain) {
    const double rate = track.sample_rate;
    const double length = drum == Drum::kKick ? 0.18 : drum == Drum::kSnare ? 0.14 : 0.05;
    const std::size_t first = frame_at(track, start);
    const std::size_t last = frame_at(track, start + length);
    double phase = 0;
    double noise_before = 0;
    for (std::size_t frame = first; frame < last; ++frame) {
        const double age = static_cast<double>(frame - first) / (length * rate);
        const double fall = (1 - age) * (1 - age);
        double value = 0;
        if (drum == Drum::kKick) {
            phase += 2 * std::numbers::pi * (45 + 110 * fall) / rate;
            value = std::sin(phase);
        } else {
            const double noise = static_cast<double>(choice(frame - first, 77) % 2001) / 1000 - 1;
            value = drum == Drum::kSnare ? noise : (noise - noise_before) / 2;  // the difference leaves the highs
            noise_before = noise;
        }
        mix(track, frame, value * fall * gain, drum == Drum::kHat ? 0.3 : 0);
    }
}

void add_voice(Track& track, const std::vector<float>& mono, double start, double gain) {
    const std::size_t first = frame_at(track, start);
    const std::size_t count = std::min(mono.size(), track.frames() - first);
    for (std::size_t i = 0; i < count; ++i)
        mix(track, first + i, static_cast<double>(mono[i]) * gain, 0);
}

}  // namespace conch::emulator::media
