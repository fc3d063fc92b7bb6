// How long each kind of the emulator's media takes to make, medians: emulator_media_bench [folder] [repeats]
#include <time.h>  // NOLINT(modernize-deprecated-headers): clock_gettime is POSIX

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "emulator/media/media.hpp"

namespace {

using namespace conch::emulator::media;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

int repeats = 5;

template <typename T>
bool succeeded(const conch::Result<T>& result) {
    if (!result) std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return result.has_value();
}

double cpu_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void measure(const char* name, const fs::path& file, const std::function<bool()>& make) {
    std::vector<double> wall;
    std::vector<double> cpu;
    for (int i = 0; i < repeats; ++i) {
        const auto begin = Clock::now();
        const double cpu_begin = cpu_milliseconds();
        if (!make()) std::exit(1);
        cpu.push_back(cpu_milliseconds() - cpu_begin);
        wall.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    std::printf("%-44s %8.1f ms CPU %8.1f ms wall %9ju bytes\n", name, median(cpu), median(wall),
                static_cast<std::uintmax_t>(fs::file_size(file)));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const fs::path folder = argc > 1 ? fs::path(argv[1]) : fs::temp_directory_path() / "conch-media-bench";
    if (argc > 2) repeats = std::max(1, std::atoi(argv[2]));
    fs::create_directories(folder);
    const std::string prompt =
        "A red fox runs through deep snow at sunrise, slow motion, 35 mm, shallow depth of field";

    const fs::path photo = folder / "photo.jpg";
    ImageSpec upload;
    upload.width = 1920;
    upload.height = 1080;
    upload.format = ImageFormat::kJpeg;
    upload.seed = 42;
    if (!succeeded(make_image(upload, photo))) return 1;

    const fs::path mp4 = folder / "video.mp4";
    const auto video = [&](const char* name, int width, int height, double seconds,
                           const std::function<void(VideoSpec&)>& more) {
        VideoSpec spec;
        spec.width = width;
        spec.height = height;
        spec.seconds = seconds;
        spec.prompt = prompt;
        spec.seed = 7;
        more(spec);
        measure(name, mp4, [&] { return succeeded(make_video(spec, mp4)); });
    };
    const auto nothing = [](VideoSpec&) {};
    video("video 912x512 6 s", 912, 512, 6, nothing);
    video("video 1366x768 6 s", 1366, 768, 6, nothing);
    video("video 1366x768 6 s, watermark", 1366, 768, 6, [](VideoSpec& spec) { spec.watermark = true; });
    video("video 1366x768 6 s, sound", 1366, 768, 6, [](VideoSpec& spec) { spec.sound = true; });
    video("video 1366x768 6 s, start picture", 1366, 768, 6, [&](VideoSpec& spec) { spec.start_image = photo; });
    video("video 1366x768 6 s, start and end picture", 1366, 768, 6, [&](VideoSpec& spec) {
        spec.start_image = photo;
        spec.end_image = photo;
    });
    video("video 1366x768 6 s, subject", 1366, 768, 6, [&](VideoSpec& spec) { spec.subject_image = photo; });
    video("video 1366x768 10 s", 1366, 768, 10, nothing);
    video("video 1920x1080 6 s", 1920, 1080, 6, nothing);
    video("video 1920x1080 8 s, sound", 1920, 1080, 8, [](VideoSpec& spec) { spec.sound = true; });
    const fs::path poster = folder / "poster.jpg";
    measure("poster", poster, [&] { return succeeded(make_poster(mp4, poster)); });

    const fs::path picture = folder / "picture";
    const auto image = [&](const char* name, int width, int height, ImageFormat format, int references) {
        ImageSpec spec;
        spec.width = width;
        spec.height = height;
        spec.format = format;
        spec.prompt = prompt;
        spec.references.assign(static_cast<std::size_t>(references), photo);
        measure(name, picture, [&] { return succeeded(make_image(spec, picture)); });
    };
    image("picture 1920x1080 PNG", 1920, 1080, ImageFormat::kPng, 0);
    image("picture 1920x1080 JPEG", 1920, 1080, ImageFormat::kJpeg, 0);
    image("picture 1920x1080 WebP", 1920, 1080, ImageFormat::kWebp, 0);
    image("picture 1920x1080 PNG, 3 references", 1920, 1080, ImageFormat::kPng, 3);
    image("picture 4096x4096 PNG", 4096, 4096, ImageFormat::kPng, 0);

    const fs::path mp3 = folder / "sound.mp3";
    SpeechSpec speech;
    speech.text = prompt;
    measure("speech, one sentence", mp3, [&] { return succeeded(make_speech(speech, mp3)); });
    speech.effects.robotic = speech.effects.auditorium_echo = true;
    measure("speech, one sentence, robotic in a hall", mp3, [&] { return succeeded(make_speech(speech, mp3)); });
    speech.text = "你好，世界。今天天气很好，我们去公园散步吧。";
    measure("speech, Chinese", mp3, [&] { return succeeded(make_speech(speech, mp3)); });
    MusicSpec music;
    music.lyrics = "The river runs to the sea\nAnd the sea comes back to me\n\n\nHold my hand";
    music.style = "Pop";
    measure("music 30 s with cover", mp3, [&] { return succeeded(make_music(music, mp3, folder / "cover.jpg")); });
    return 0;
}
