// Videos: what a player, an editor and a strict decoder find in them.
#include <gtest/gtest.h>

#include <cmath>

#include "media_reader.hpp"

namespace {

using namespace conch::emulator::media;
using namespace media_test;

const Colour kRed{255, 0, 0};
const Colour kBlue{0, 0, 255};
const Colour kLime{0, 255, 0};

VideoSpec small_video() {
    VideoSpec spec;
    spec.width = 320;
    spec.height = 192;
    spec.seconds = 2;
    spec.prompt = "A fox in the snow";
    spec.model = "02";
    spec.seed = 5;
    return spec;
}

struct Size {
    int width;
    int height;
};

class VideoSize : public testing::TestWithParam<Size> {};

TEST_P(VideoSize, IsExactAndStrictlyDecodable) {
    const Folder folder;
    VideoSpec spec = small_video();
    spec.width = GetParam().width;
    spec.height = GetParam().height;
    spec.seconds = 1;
    const auto made = make_video(spec, folder / "v.mp4");
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->bytes, std::filesystem::file_size(folder / "v.mp4"));
    const Video video = read_video(folder / "v.mp4");
    ASSERT_EQ(video.error, "");
    EXPECT_EQ(video.width, spec.width);
    EXPECT_EQ(video.height, spec.height);
    EXPECT_EQ(video.codec, "h264");
    EXPECT_EQ(video.pixel_format, "yuv420p");
    EXPECT_FALSE(video.has_sound);
}

INSTANTIATE_TEST_SUITE_P(Documented, VideoSize,
                         testing::Values(Size{912, 512}, Size{512, 912}, Size{1280, 720}, Size{720, 1280},
                                         Size{1366, 768}, Size{768, 1366}, Size{1920, 1080}, Size{1080, 1920},
                                         Size{1300, 760}),
                         [](const auto& test) {
                             return std::to_string(test.param.width) + "x" + std::to_string(test.param.height);
                         });

class VideoLength : public testing::TestWithParam<int> {};

