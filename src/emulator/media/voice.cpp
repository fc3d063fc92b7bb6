#include "emulator/media/voice.hpp"

#include <espeak-ng/speak_lib.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <optional>

#include "emulator/media/graph.hpp"
#include "emulator/media/scene.hpp"
#include "emulator/media/utf8.hpp"

namespace conch::emulator::media {
namespace {

struct Language {
    std::string_view name;  // the beginning of the service's name
    const char* espeak;
};
constexpr std::array kLanguages = {
    Language{"Chinese (Cantonese", "yue"},
    Language{"Cantonese", "yue"},
    Language{"Chinese", "cmn"},
    Language{"Mandarin", "cmn"},
    Language{"Japanese", "ja"},
    Language{"Korean", "ko"},
    Language{"Spanish", "es"},
    Language{"French", "fr"},
    Language{"German", "de"},
    Language{"Portuguese", "pt"},
    Language{"Italian", "it"},
    Language{"Russian", "ru"},
    Language{"Arabic", "ar"},
    Language{"Turkish", "tr"},
    Language{"Dutch", "nl"},
    Language{"Ukrainian", "uk"},
    Language{"Vietnamese", "vi"},
    Language{"Indonesian", "id"},
    Language{"Thai", "th"},
    Language{"Polish", "pl"},
    Language{"Romanian", "ro"},
    Language{"Greek", "el"},
    Language{"Czech", "cs"},
    Language{"Finnish", "fi"},
    Language{"Hindi", "hi"},
    Language{"Bulgarian", "bg"},
    Language{"Danish", "da"},
    Language{"Hebrew", "he"},
    Language{"Malay", "ms"},
    Language{"Persian", "fa"},
    Language{"Slovak", "sk"},
    Language{"Swedish", "sv"},
    Language{"Croatian", "hr"},
    Language{"Hungarian", "hu"},
    Language{"Norwegian", "nb"},
    Language{"Slovenian", "sl"},
    Language{"Catalan", "ca"},
    Language{"Tamil", "ta"},
    Language{"Afrikaans", "af"},
};

// Scripts that tell the language, or at least one that can read them.
struct Script {
    char32_t first;
    char32_t last;
    const char* espeak;
};
constexpr std::array kScripts = {
    Script{0x0370, 0x03FF, "el"}, Script{0x0400, 0x052F, "ru"}, Script{0x0590, 0x05FF, "he"},
    Script{0x0600, 0x06FF, "ar"}, Script{0x0900, 0x097F, "hi"}, Script{0x0B80, 0x0BFF, "ta"},
    Script{0x0E00, 0x0E7F, "th"}, Script{0x3040, 0x30FF, "ja"}, Script{0x3400, 0x9FFF, "cmn"},
    Script{0xAC00, 0xD7AF, "ko"},
};

// Languages that share a script with the one that kScripts names: the voice's own language wins then.
bool same_script(std::string_view script, std::string_view language) {
    if (script == language) return true;
    if (script == "ru") return language == "uk" || language == "bg";
    if (script == "ar") return language == "fa";
    if (script == "cmn") return language == "yue" || language == "ja";
    return false;
}

// The language of the script that a good part of the letters is in; Japanese mixes two.
const char* script_of(std::string_view text) {
    std::array<std::size_t, kScripts.size()> counts{};
    std::size_t latin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c < 0x250 && std::isalpha(static_cast<int>(c < 0x80 ? c : 'a')) != 0) ++latin;
        for (std::size_t i = 0; i < kScripts.size(); ++i) {
            if (c >= kScripts.at(i).first && c <= kScripts.at(i).last) ++counts.at(i);
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    constexpr std::size_t kLettersAWord = 4;  // an ideograph stands for about a word
    if (*most == 0 || *most * kLettersAWord < latin) return nullptr;
    constexpr std::size_t kKana = 7;
    if (counts.at(kKana) > 0) return kScripts.at(kKana).espeak;
    return kScripts.at(static_cast<std::size_t>(most - counts.begin())).espeak;
}

const char* espeak_language(std::string_view name) {
    for (const Language& language : kLanguages) {
        if (name.substr(0, language.name.size()) == language.name) return language.espeak;
    }
    return nullptr;
}

// 0…1 from the n-th choice of a number.
double share(std::uint64_t number, std::uint64_t n) {
    return static_cast<double>(choice(number, n) % 1024) / 1023;
}

struct Speaker {
    const char* name;
    double gain_db;
    double lowest;  // range of the pitch factor that still sounds like a person
    double highest;
};
constexpr std::array kFliteMen = {Speaker{"awb", 0, 0.88, 1.06}, Speaker{"rms", 1, 0.88, 1.12},
                                  Speaker{"kal16", 8, 0.9, 1.12}};
constexpr std::array kFliteWomen = {Speaker{"slt", -4, 0.94, 1.14}, Speaker{"awb", 0, 1.3, 1.42}};
// Of eSpeak NG's variants those that carry the least from one sentence to the next (no flutter, no breath noise). What
// remains is a count of voice cycles that sets the phase of a rolled r: two renders of a language that has one may
// differ in bytes, never to the ear.
constexpr std::array kEspeakMen = {Speaker{"Denis", 5, 0.9, 1.12}, Speaker{"Diogo", 5, 0.9, 1.12},
                                   Speaker{"Hugo", 5, 0.9, 1.12}, Speaker{"Henrique", 5, 0.9, 1.12},
                                   Speaker{"miguel", 5, 0.9, 1.12}};
constexpr std::array kEspeakWomen = {Speaker{"shelby", 5, 0.95, 1.15}, Speaker{"Denis", 5, 1.45, 1.6},
                                     Speaker{"Hugo", 5, 1.45, 1.6}};

template <std::size_t N>
Speaker pick(const std::array<Speaker, N>& speakers, std::uint64_t number) {
    return speakers.at(choice(number, 0) % N);
}

Result<std::vector<float>> collect(Graph& graph) {
    std::vector<float> samples;
    for (;;) {
        const auto frame = graph.pull();
        if (!frame) return fail(frame.error());
        if (!*frame) return samples;
        const auto* data = reinterpret_cast<const float*>((*frame)->data[0]);
        samples.insert(samples.end(), data, data + (*frame)->nb_samples);
    }
}

Graph::Node to_mono_floats(Graph& graph, Graph::Node node, int sample_rate) {
    return graph.add("aformat",
                     {{"sample_fmts", "flt"}, {"sample_rates", av::number(sample_rate)}, {"channel_layouts", "mono"}},
                     {node});
}

// One voice at a time speaks: FFmpeg's flite filter counts the users of a voice in plain integers and speaks while it
// is being set up, eSpeak NG is one machine a process, and both take their noise from rand(), which begins anew with
// every sentence so that the same words give the same samples.
std::unique_lock<std::mutex> take_turn() {
    static std::mutex turn;
    std::unique_lock lock(turn);
    std::srand(1);
    return lock;
}

Result<std::vector<float>> speak_flite(const std::string& name, const std::string& text, int sample_rate) {
    const auto turn = take_turn();
    Graph graph;
    const Graph::Node source = graph.add("flite", {{"text", text}, {"voice", name}});
    if (const auto done = graph.finish(to_mono_floats(graph, source, sample_rate)); !done) return fail(done.error());
    return collect(graph);
}

// eSpeak NG hands its samples to a callback without a way to pass anything along.
class Espeak {
  public:
    static Result<std::vector<float>> speak(const std::string& name, const std::string& text, int& sample_rate) {
        const auto turn = take_turn();
        static const int rate = [] {
            const int result = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT);
            espeak_SetSynthCallback(&Espeak::receive);
            // The very first sentence is timed differently from all others.
            espeak_Synth("a", 2, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr, nullptr);
            return result;
        }();
        if (rate <= 0 || espeak_SetVoiceByName(name.c_str()) != EE_OK) {
            return fail(CONCH_E_UNSUPPORTED, "eSpeak NG cannot speak with the voice " + name +
                                                 ": its data is needed (Debian package espeak-ng-data)");
        }
        constexpr int kWordsAMinute = 165;
        espeak_SetParameter(espeakRATE, kWordsAMinute, 0);
        samples().clear();
        espeak_Synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakENDPAUSE, nullptr,
                     nullptr);
        sample_rate = rate;
        return std::move(samples());
    }

