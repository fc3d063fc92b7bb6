// Speech: format, streaming, and every setting audible.
#include <gtest/gtest.h>

#include <cmath>

#include "media_reader.hpp"

namespace {

using namespace conch::emulator::media;
using namespace media_test;

SpeechSpec sentence() {
    SpeechSpec spec;
    spec.text = "The quick brown fox jumps over the lazy dog.";
    spec.voice = 11;
    return spec;
}

Sound spoken(const SpeechSpec& spec) {
    const Folder folder;
    const auto made = make_speech(spec, folder / "s.mp3");
    if (!made) throw std::runtime_error(made.error().message);
    return read_sound(folder / "s.mp3");
}

TEST(Speech, IsMonoMp3OfWholeFramesAndSaysItsLength) {
    const Folder folder;
    const auto made = make_speech(sentence(), folder / "s.mp3");
    ASSERT_TRUE(made) << made.error().message;
    const std::string bytes = read_bytes(folder / "s.mp3");
    EXPECT_EQ(bytes.size(), made->bytes);
    EXPECT_EQ(bytes.size(), made->frames * kSpeechFrameBytes);
    for (std::size_t at = 0; at < bytes.size(); at += kSpeechFrameBytes) {
        // MPEG-1 layer III without checksum, 128 kbit/s, 32 kHz, not padded, mono.
        ASSERT_EQ(bytes.substr(at, 3), "\xFF\xFB\x98") << at;
        ASSERT_EQ(static_cast<unsigned char>(bytes[at + 3]) & 0xC0U, 0xC0U) << at;
    }
    const Sound sound = read_sound(folder / "s.mp3");
    EXPECT_EQ(sound.sample_rate, 32000);
    EXPECT_EQ(sound.channels, 1);
    EXPECT_NEAR(sound.seconds(), made->seconds, 0.1);
    EXPECT_GT(made->seconds, 1.5);
    EXPECT_LT(made->seconds, 5);
    EXPECT_GT(sound.level_db(), -30);
    EXPECT_LT(sound.level_db(), -10);
}

TEST(Speech, StreamsTheSameBytesInWholeFramesSentenceBySentence) {
    const Folder folder;
    SpeechSpec spec = sentence();
    spec.text = "First sentence. Second sentence! A third one? And the last.";
    ASSERT_TRUE(make_speech(spec, folder / "s.mp3"));
    std::string all;
    int chunks = 0;
    const auto info = stream_speech(spec, [&](std::string_view frames) {
        EXPECT_EQ(frames.size() % kSpeechFrameBytes, 0U);
        EXPECT_FALSE(frames.empty());
        all.append(frames);
        ++chunks;
        return true;
    });
    ASSERT_TRUE(info);
    EXPECT_GE(chunks, 4);
    EXPECT_TRUE(all == read_bytes(folder / "s.mp3"));
    EXPECT_EQ(all.size(), info->bytes);
}

// Frames come without a bit reservoir: a listener may begin anywhere.
TEST(Speech, EveryFrameDecodesAlone) {
    const Folder folder;
    ASSERT_TRUE(make_speech(sentence(), folder / "s.mp3"));
    const std::string bytes = read_bytes(folder / "s.mp3");
    write_bytes(folder / "tail.mp3", bytes.substr(40 * kSpeechFrameBytes));
    EXPECT_GT(read_sound(folder / "tail.mp3").level_db(), -35);
}

TEST(Speech, StopsWhenNobodyListens) {
    SpeechSpec spec = sentence();
    spec.text = "One. Two. Three. Four. Five.";
    int chunks = 0;
    const auto info = stream_speech(spec, [&](std::string_view) { return ++chunks < 2; });
    ASSERT_FALSE(info);
    EXPECT_EQ(info.error().status, CONCH_E_CANCELLED);
    EXPECT_EQ(chunks, 2);
}

TEST(Speech, LongerTextTakesLonger) {
    SpeechSpec spec = sentence();
    const double once = spoken(spec).seconds();
    spec.text += " " + spec.text;
    EXPECT_NEAR(spoken(spec).seconds(), 2 * once, 0.5);
}

TEST(Speech, SpeedShortensAndKeepsThePitch) {
    SpeechSpec spec = sentence();
    const Sound normal = spoken(spec);
    spec.speed = 2;
    const Sound fast = spoken(spec);
    spec.speed = 0.5;
    const Sound slow = spoken(spec);
    EXPECT_NEAR(fast.seconds(), normal.seconds() / 2, 0.25);
    EXPECT_NEAR(slow.seconds(), normal.seconds() * 2, 0.4);
    EXPECT_NEAR(fast.pitch() / normal.pitch(), 1, 0.12);
    EXPECT_NEAR(slow.pitch() / normal.pitch(), 1, 0.12);
}

TEST(Speech, PitchMovesTheVoiceAndKeepsTheLength) {
    SpeechSpec spec = sentence();
    const Sound normal = spoken(spec);
    spec.pitch = 7;
    const Sound high = spoken(spec);
    spec.pitch = -7;
    const Sound low = spoken(spec);
    const double seven = std::pow(2.0, 7.0 / 12);
    EXPECT_NEAR(high.pitch() / normal.pitch(), seven, 0.15);
    EXPECT_NEAR(low.pitch() / normal.pitch(), 1 / seven, 0.12);
    EXPECT_NEAR(high.seconds(), normal.seconds(), 0.25);
    EXPECT_NEAR(low.seconds(), normal.seconds(), 0.25);
    for (const int extreme : {-12, 12}) {
        spec.pitch = extreme;
        EXPECT_NEAR(spoken(spec).seconds(), normal.seconds(), 0.3);
    }
}

TEST(Speech, VolumeIsLoudness) {
    SpeechSpec spec = sentence();
    const double normal = spoken(spec).level_db();
    spec.vol = 0.25;
    EXPECT_NEAR(spoken(spec).level_db(), normal - 12, 1.5);
    spec.vol = 3;
    EXPECT_GT(spoken(spec).level_db(), normal + 4);
    spec.vol = 0;
    EXPECT_LT(spoken(spec).level_db(), -80);
    spec.vol = 10;
    const Sound loudest = spoken(spec);
    EXPECT_GT(loudest.level_db(), normal + 6);
    for (const float sample : loudest.samples)
        ASSERT_LT(std::abs(sample), 1.2F);
}

TEST(Speech, PausesLastAsLongAsTheySay) {
    SpeechSpec spec = sentence();
    spec.text = "Before.After.";
    for (const double speed : {1.0, 2.0}) {
        spec.speed = speed;
        spec.text = "Before.<#0.05#>After.";
        const double without = spoken(spec).seconds();
        spec.text = "Before.<#2.05#>After.";
        const Sound sound = spoken(spec);
        EXPECT_NEAR(sound.seconds() - without, 2, 0.12) << speed;
    }
    spec.voice = 4;  // a voice of another tempo: the pause is as long
    spec.text = "<#3#>";
    EXPECT_NEAR(spoken(spec).seconds(), 3.2, 0.2);
    spec.speed = 1;
    spec.text = "<#1.5#>";
    const Sound silence = spoken(spec);
    EXPECT_NEAR(silence.seconds(), 1.7, 0.15);
    EXPECT_LT(silence.level_db(), -80);
}

TEST(Speech, VoicesDifferAndStayTheSame) {
    const Folder folder;
    SpeechSpec spec = sentence();
    std::vector<std::string> files;
    for (std::uint64_t voice = 0; voice < 8; ++voice) {
        spec.voice = voice * 7919;
        ASSERT_TRUE(make_speech(spec, folder / "a.mp3"));
        ASSERT_TRUE(make_speech(spec, folder / "b.mp3"));
        const std::string bytes = read_bytes(folder / "a.mp3");
        EXPECT_TRUE(bytes == read_bytes(folder / "b.mp3"));
        EXPECT_EQ(std::count(files.begin(), files.end(), bytes), 0);
        files.push_back(bytes);
    }
}

TEST(Speech, WomenSpeakHigherThanMen) {
    SpeechSpec spec = sentence();
    double men = 0;
    double women = 0;
    for (std::uint64_t voice = 0; voice < 4; ++voice) {
        spec.voice = voice;
        spec.gender = "Male";
        men += spoken(spec).pitch();
        spec.gender = "Female";
        women += spoken(spec).pitch();
    }
    EXPECT_GT(women, men * 1.25);
}

TEST(Speech, EveryEmotionIsHeard) {
    SpeechSpec spec = sentence();
    const Sound neutral = spoken(spec);
    for (const char* same : {"", "Auto", "neutral", "unheard-of"}) {
        spec.emotion = same;
        EXPECT_TRUE(spoken(spec).samples == neutral.samples) << same;
    }
    for (const char* emotion : {"happy", "sad", "angry", "fearful", "disgusted", "surprised"}) {
        spec.emotion = emotion;
        EXPECT_TRUE(spoken(spec).samples != neutral.samples) << emotion;
    }
    spec.emotion = "sad";
    const Sound sad = spoken(spec);
    spec.emotion = "happy";
    const Sound happy = spoken(spec);
    EXPECT_GT(sad.seconds(), happy.seconds() * 1.15);
    EXPECT_GT(happy.pitch(), sad.pitch() * 1.1);
}

TEST(Speech, SlidersAreHeardBothWays) {
    SpeechSpec spec = sentence();
    const Sound plain = spoken(spec);
    const auto with = [&](int SpeechEffects::*slider, int value) {
        SpeechSpec changed = spec;
        changed.effects.*slider = value;
        return spoken(changed);
    };
    const Sound deep = with(&SpeechEffects::deepen_lighten, -100);
    const Sound light = with(&SpeechEffects::deepen_lighten, 100);
    EXPECT_LT(deep.pitch(), plain.pitch() * 0.9);
    EXPECT_GT(light.pitch(), plain.pitch() * 1.1);
    const Sound strong = with(&SpeechEffects::stronger_softer, -100);
    const Sound soft = with(&SpeechEffects::stronger_softer, 100);
    EXPECT_GT(strong.level_db(), plain.level_db() + 1.5);
    EXPECT_LT(soft.level_db(), plain.level_db() - 6);
    const Sound nasal = with(&SpeechEffects::nasal_crisp, -100);
    const Sound crisp = with(&SpeechEffects::nasal_crisp, 100);
    const auto highs = [](const Sound& sound) { return sound.band_db(5000, 14000) - sound.band_db(700, 1600); };
    EXPECT_LT(highs(nasal), highs(plain) - 10);
    EXPECT_GT(highs(crisp), highs(plain) + 5);
    // Half way is between.
    EXPECT_GT(highs(with(&SpeechEffects::nasal_crisp, 50)), highs(plain) + 2);
    EXPECT_LT(highs(with(&SpeechEffects::nasal_crisp, 50)), highs(crisp));
}

TEST(Speech, TelephoneIsNarrow) {
    SpeechSpec spec = sentence();
    const Sound plain = spoken(spec);
    spec.effects.lofi_telephone = true;
    const Sound telephone = spoken(spec);
    const auto outside = [](const Sound& sound, int low, int high) {
        return sound.band_db(low, high) - sound.band_db(800, 2000);
    };
    EXPECT_LT(outside(telephone, 60, 160), outside(plain, 60, 160) - 10);
    EXPECT_LT(outside(telephone, 6000, 12000), outside(plain, 6000, 12000) - 6);
}

TEST(Speech, EchoesGoOnAfterTheVoice) {
    SpeechSpec spec = sentence();
    const Sound plain = spoken(spec);
    spec.effects.spacious_echo = true;
    const Sound spacious = spoken(spec);
    spec.effects.spacious_echo = false;
    spec.effects.auditorium_echo = true;
    const Sound auditorium = spoken(spec);
    EXPECT_GT(spacious.seconds(), plain.seconds() + 0.3);
    EXPECT_GT(auditorium.seconds(), plain.seconds() + 0.2);
    EXPECT_TRUE(spacious.samples != auditorium.samples);
    // When the bare voice has ended, the hall still sounds.
    const double end = plain.seconds();
    EXPECT_GT(spacious.level_db(end - 0.1, end), plain.level_db(end - 0.1, end) + 20);
    EXPECT_GT(auditorium.level_db(end - 0.1, end), plain.level_db(end - 0.1, end) + 20);
}

TEST(Speech, RobotHasOneTune) {
    SpeechSpec spec = sentence();
    const Sound plain = spoken(spec);
    spec.effects.robotic = true;
    const Sound robot = spoken(spec);
    EXPECT_TRUE(robot.samples != plain.samples);
    EXPECT_NEAR(robot.pitch(), 250, 12);
    spec.pitch = 5;
    EXPECT_NEAR(spoken(spec).pitch(), 250, 12);
}

TEST(Speech, AllEffectsTogether) {
    SpeechSpec spec = sentence();
    spec.effects = {-100, -100, 100, true, true, true, true};
    EXPECT_GT(spoken(spec).level_db(), -40);
}

struct Spoken {
    const char* language;
    const char* text;
};

// In the test's name, instead of addresses that differ from run to run.
void PrintTo(const Spoken& spoken, std::ostream* out) {
    *out << spoken.language;
}

class Language : public testing::TestWithParam<Spoken> {};

// Silence would be no speech; the same again at another time, whatever was said in between.
TEST_P(Language, IsSpokenAndRepeatable) {
    const Folder folder;
    SpeechSpec spec;
    spec.text = GetParam().text;
    spec.language = GetParam().language;
    for (std::uint64_t voice = 0; voice < 3; ++voice) {
        spec.voice = voice;
        const auto made = make_speech(spec, folder / "a.mp3");
        ASSERT_TRUE(made) << made.error().message;
        EXPECT_GT(made->seconds, 0.7);
        EXPECT_GT(read_sound(folder / "a.mp3").level_db(), -32);
        SpeechSpec other = spec;
        other.text = "Tout à fait autre chose";
        other.language = "French";
        other.voice = voice + 1;
        ASSERT_TRUE(make_speech(other, folder / "c.mp3"));
        ASSERT_TRUE(make_speech(spec, folder / "b.mp3"));
        // The synthesizer of most languages adds noise of its own, so not every byte is the same.
        EXPECT_NEAR(static_cast<double>(fs::file_size(folder / "a.mp3")),
                    static_cast<double>(fs::file_size(folder / "b.mp3")), 2.0 * kSpeechFrameBytes);
        EXPECT_NEAR(read_sound(folder / "a.mp3").level_db(), read_sound(folder / "b.mp3").level_db(), 0.5);
    }
}

INSTANTIATE_TEST_SUITE_P(Documented, Language,
                         testing::Values(Spoken{"Chinese (Mandarin)", "你好，世界。今天天气很好。"},
                                         Spoken{"", "你好，世界。"}, Spoken{"English", "这是中文。"},
                                         Spoken{"Cantonese", "你好世界"}, Spoken{"Japanese", "こんにちは、世界"},
                                         Spoken{"Korean", "안녕하세요 세계"}, Spoken{"Spanish", "Hola, ¿cómo estás?"},
                                         Spoken{"German", "Guten Morgen, Welt"}, Spoken{"Russian", "Привет, мир"},
                                         Spoken{"Arabic", "مرحبا بالعالم"}, Spoken{"Vietnamese", "Xin chào thế giới"},
                                         Spoken{"Thai", "สวัสดีชาวโลก"}),
                         [](const auto& test) { return "Number" + std::to_string(test.index); });

TEST(Speech, EveryLanguageOfTheTableHasAVoice) {
    SpeechSpec spec;
    spec.text = "Alfa beta gamma delta";
    for (const char* language : {"Chinese (Mandarin)",
                                 "Cantonese",
                                 "Japanese",
                                 "Korean",
                                 "Spanish",
                                 "French",
                                 "German",
                                 "Portuguese",
                                 "Italian",
                                 "Russian",
                                 "Arabic",
                                 "Turkish",
                                 "Dutch",
                                 "Ukrainian",
                                 "Vietnamese",
                                 "Indonesian",
                                 "Thai",
                                 "Polish",
                                 "Romanian",
                                 "Greek",
                                 "Czech",
                                 "Finnish",
                                 "Hindi",
                                 "Bulgarian",
                                 "Danish",
                                 "Hebrew",
                                 "Malay",
                                 "Persian",
                                 "Slovak",
                                 "Swedish",
                                 "Croatian",
                                 "Hungarian",
                                 "Norwegian",
                                 "Slovenian",
                                 "Catalan",
                                 "Tamil",
                                 "Afrikaans",
                                 "Klingon"}) {
        spec.language = language;
        const auto info = stream_speech(spec, [](std::string_view) { return true; });
        EXPECT_TRUE(info) << language << ": " << info.error().message;
    }
}

TEST(Speech, TakesAnyText) {
    SpeechSpec spec = sentence();
    for (const std::string& text : {std::string("🦊"), std::string(" "), std::string("..."), std::string("\xff\xfe"),
                                    std::string("a\0b", 3), std::string("<speak>[[h@l'oU]] &amp; ${x} %s"),
                                    std::string("'quoted':text=evil,voice=kal\\"), std::string(100, 'x')}) {
        spec.text = text;
        const auto info = stream_speech(spec, [](std::string_view) { return true; });
        EXPECT_TRUE(info) << text << ": " << info.error().message;
    }
}

TEST(Speech, RefusesWhatIsOutOfRange) {
    const auto field_at_fault = [](auto&& change) {
        SpeechSpec spec = sentence();
        change(spec);
        const auto info = stream_speech(spec, [](std::string_view) { return true; });
        if (info) return std::string("made");
        EXPECT_EQ(info.error().status, CONCH_E_ARGUMENT);
        return info.error().field;
    };
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.text.clear(); }), "text");
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.speed = 0.4; }), "speed");
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.speed = NAN; }), "speed");
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.pitch = 13; }), "pitch");
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.vol = -1; }), "vol");
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.vol = INFINITY; }), "vol");
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.effects.deepen_lighten = 101; }), "deepen_lighten");
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.effects.stronger_softer = -101; }), "stronger_softer");
    EXPECT_EQ(field_at_fault([](SpeechSpec& spec) { spec.effects.nasal_crisp = 1000; }), "nasal_crisp");
    const Folder folder;
    EXPECT_EQ(make_speech(sentence(), folder / "absent/s.mp3").error().status, CONCH_E_DISK);
}

}  // namespace
