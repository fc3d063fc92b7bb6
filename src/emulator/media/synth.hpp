// A small additive synthesiser: the notes and drums that the emulator's music and videos are made of.
#pragma once

#include <cstdint>
#include <vector>

namespace conch::emulator::media {

// Interleaved stereo.
struct Track {
    int sample_rate = 44100;
    std::vector<float> samples;

    Track(double seconds, int rate);
    std::size_t frames() const { return samples.size() / 2; }
};

enum class Timbre { kPluck, kPad, kOrgan, kBass, kBell };

struct Note {
    double start = 0;  // seconds
    double length = 0;
    double pitch = 60;  // MIDI number; 60 is the middle C
    double gain = 0.2;
    double pan = 0;  // −1 left … 1 right
};

void add_note(Track& track, Timbre timbre, const Note& note);

enum class Drum { kKick, kSnare, kHat };
void add_drum(Track& track, Drum drum, double start, double gain);

// Mono samples of the track's rate, from `start` on, both sides alike.
void add_voice(Track& track, const std::vector<float>& mono, double start, double gain);

}  // namespace conch::emulator::media
