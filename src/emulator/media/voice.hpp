// Voices: who speaks, and the bare speech before any effect.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace conch::emulator::media {

struct Voice {
    enum class Engine {
        kFlite,   // English; the most natural of the small engines
        kEspeak,  // every other language
    };
    Engine engine = Engine::kFlite;
    std::string name;  // as the engine calls it
    double pitch = 1;  // the recorded speaker is moved by these, which makes a speaker of its own
    double tempo = 1;
    double treble_db = 0;
    double gain_db = 0;  // brings the engine's voices to one loudness
};

// The voice for a number. A text in a script of its own is always read in a language of that script; otherwise the
// language as the service names it decides, and English when it is empty or unknown.
Voice choose_voice(std::uint64_t number, std::string_view language, std::string_view gender, std::string_view text);

// The speech of one sentence or so: mono, `sample_rate`. Text without anything that can be spoken gives silence.
Result<std::vector<float>> speak(const Voice& voice, const std::string& text, int sample_rate);

// The beginning of a text, at least what can be said in this time: the rest need not be synthesised to be cut off.
std::string_view speakable_within(std::string_view text, double seconds);

// A part of a text: words, or a pause.
struct SpeechPart {
    std::string text;
    double pause = 0;  // seconds; words when 0
};

// Cuts at pause marks `<#0.5#>` and at the ends of sentences, so that no part is long. All pauses together are bounded
// (kMaxPauses): marks are cheap to write and long to hear.
inline constexpr double kMaxPauses = 600;
std::vector<SpeechPart> split_speech(std::string_view text);

}  // namespace conch::emulator::media