TEST_P(VideoLength, HasEveryFrameAndAKeyFrameEverySecond) {
    const Folder folder;
    VideoSpec spec = small_video();
    spec.width = 160;
    spec.height = 96;
    spec.seconds = GetParam();
    const auto made = make_video(spec, folder / "v.mp4");
    ASSERT_TRUE(made) << made.error().message;
    const Video video = read_video(folder / "v.mp4");
    ASSERT_EQ(video.error, "");
    ASSERT_EQ(video.times.size(), static_cast<std::size_t>(GetParam() * 24));
    EXPECT_EQ(made->frames, GetParam() * 24);
    EXPECT_DOUBLE_EQ(video.frames_per_second, 24);
    EXPECT_NEAR(video.seconds, GetParam(), 1e-6);
    for (std::size_t i = 0; i < video.times.size(); ++i) {
        EXPECT_NEAR(video.times[i], static_cast<double>(i) / 24, 1e-3);
        EXPECT_TRUE(i % 24 != 0 || video.key_frames[i]) << "frame " << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Documented, VideoLength, testing::Values(4, 6, 8, 10, 12, 20));

// The scene without a picture comes round again: what is played again must decode as well as the first time.
TEST(Video, RepeatsWithoutASeam) {
    const Folder folder;
    VideoSpec spec = small_video();
    for (const double seconds : {1.0, 2.0, 2.5, 5.0}) {
        spec.seconds = seconds;
        ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
        const Video video = read_video(folder / "v.mp4");
        ASSERT_EQ(video.error, "");
        EXPECT_EQ(video.times.size(), static_cast<std::size_t>(seconds * 24));
        EXPECT_TRUE(video.first().pixels != video.last().pixels);
    }
}

TEST(Video, OtherFrameRatesAreKept) {
    const Folder folder;
    VideoSpec spec = small_video();
    spec.frames_per_second = 25;
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    EXPECT_EQ(read_video(folder / "v.mp4").times.size(), 50U);
}

TEST(Video, CanBePlayedWhileItLoadsAndSeeked) {
    const Folder folder;
    VideoSpec spec = small_video();
    spec.seconds = 6;
    spec.sound = true;
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    const std::string bytes = read_bytes(folder / "v.mp4");
    EXPECT_LT(bytes.find("moov"), bytes.find("mdat")) << "the index must come first";
    EXPECT_NEAR(seek_video(folder / "v.mp4", 3.0), 3.0, 1e-3);
    EXPECT_NEAR(seek_video(folder / "v.mp4", 5.9), 5.0, 1e-3);
    EXPECT_NEAR(seek_video(folder / "v.mp4", 0.0), 0.0, 1e-3);
}

TEST(Video, Moves) {
    const Folder folder;
    ASSERT_TRUE(make_video(small_video(), folder / "v.mp4"));
    const Video video = read_video(folder / "v.mp4");
    EXPECT_TRUE(video.first().pixels != video.middle().pixels);
    EXPECT_TRUE(video.middle().pixels != video.last().pixels);
}

TEST(Video, SameSpecSameBytesOtherSeedOtherVideo) {
    const Folder folder;
    VideoSpec spec = small_video();
    spec.sound = true;
    ASSERT_TRUE(make_video(spec, folder / "a.mp4"));
    ASSERT_TRUE(make_video(spec, folder / "b.mp4"));
    spec.seed = 6;
    ASSERT_TRUE(make_video(spec, folder / "c.mp4"));
    EXPECT_TRUE(read_bytes(folder / "a.mp4") == read_bytes(folder / "b.mp4"));
    EXPECT_TRUE(read_video(folder / "a.mp4").first().pixels != read_video(folder / "c.mp4").first().pixels);
}

TEST(Video, ShowsItsPrompt) {
    const Folder folder;
    VideoSpec spec = small_video();
    spec.width = 640;
    spec.height = 384;
    ASSERT_TRUE(make_video(spec, folder / "fox.mp4"));
    spec.prompt = "Something else entirely, much longer than the other";
    ASSERT_TRUE(make_video(spec, folder / "else.mp4"));
    spec.prompt.clear();
    spec.model.clear();
    ASSERT_TRUE(make_video(spec, folder / "none.mp4"));
    const Colour white{255, 255, 255};
    const std::size_t fox = read_video(folder / "fox.mp4").first().pixels_near(white, 60);
    const std::size_t longer = read_video(folder / "else.mp4").first().pixels_near(white, 60);
    const std::size_t none = read_video(folder / "none.mp4").first().pixels_near(white, 60);
    EXPECT_GT(fox, none + 100);
    EXPECT_GT(longer, fox);
}

// Every text is drawn as it is; none of it is read as the filters' language.
TEST(Video, TakesAnyPrompt) {
    const Folder folder;
    VideoSpec spec = small_video();
    spec.seconds = 1;
    const std::vector<std::string> prompts = {
        "",
        " \n\t\r\n ",
        "it's 100% \"quoted\" \\ back\\slash: a,b;c[d]=e{f} %{pts} %{eif:1:d} $(id) ',drawbox=red,'",
        "中文提示词，一只狐狸在雪地里奔跑。日本語 한국어 русский العربية हिन्दी ไทย",
        "🦊🏔️👩‍👩‍👧‍👦 emoji with joiners",
        std::string("zero \0 byte", 11),
        "bad \xff\xfe\xc0\xaf UTF-8 \xed\xa0\x80 \xf4\x90\x80\x80 cut \xe4\xb8",
        std::string(5000, 'W'),
        [] {
            std::string words;
            while (words.size() < 5000)
                words += "word ";
            return words;
        }(),
    };
    for (const std::string& prompt : prompts) {
        spec.prompt = prompt;
        const auto made = make_video(spec, folder / "v.mp4");
        ASSERT_TRUE(made) << made.error().message << " for " << prompt;
        EXPECT_EQ(read_video(folder / "v.mp4").error, "");
    }
}

TEST(Video, BeginsWithTheStartPictureAndMovesIntoIt) {
    const Folder folder;
    paint(folder / "halves.png", ImageFormat::kPng, 640, 384, "red", "blue");
    VideoSpec spec = small_video();
    spec.start_image = folder / "halves.png";
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    const Video video = read_video(folder / "v.mp4");
    ASSERT_EQ(video.error, "");
    EXPECT_LT(distance(video.first().mean(0.02, 0.02, 0.45, 0.98), kRed), 25);
    EXPECT_LT(distance(video.first().mean(0.55, 0.02, 0.98, 0.98), kBlue), 25);
    EXPECT_TRUE(video.first().pixels != video.last().pixels);
    EXPECT_LT(distance(video.last().mean(0.02, 0.02, 0.3, 0.5), kRed), 25);
}

struct Upload {
    const char* name;
    ImageFormat format;
    int width;
    int height;
};

class StartPicture : public testing::TestWithParam<Upload> {};

TEST_P(StartPicture, FillsTheFrameWhateverItsShape) {
    const Folder folder;
    paint(folder / "upload", GetParam().format, GetParam().width, GetParam().height, "lime");
    VideoSpec spec = small_video();
    spec.seconds = 1;
    spec.start_image = folder / "upload";
    const auto made = make_video(spec, folder / "v.mp4");
    ASSERT_TRUE(made) << made.error().message;
    const Video video = read_video(folder / "v.mp4");
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {0.9, 0.0}, {0.0, 0.9}, {0.9, 0.9}, {0.4, 0.4}}) {
        EXPECT_LT(distance(video.first().mean(x, y, x + 0.1, y + 0.1), kLime), 30) << x << "," << y;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, StartPicture,
    testing::Values(Upload{"landscape", ImageFormat::kPng, 1000, 300}, Upload{"portrait", ImageFormat::kJpeg, 301, 999},
                    Upload{"square", ImageFormat::kWebp, 500, 500}, Upload{"tiny", ImageFormat::kPng, 1, 1},
                    Upload{"sliver", ImageFormat::kPng, 2, 900}, Upload{"odd", ImageFormat::kPng, 333, 777}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Video, TransparentPartsOfAPictureLieOnGrey) {
    const Folder folder;
    paint_transparent(folder / "clear.png", 300, 300, "red", 0);
    VideoSpec spec = small_video();
    spec.seconds = 1;
    spec.start_image = folder / "clear.png";
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    EXPECT_LT(distance(read_video(folder / "v.mp4").first().mean(), {128, 128, 128}), 20);
}

TEST(Video, TurnsAPhoneCamerasPictureUpright) {
    const Folder folder;
    paint(folder / "plain.jpg", ImageFormat::kJpeg, 384, 640, "red", "blue");
    // "Turn clockwise to view": what is stored at the left belongs at the top.
    std::string bytes = read_bytes(folder / "plain.jpg");
    const std::string exif(
        "\xFF\xE1\x00\x22"
        "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
        36);
    bytes.insert(2, exif);
    write_bytes(folder / "turned.jpg", bytes);
    const auto info = probe_image(folder / "turned.jpg");
    ASSERT_TRUE(info) << info.error().message;
    EXPECT_EQ(info->width, 640);
    EXPECT_EQ(info->height, 384);
    VideoSpec spec = small_video();
    spec.seconds = 1;
    spec.start_image = folder / "turned.jpg";
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    const Picture first = read_video(folder / "v.mp4").first();
    EXPECT_LT(distance(first.mean(0.05, 0.05, 0.95, 0.4), kRed), 30);
    EXPECT_LT(distance(first.mean(0.05, 0.6, 0.95, 0.95), kBlue), 30);
}

TEST(Video, EndsWithTheEndPicture) {
    const Folder folder;
    paint(folder / "red.png", ImageFormat::kPng, 320, 192, "red");
    paint(folder / "halves.png", ImageFormat::kPng, 640, 384, "blue", "lime");
    VideoSpec spec = small_video();
    spec.start_image = folder / "red.png";
    spec.end_image = folder / "halves.png";
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    const Video video = read_video(folder / "v.mp4");
    ASSERT_EQ(video.error, "");
    EXPECT_LT(distance(video.first().mean(), kRed), 25);
    EXPECT_LT(distance(video.last().mean(0.02, 0.02, 0.45, 0.98), kBlue), 25);
    EXPECT_LT(distance(video.last().mean(0.55, 0.02, 0.98, 0.98), kLime), 25);
    // Without a start picture too.
    spec.start_image.reset();
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    EXPECT_LT(distance(read_video(folder / "v.mp4").last().mean(0.55, 0.02, 0.98, 0.98), kLime), 25);
}

TEST(Video, ShowsTheSubjectThroughout) {
    const Folder folder;
    paint(folder / "subject.webp", ImageFormat::kWebp, 200, 300, "lime");
    VideoSpec spec = small_video();
    spec.subject_image = folder / "subject.webp";
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    const Video video = read_video(folder / "v.mp4");
    for (const Picture& frame : video.frames) {
        EXPECT_GT(frame.pixels_near(kLime, 60), frame.pixels.size() / 3 / 12);
        EXPECT_LT(frame.pixels_near(kLime, 60), frame.pixels.size() / 3 / 3) << "the subject stands in a scene";
    }
}

TEST(Video, WatermarkIsOnlyWhereItIsAskedFor) {
    const Folder folder;
    paint(folder / "black.png", ImageFormat::kPng, 320, 192, "black");
    VideoSpec spec = small_video();
    spec.start_image = folder / "black.png";
    ASSERT_TRUE(make_video(spec, folder / "plain.mp4"));
    spec.watermark = true;
    ASSERT_TRUE(make_video(spec, folder / "marked.mp4"));
    const Colour plain = read_video(folder / "plain.mp4").first().mean(0.6, 0, 1, 0.12);
    const Colour marked = read_video(folder / "marked.mp4").first().mean(0.6, 0, 1, 0.12);
    EXPECT_LT(distance(plain, {0, 0, 0}), 5);
    EXPECT_GT(distance(marked, {0, 0, 0}), 10);
}

TEST(Video, SoundIsAacAsLongAsThePictureAndSpeaks) {
    const Folder folder;
    VideoSpec spec = small_video();
    spec.seconds = 4;
    spec.sound = true;
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    const Video video = read_video(folder / "v.mp4");
    ASSERT_EQ(video.error, "");
    ASSERT_TRUE(video.has_sound);
    EXPECT_EQ(video.sound_codec, "aac");
    EXPECT_EQ(video.sound.channels, 2);
    EXPECT_EQ(video.sound.sample_rate, 48000);
    EXPECT_NEAR(video.sound.seconds(), 4, 0.08);
    EXPECT_GT(video.sound.level_db(), -35);
    // Words are louder than the chord that goes on after them.
    EXPECT_GT(video.sound.level_db(0.3, 1.3), video.sound.level_db(3.0, 3.9) + 3);
    EXPECT_GT(video.sound.level_db(3.0, 3.9), -60);
}

TEST(Video, PosterIsAFrameOfTheVideo) {
    const Folder folder;
    paint(folder / "lime.png", ImageFormat::kPng, 320, 192, "lime");
    VideoSpec spec = small_video();
    spec.start_image = folder / "lime.png";
    ASSERT_TRUE(make_video(spec, folder / "v.mp4"));
    const auto poster = make_poster(folder / "v.mp4", folder / "p.jpg");
    ASSERT_TRUE(poster) << poster.error().message;
    EXPECT_EQ(poster->width, 320);
    EXPECT_EQ(poster->height, 192);
    const Picture picture = read_picture(folder / "p.jpg");
    EXPECT_EQ(picture.width, 320);
    EXPECT_LT(distance(picture.mean(0.05, 0.05, 0.95, 0.4), kLime), 30);
    EXPECT_EQ(make_poster(folder / "absent.mp4", folder / "q.jpg").error().status, CONCH_E_FILE);
    write_bytes(folder / "text.mp4", "not a video");
    EXPECT_EQ(make_poster(folder / "text.mp4", folder / "q.jpg").error().status, CONCH_E_FILE);
}

TEST(Video, RefusesSizesAndLengthsThatItCannotMake) {
    const Folder folder;
    const auto field_at_fault = [&](auto&& change) {
        VideoSpec spec = small_video();
        change(spec);
        const auto made = make_video(spec, folder / "v.mp4");
        if (made) return std::string("made");
        EXPECT_EQ(made.error().status, CONCH_E_ARGUMENT);
        return made.error().field;
    };
    EXPECT_EQ(field_at_fault([](VideoSpec& spec) { spec.width = 321; }), "width");
    EXPECT_EQ(field_at_fault([](VideoSpec& spec) { spec.width = 0; }), "width");
    EXPECT_EQ(field_at_fault([](VideoSpec& spec) { spec.height = 100000; }), "height");
    EXPECT_EQ(field_at_fault([](VideoSpec& spec) { spec.height = -2; }), "height");
    EXPECT_EQ(field_at_fault([](VideoSpec& spec) { spec.seconds = 0; }), "seconds");
    EXPECT_EQ(field_at_fault([](VideoSpec& spec) { spec.seconds = NAN; }), "seconds");
    EXPECT_EQ(field_at_fault([](VideoSpec& spec) { spec.seconds = 1e9; }), "seconds");
    EXPECT_EQ(field_at_fault([](VideoSpec& spec) { spec.frames_per_second = 0; }), "frames_per_second");
    EXPECT_EQ(folder.files(), 0U);
}

TEST(Video, AppearsCompleteOrNotAtAll) {
    const Folder folder;
    const auto nowhere = make_video(small_video(), folder / "absent/v.mp4");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().status, CONCH_E_DISK);
    VideoSpec spec = small_video();
    spec.start_image = folder / "absent.png";
    const auto made = make_video(spec, folder / "v.mp4");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().status, CONCH_E_FILE);
    EXPECT_EQ(made.error().field, "start_image");
    EXPECT_EQ(folder.files(), 0U);
}

TEST(Video, PathsOfAnyLettersWork) {
    const Folder folder;
    const std::string name = "видео 'quoted' 🦊: %d,[x]=;\\.mp4";
    ASSERT_TRUE(make_video(small_video(), folder / name));
    EXPECT_EQ(read_video(folder / name).error, "");
    EXPECT_EQ(folder.files(), 1U);
}

}  // namespace
