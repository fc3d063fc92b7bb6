#include "emulator/service/voices.hpp"

#include <algorithm>
#include <array>

#include "emulator/service/ids.hpp"

namespace conch::emulator {

namespace {

// What the speech models speak.
constexpr std::array<std::string_view, 17> kLanguages{"English",    "Chinese (Mandarin)",
                                                      "Cantonese",  "Spanish",
                                                      "French",     "Russian",
                                                      "Portuguese", "Arabic",
                                                      "German",     "Turkish",
                                                      "Dutch",      "Ukrainian",
                                                      "Vietnamese", "Indonesian",
                                                      "Japanese",   "Italian",
                                                      "Korean"};

struct Accent {
    std::string_view language;
    std::string_view name;
};
constexpr std::array<Accent, 6> kAccents{{{"English", "American"},
                                          {"English", "British"},
                                          {"English", "Australian"},
                                          {"English", "Indian"},
                                          {"Spanish", "Mexican"},
                                          {"Portuguese", "Brazilian"}}};

struct Person {
    std::string_view adjective;
    std::string_view noun;
    std::string_view gender;
    std::string_view age;
};
constexpr std::array<Person, 20> kPeople{{
    {"Diligent", "Leader", "Female", "Adult"},       {"Calm", "Narrator", "Male", "Middle-Aged"},
    {"Bright", "Student", "Female", "Youth"},        {"Gentle", "Teacher", "Female", "Middle-Aged"},
    {"Deep", "Storyteller", "Male", "Senior"},       {"Cheerful", "Host", "Male", "Adult"},
    {"Wise", "Elder", "Female", "Senior"},           {"Brave", "Captain", "Male", "Adult"},
    {"Playful", "Child", "Female", "Child"},         {"Serious", "Reporter", "Male", "Adult"},
    {"Warm", "Neighbour", "Female", "Adult"},        {"Quick", "Runner", "Male", "Youth"},
    {"Soft", "Whisperer", "Female", "Adult"},        {"Rough", "Sailor", "Male", "Middle-Aged"},
    {"Clear", "Announcer", "Female", "Adult"},       {"Curious", "Boy", "Male", "Child"},
    {"Elegant", "Actress", "Female", "Middle-Aged"}, {"Patient", "Doctor", "Male", "Middle-Aged"},
    {"Lively", "Dancer", "Female", "Youth"},         {"Steady", "Engineer", "Male", "Adult"},
}};

constexpr std::array<std::string_view, 5> kAges{"Child", "Youth", "Adult", "Middle-Aged", "Senior"};
constexpr std::array<std::string_view, 2> kGenders{"Male", "Female"};
constexpr std::array<std::string_view, 8> kEmotions{"Auto",    "happy",     "sad",       "angry",
                                                    "fearful", "disgusted", "surprised", "neutral"};

std::string accent_of(std::string_view language, std::size_t person) {
    std::vector<std::string_view> names;
    for (const Accent& accent : kAccents) {
        if (accent.language == language) names.push_back(accent.name);
    }
    return names.empty() ? std::string() : std::string(names[person % names.size()]);
}

std::string first_word(std::string_view language) {
    return std::string(language.substr(0, language.find(' ')));
}

// 15 digits, as the service's.
std::string id_of(std::string_view uniq_id) {
    // The one that the documents' samples speak with.
    if (uniq_id == "Italian_DiligentLeader") return "209544421245048";
    constexpr std::uint64_t kFirst = 200'000'000'000'000;
    return std::to_string(kFirst + hash_of(uniq_id) % 100'000'000'000'000);
}

std::vector<SystemVoice> make_voices() {
    std::vector<SystemVoice> voices;
    for (const std::string_view language : kLanguages) {
        for (std::size_t i = 0; i < kPeople.size(); ++i) {
            const Person& person = kPeople[i];
            SystemVoice voice;
            voice.uniq_id = first_word(language) + '_' + std::string(person.adjective) + std::string(person.noun);
            voice.id = id_of(voice.uniq_id);
            voice.name = std::string(person.adjective) + ' ' + std::string(person.noun);
            voice.language = language;
            voice.gender = person.gender;
            voice.age = person.age;
            voice.accent = accent_of(language, i);
            voices.push_back(std::move(voice));
        }
    }
    return voices;
}

template <typename Names>
JsonText tags(const Names& names) {
    std::vector<JsonText> items;
    items.reserve(std::size(names));
    for (const std::string_view name : names)
        items.push_back(object({{"tag_name", name}}));
    return array(items);
}

}  // namespace

std::vector<std::string> SystemVoice::tags() const {
    std::vector<std::string> all{language, gender, age};
    if (!accent.empty()) all.push_back(accent);
    return all;
}

const std::vector<SystemVoice>& system_voices() {
    static const std::vector<SystemVoice> voices = make_voices();
    return voices;
}

const SystemVoice* find_system_voice(std::string_view id) {
    for (const SystemVoice& voice : system_voices()) {
        if (voice.id == id) return &voice;
    }
    return nullptr;
}

bool is_voice_language(std::string_view tag) {
    return std::find(kLanguages.begin(), kLanguages.end(), tag) != kLanguages.end();
}

JsonText audio_config() {
    std::vector<JsonText> emotions;
    for (const std::string_view emotion : kEmotions) {
        std::string label(emotion);
        label[0] = static_cast<char>(label[0] >= 'a' ? label[0] - 'a' + 'A' : label[0]);
        emotions.push_back(object({{"label", label}, {"value", emotion}}));
    }
    std::vector<JsonText> accents;
    accents.reserve(std::size(kAccents));
    for (const Accent& accent : kAccents) {
        accents.push_back(object({{"language", accent.language}, {"tag_name", accent.name}}));
    }
    return object({
        {"t2a_emotion", array(emotions)},
        {"voice_tag_accent", array(accents)},
        {"voice_tag_age", tags(kAges)},
        {"voice_tag_gender", tags(kGenders)},
        {"voice_tag_language", tags(kLanguages)},
    });
}

}  // namespace conch::emulator
