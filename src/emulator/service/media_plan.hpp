// What a media file will show or say, as data: it can be made later, made again, and kept in the state directory.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "emulator/media/media.hpp"
#include "emulator/service/json_text.hpp"
#include "json/json.hpp"

namespace conch::emulator {

namespace media {

template <typename Visitor>
void fields(Visitor& visit, SpeechEffects& effects) {
    visit("deepen_lighten", effects.deepen_lighten);
    visit("stronger_softer", effects.stronger_softer);
    visit("nasal_crisp", effects.nasal_crisp);
    visit("spacious_echo", effects.spacious_echo);
    visit("lofi_telephone", effects.lofi_telephone);
    visit("robotic", effects.robotic);
    visit("auditorium_echo", effects.auditorium_echo);
}

template <typename Visitor>
void fields(Visitor& visit, SpeechSpec& spec) {
    visit("text", spec.text);
    visit("language", spec.language);
    visit("gender", spec.gender);
    visit("voice", spec.voice);
    visit("speed", spec.speed);
    visit("vol", spec.vol);
    visit("pitch", spec.pitch);
    visit("emotion", spec.emotion);
    visit("effects", spec.effects);
}

}  // namespace media

// The cover of a video.
struct Poster {
    std::filesystem::path video;
};

using MediaPlan = std::variant<media::VideoSpec, Poster, media::ImageSpec, media::SpeechSpec, media::MusicSpec>;

// Makes it; the files it reads have to exist.
Result<void> carry_out(const MediaPlan& plan, const std::filesystem::path& target);
// Those files.
std::vector<std::filesystem::path> inputs_of(const MediaPlan& plan);
// The same plan has the same text: the name of its file follows from it. Files that it reads go in by their names.
JsonText to_json(const MediaPlan& plan);
// Reads what to_json wrote; files are looked for in `directory`.
std::optional<MediaPlan> plan_from_json(const json::Value& json, const std::filesystem::path& directory);

}  // namespace conch::emulator
