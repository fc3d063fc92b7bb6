// Music: length, sound, style, words, cover.
#include <gtest/gtest.h>

#include <cmath>

#include "media_reader.hpp"

namespace {

using namespace conch::emulator::media;
using namespace media_test;

MusicSpec song() {
    MusicSpec spec;
    spec.style = "Pop";
    spec.seconds = 8;
    spec.seed = 2;
    return spec;
}

TEST(Music, IsStereoMp3OfTheLengthAskedFor) {
    const Folder folder;
    for (const double seconds : {1.0, 7.5, 30.0}) {
        MusicSpec spec = song();
        spec.seconds = seconds;
        const auto made = make_music(spec, folder / "m.mp3");
        ASSERT_TRUE(made) << made.error().message;
        EXPECT_EQ(made->bytes, fs::file_size(folder / "m.mp3"));
        const auto info = probe_audio(folder / "m.mp3");
        ASSERT_TRUE(info);
        EXPECT_EQ(info->format, AudioFormat::kMp3);
        EXPECT_NEAR(info->seconds, seconds, 0.15);
        EXPECT_EQ(info->channels, 2);
        EXPECT_EQ(info->sample_rate, 44100);
        EXPECT_GT(read_sound(folder / "m.mp3").level_db(), -30);
    }
}

TEST(Music, SameSpecSameBytesOtherSeedOrStyleOtherSong) {
    const Folder folder;
    const auto bytes = [&](const MusicSpec& spec) {
        EXPECT_TRUE(make_music(spec, folder / "m.mp3"));
        return read_bytes(folder / "m.mp3");
    };
    MusicSpec spec = song();
    const std::string pop = bytes(spec);
    EXPECT_TRUE(pop == bytes(spec));
    spec.seed = 3;
    EXPECT_TRUE(pop != bytes(spec));
    spec.seed = 2;
    std::vector<std::string> songs = {pop};
    for (const char* style :
         {"Rock", "Smooth Jazz", "Classical", "Electronic", "Hip-hop", "Folk", "Some style of tomorrow", ""}) {
        spec.style = style;
        songs.push_back(bytes(spec));
        EXPECT_EQ(std::count(songs.begin(), songs.end(), songs.back()), 1) << style;
    }
}

TEST(Music, DrumsFollowTheStyle) {
    const Folder folder;
    const auto rattle = [&](const char* style) {
        MusicSpec spec = song();
        spec.style = style;
        EXPECT_TRUE(make_music(spec, folder / "m.mp3"));
        const Sound sound = read_sound(folder / "m.mp3");
        return sound.band_db(6000, 15000) - sound.level_db();
    };
    EXPECT_GT(rattle("Electronic"), rattle("Classical") + 6);
}

TEST(Music, WordsAreHeard) {
    const Folder folder;
    MusicSpec spec = song();
    ASSERT_TRUE(make_music(spec, folder / "without.mp3"));
    spec.lyrics = "The river runs down to the sea\nAnd the sea comes back to me";
    ASSERT_TRUE(make_music(spec, folder / "with.mp3"));
    // The first line comes with the second half of the first phrase, over softer music.
    const Sound with = read_sound(folder / "with.mp3");
    const Sound without = read_sound(folder / "without.mp3");
    EXPECT_LT(with.level_db(0, 2), without.level_db(0, 2) - 3);
    EXPECT_GT(with.level_db(2.2, 4), with.level_db(0, 2) + 2);
    spec.lyrics = std::string(600, '\n');
    EXPECT_TRUE(make_music(spec, folder / "breaks.mp3"));
    spec.lyrics = "河水流向大海\n\xff\xfe <#99#><#99#> '%{n}'";
    EXPECT_TRUE(make_music(spec, folder / "any.mp3"));
}

TEST(Music, CoverIsASquarePicture) {
    const Folder folder;
    MusicSpec spec = song();
    spec.title = "River";
    ASSERT_TRUE(make_music(spec, folder / "m.mp3", folder / "c.jpg"));
    const auto cover = verify_image(folder / "c.jpg");
    ASSERT_TRUE(cover);
    EXPECT_EQ(cover->format, ImageFormat::kJpeg);
    EXPECT_EQ(cover->width, cover->height);
    EXPECT_EQ(folder.files(), 2U);
}

TEST(Music, RefusesLengthsThatTheServiceDoesNotMake) {
    const Folder folder;
    for (const double seconds : {0.0, 61.0, -1.0, static_cast<double>(NAN)}) {
        MusicSpec spec = song();
        spec.seconds = seconds;
        const auto made = make_music(spec, folder / "m.mp3");
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().field, "seconds");
    }
    EXPECT_EQ(make_music(song(), folder / "absent/m.mp3").error().status, CONCH_E_DISK);
    EXPECT_EQ(folder.files(), 0U);
}

}  // namespace