  private:
    static std::vector<float>& samples() {
        static std::vector<float> all;
        return all;
    }
    static int receive(short* wave, int count, espeak_EVENT* /*events*/) {
        for (int i = 0; wave != nullptr && i < count; ++i)
            samples().push_back(static_cast<float>(wave[i]) / 32768.0F);
        return 0;
    }
};

Result<std::vector<float>> speak_espeak(const std::string& name, const std::string& text, int sample_rate) {
    int rate = 0;
    const auto samples = Espeak::speak(name, text, rate);
    if (!samples || samples->empty()) return samples;
    Graph graph;
    const Graph::Node source = graph.sound(rate, 1);
    if (const auto done = graph.finish(to_mono_floats(graph, source, sample_rate)); !done) return fail(done.error());
    if (const auto done = graph.push_sound(source, *samples, rate, 1); !done) return fail(done.error());
    if (const auto done = graph.push(source, nullptr); !done) return fail(done.error());
    return collect(graph);
}

// `<#seconds#>` at the beginning of the text: its length in characters and the seconds.
std::optional<std::pair<std::size_t, double>> pause_mark(std::string_view text) {
    if (text.substr(0, 2) != "<#") return std::nullopt;
    const std::size_t end = text.find("#>");
    if (end == std::string_view::npos) return std::nullopt;
    double seconds = 0;
    const auto parsed = std::from_chars(text.data() + 2, text.data() + end, seconds, std::chars_format::fixed);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + end || !(seconds > 0 && seconds < 100)) {
        return std::nullopt;
    }
    return std::pair{end + 2, seconds};
}

