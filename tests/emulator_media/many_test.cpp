// What a busy emulator does all day: many renders at once, thousands one after the other.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <thread>

#include "media_reader.hpp"

namespace {

using namespace conch::emulator::media;
using namespace media_test;

VideoSpec tiny_video(std::uint64_t seed) {
    VideoSpec spec;
    spec.width = spec.height = 64;
    spec.seconds = 1;
    spec.frames_per_second = 8;
    spec.prompt = "number " + std::to_string(seed);
    spec.seed = seed;
    spec.sound = true;
    return spec;
}

TEST(Many, ThreadsDoNotDisturbOneAnother) {
    const Folder folder;
    const auto make_all = [&](const std::string& prefix) {
        VideoSpec video = tiny_video(1);
        EXPECT_TRUE(make_video(video, folder / (prefix + "v")));
        ImageSpec image;
        image.width = image.height = 128;
        image.prompt = "picture";
        EXPECT_TRUE(make_image(image, folder / (prefix + "i")));
        SpeechSpec speech;
        speech.text = "Good morning.";
        EXPECT_TRUE(make_speech(speech, folder / (prefix + "s")));
        speech.text = "早上好";
        EXPECT_TRUE(make_speech(speech, folder / (prefix + "z")));
        MusicSpec music;
        music.seconds = 2;
        music.lyrics = "La la";
        EXPECT_TRUE(make_music(music, folder / (prefix + "m"), folder / (prefix + "c")));
        EXPECT_TRUE(make_poster(folder / (prefix + "v"), folder / (prefix + "p")));
    };
    make_all("alone-");
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&, i] { make_all(std::to_string(i) + "-"); });
    for (std::thread& thread : threads)
        thread.join();
    for (int i = 0; i < 6; ++i) {
        for (const char* kind : {"v", "i", "s", "z", "m", "c", "p"}) {
            EXPECT_TRUE(read_bytes(folder / (std::to_string(i) + "-" + kind)) ==
                        read_bytes(folder / (std::string("alone-") + kind)))
                << kind;
        }
    }
}

TEST(Many, WritersOfOneFileLeaveOneWholeFile) {
    const Folder folder;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { EXPECT_TRUE(make_video(tiny_video(1), folder / "v.mp4")); });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(folder.files(), 1U);
    EXPECT_EQ(read_video(folder / "v.mp4").error, "");
}

#ifndef __SANITIZE_ADDRESS__
long resident_kilobytes() {
    std::ifstream statm("/proc/self/statm");
    long size = 0;
    long resident = 0;
    statm >> size >> resident;
    return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

TEST(Many, MemoryStaysFlat) {
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "ThreadSanitizer remembers more and more of what was done";
#endif
    const Folder folder;
    paint(folder / "lime", ImageFormat::kPng, 100, 100, "lime");
    const auto round = [&](std::uint64_t seed) {
        VideoSpec spec = tiny_video(seed);
        spec.start_image = spec.end_image = spec.subject_image = folder / "lime";
        ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
        ImageSpec image;
        image.width = image.height = 128;
        image.references = {folder / "lime"};
        ASSERT_TRUE(make_image(image, folder / "i"));
        SpeechSpec speech;
        speech.text = seed % 2 == 0 ? "Hello" : "你好";
        ASSERT_TRUE(make_speech(speech, folder / "s"));
    };
    for (std::uint64_t i = 0; i < 20; ++i)
        round(i);
    const long before = resident_kilobytes();
    for (std::uint64_t i = 0; i < 80; ++i)
        round(i);
    EXPECT_LT(resident_kilobytes() - before, 4'000);
}
#endif

}  // namespace