bool ends_sentence(char32_t c, char32_t next) {
    if (c == U'。' || c == U'！' || c == U'？' || c == U'；') return true;
    return c == '\n' || ((c == '.' || c == '!' || c == '?' || c == ';') && (next == ' ' || next == '\n' || next == 0));
}

}  // namespace

Voice choose_voice(std::uint64_t number, std::string_view language, std::string_view gender, std::string_view text) {
    const char* const by_name = espeak_language(language);
    const char* const by_script = script_of(text);
    const char* code = by_name;
    if (by_script != nullptr && (by_name == nullptr || !same_script(by_script, by_name))) code = by_script;
    const bool woman = gender == "Female" || (gender != "Male" && choice(number, 5) % 2 == 0);

    Voice voice;
    Speaker speaker{};
    if (code == nullptr) {
        speaker = woman ? pick(kFliteWomen, number) : pick(kFliteMen, number);
        voice.name = speaker.name;
    } else {
        speaker = woman ? pick(kEspeakWomen, number) : pick(kEspeakMen, number);
        voice.engine = Voice::Engine::kEspeak;
        voice.name = std::string(code) + "+" + speaker.name;
    }
    voice.gain_db = speaker.gain_db;
    voice.pitch = speaker.lowest + (speaker.highest - speaker.lowest) * share(number, 1);
    voice.tempo = 0.94 + 0.12 * share(number, 2);
    voice.treble_db = -4 + 8 * share(number, 3);
    return voice;
}

Result<std::vector<float>> speak(const Voice& voice, const std::string& text, int sample_rate) {
    return voice.engine == Voice::Engine::kFlite ? speak_flite(voice.name, text, sample_rate)
                                                 : speak_espeak(voice.name, text, sample_rate);
}

std::string_view speakable_within(std::string_view text, double seconds) {
    constexpr double kBytesASecond = 40;  // nobody speaks faster
    return text.substr(0, static_cast<std::size_t>(std::max(0.0, seconds) * kBytesASecond));
}

std::vector<SpeechPart> split_speech(std::string_view text) {
    constexpr std::size_t kLongest = 160;     // bytes; beyond it a part ends at the next space, comma or ideograph
    constexpr std::size_t kLongestWord = 40;  // and then a word that goes on is cut
    std::vector<SpeechPart> parts;
    std::string words;
    double pauses = 0;
    const auto end_part = [&] {
        const bool speakable = std::any_of(words.begin(), words.end(), [](char c) {
            return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0;
        });
        if (speakable) parts.push_back({words, 0});
        words.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        if (const auto mark = pause_mark(text.substr(at))) {
            end_part();
            const double pause = std::min(mark->second, kMaxPauses - pauses);
            if (pause > 0) parts.push_back({{}, pause});
            pauses += pause;
            at += mark->first;
            continue;
        }
        const char32_t c = next_code_point(text, at);
        std::size_t ahead = at;
        const char32_t next = at < text.size() ? next_code_point(text, ahead) : 0;
        if (c >= 0x20 || c == '\n' || c == '\t') append_utf8(words, c);
        const bool too_long =
            words.size() > kLongest && (c == ' ' || c == ',' || c >= 0x2E80 || words.size() > kLongest + kLongestWord);
        if (ends_sentence(c, next) || too_long) end_part();
    }
    end_part();
    return parts;
}

}  // namespace conch::emulator::media
