// What users upload, and what attackers do: format and size by content, nothing that costs more than it may.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#include <chrono>

#include "media_reader.hpp"

namespace {

using namespace conch::emulator::media;
using namespace media_test;

std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

std::string png_chunk(const std::string& name, const std::string& data) {
    const std::string body = name + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(static_cast<std::uint32_t>(sum));
}

std::string deflated(const std::string& data) {
    uLongf size = compressBound(static_cast<uLong>(data.size()));
    std::string result(size, '\0');
    compress(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(data.data()),
             static_cast<uLong>(data.size()));
    result.resize(size);
    return result;
}

const std::string kPngSignature("\x89PNG\r\n\x1a\n", 8);

std::string png_header(std::uint32_t width, std::uint32_t height) {
    return kPngSignature + png_chunk("IHDR", big_endian(width) + big_endian(height) + std::string("\x08\x02\0\0\0", 5));
}

// A black grey-scale PNG with further chunks before the picture.
std::string grey_png(std::uint32_t width, std::uint32_t height, const std::string& chunks) {
    const std::string rows((width + 1) * height, '\0');
    return kPngSignature + png_chunk("IHDR", big_endian(width) + big_endian(height) + std::string("\x08\0\0\0\0", 5)) +
           chunks + png_chunk("IDAT", deflated(rows)) + png_chunk("IEND", "");
}

long peak_kilobytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

class EveryFormat : public testing::TestWithParam<ImageFormat> {};

TEST_P(EveryFormat, IsKnownByItsContent) {
    const Folder folder;
    paint(folder / "picture.txt", GetParam(), 124, 46, "red");
    for (const auto& info : {probe_image(folder / "picture.txt"), verify_image(folder / "picture.txt"),
                             probe_image_bytes(read_bytes(folder / "picture.txt"))}) {
        ASSERT_TRUE(info) << info.error().message;
        EXPECT_EQ(info->format, GetParam());
        EXPECT_EQ(info->width, 124);
        EXPECT_EQ(info->height, 46);
    }
}

TEST_P(EveryFormat, CutShortIsAnErrorNeverACrash) {
    const Folder folder;
    paint(folder / "whole", GetParam(), 200, 100, "red", "blue");
    const std::string whole = read_bytes(folder / "whole");
    // The last bytes are an end mark; a picture without it is whole.
    constexpr std::size_t kEndMark = 16;
    for (std::size_t length = 0; length < whole.size() - kEndMark; length += 1 + whole.size() / 60) {
        write_bytes(folder / "cut", whole.substr(0, length));
        const auto verified = verify_image(folder / "cut");
        EXPECT_FALSE(verified) << length << " of " << whole.size() << " bytes";
        static_cast<void>(probe_image(folder / "cut"));
        static_cast<void>(probe_image_bytes(std::string_view(whole).substr(0, length)));
    }
    VideoSpec spec;
    spec.width = spec.height = 64;
    spec.seconds = 1;
    spec.start_image = folder / "cut";
    write_bytes(folder / "cut", whole.substr(0, whole.size() / 2));
    const auto made = make_video(spec, folder / "v.mp4");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().status, CONCH_E_FILE_TYPE);
    EXPECT_EQ(made.error().field, "start_image");
}

TEST_P(EveryFormat, DamagedAnywhereNeverCrashes) {
    const Folder folder;
    paint(folder / "whole", GetParam(), 64, 64, "red", "blue");
    const std::string whole = read_bytes(folder / "whole");
    std::uint32_t dice = 12345;
    for (int round = 0; round < 300; ++round) {
        std::string damaged = whole;
        for (int hits = 0; hits < 3; ++hits) {
            dice = dice * 1664525 + 1013904223;
            damaged[dice % damaged.size()] = static_cast<char>(dice >> 24U);
        }
        write_bytes(folder / "damaged", damaged);
        static_cast<void>(verify_image(folder / "damaged"));
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat,
                         testing::Values(ImageFormat::kPng, ImageFormat::kJpeg, ImageFormat::kWebp),
                         [](const auto& test) {
                             return test.param == ImageFormat::kPng    ? "Png"
                                    : test.param == ImageFormat::kJpeg ? "Jpeg"
                                                                       : "Webp";
                         });

TEST(Upload, WhatIsNoPictureIsRefused) {
    const Folder folder;
    write_bytes(folder / "text.png", "This is a text, whatever it is called.");
    write_bytes(folder / "empty.png", "");
    write_bytes(folder / "playlist.png", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n");
    write_bytes(folder / "concat.png", "ffconcat version 1.0\nfile /etc/passwd\n");
    write_bytes(folder / "drawing.png", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    write_bytes(folder / "gif.png", std::string("GIF89a\x10\0\x10\0", 10));
    for (const char* name : {"text.png", "playlist.png", "concat.png", "drawing.png", "gif.png"}) {
        for (const auto& info : {probe_image(folder / name), verify_image(folder / name)}) {
            ASSERT_FALSE(info) << name;
            EXPECT_EQ(info.error().status, CONCH_E_FILE_TYPE) << name;
        }
    }
    EXPECT_EQ(probe_image(folder / "empty.png").error().status, CONCH_E_FILE);
    EXPECT_EQ(probe_image(folder / "absent.png").error().status, CONCH_E_FILE);
    EXPECT_EQ(probe_image(folder / ".").error().status, CONCH_E_FILE);
    EXPECT_FALSE(probe_image_bytes({}));
    EXPECT_FALSE(probe_image_bytes(""));
}

TEST(Upload, PicturesOfImpossibleSizeAreRefusedUndecoded) {
    const Folder folder;
    const std::vector<std::string> bombs = {
        png_header(0xFFFFFFFF, 0xFFFFFFFF),
        png_header(60000, 60000),
        png_header(16384, 16384),
        png_header(100000, 1),
        std::string("\xFF\xD8\xFF\xC0\x00\x11\x08\xFF\xFF\xFF\xFF\x03", 12),
        std::string("RIFF\xFF\xFF\xFF\x7FWEBPVP8X\x0A\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF", 30),
        std::string("RIFF\xFF\xFF\xFF\x7FWEBPVP8L\xFF\xFF\0\0\x2F\xFF\xFF\xFF\x0F", 25) + std::string(64, '\0'),
    };
    const long before = peak_kilobytes();
    for (const std::string& bomb : bombs) {
        write_bytes(folder / "bomb", bomb);
        for (const auto& info :
             {probe_image(folder / "bomb"), verify_image(folder / "bomb"), probe_image_bytes(bomb)}) {
            ASSERT_FALSE(info);
            EXPECT_EQ(info.error().status, CONCH_E_FILE_TOO_LARGE) << info.error().message;
        }
    }
    for (const std::string& flat : {png_header(0, 10), png_header(10, 0)})
        EXPECT_FALSE(probe_image_bytes(flat));
    EXPECT_LT(peak_kilobytes() - before, 20'000);
}

// Outside it says 16×16, inside it is 16383×16383.
TEST(Upload, APictureLargerThanItsHeaderIsRefused) {
    const Folder folder;
    std::string inner("VP8L\x40\0\0\0\x2F\xFE\xFF\xFF\x0F", 13);
    inner += std::string(0x40 - 5, '\x55');
    std::string body = "WEBP" + std::string("VP8X\x0A\0\0\0\0\0\0\0\x0F\0\0\x0F\0\0", 18) + inner;
    const auto size = static_cast<char>(body.size());
    write_bytes(folder / "liar.webp", std::string("RIFF") + size + std::string(3, '\0') + body);
    const long before = peak_kilobytes();
    EXPECT_TRUE(probe_image(folder / "liar.webp"));
    EXPECT_FALSE(verify_image(folder / "liar.webp"));
    EXPECT_LT(peak_kilobytes() - before, 50'000);
}

// A hundred kilobytes of text that unpack to a hundred megabytes, four times.
TEST(Upload, CompressedTextsInAPngAreNotUnpacked) {
    const Folder folder;
    const std::string packed = deflated(std::string(100'000'000, 'A'));
    const std::string text = png_chunk("zTXt", std::string("Comment\0\0", 9) + packed);
    const std::string profile = png_chunk("iCCP", std::string("p\0\0", 3) + packed);
    write_bytes(folder / "bomb.png", grey_png(32, 32, profile + text + text + text));
    const long before = peak_kilobytes();
    const auto info = verify_image(folder / "bomb.png");
    EXPECT_TRUE(info) << info.error().message;
    EXPECT_LT(peak_kilobytes() - before, 50'000);
}

TEST(Upload, AJpegOfEndlessScansIsRefused) {
    const Folder folder;
    paint(folder / "plain.jpg", ImageFormat::kJpeg, 64, 64, "red");
    std::string bytes = read_bytes(folder / "plain.jpg");
    const std::size_t scan = bytes.find("\xFF\xDA");
    const std::string scans = bytes.substr(scan, bytes.size() - 2 - scan);
    for (int i = 0; i < 1000; ++i)
        bytes.insert(scan, scans);
    write_bytes(folder / "scans.jpg", bytes);
    EXPECT_FALSE(verify_image(folder / "scans.jpg"));
}

TEST(Upload, AJpegOfEndlessSegmentsEndsSoon) {
    std::string bytes("\xFF\xD8\xFF\xE0\x00\x02", 6);
    for (int i = 0; i < 2'000'000; ++i)
        bytes.append("\xFF\xE0\x00\x02", 4);
    EXPECT_FALSE(probe_image_bytes(bytes));
    EXPECT_FALSE(probe_image_bytes(std::string(8'000'000, '\xFF').insert(0, "\xFF\xD8")));
}

TEST(Upload, SixteenBitsAndPalettesAreTaken) {
    const Folder folder;
    const std::string deep = kPngSignature +
                             png_chunk("IHDR", big_endian(4) + big_endian(2) + std::string("\x10\x06\0\0\0", 5)) +
                             png_chunk("IDAT", deflated(std::string(2 * (1 + 4 * 8), '\0'))) + png_chunk("IEND", "");
    const std::string palette =
        kPngSignature + png_chunk("IHDR", big_endian(4) + big_endian(2) + std::string("\x08\x03\0\0\0", 5)) +
        png_chunk("PLTE", std::string("\xFF\0\0\0\xFF\0", 6)) + png_chunk("tRNS", std::string("\x80", 1)) +
        png_chunk("IDAT", deflated(std::string(2 * (1 + 4), '\0'))) + png_chunk("IEND", "");
    VideoSpec spec;
    spec.width = spec.height = 64;
    spec.seconds = 1;
    spec.start_image = folder / "p.png";
    for (const std::string& bytes : {deep, palette}) {
        write_bytes(folder / "p.png", bytes);
        const auto info = verify_image(folder / "p.png");
        EXPECT_TRUE(info) << info.error().message;
        EXPECT_TRUE(make_video(spec, folder / "v.mp4"));
    }
}

TEST(Upload, SoundsAreKnownByTheirContent) {
    const Folder folder;
    SpeechSpec speech;
    speech.text = "One two three four five six seven.";
    const auto made = make_speech(speech, folder / "speech.bin");
    ASSERT_TRUE(made);
    const auto mp3 = probe_audio(folder / "speech.bin");
    ASSERT_TRUE(mp3) << mp3.error().message;
    EXPECT_EQ(mp3->format, AudioFormat::kMp3);
    EXPECT_EQ(mp3->sample_rate, 32000);
    EXPECT_EQ(mp3->channels, 1);
    EXPECT_NEAR(mp3->seconds, made->seconds, 0.1);

    std::string wav(
        "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0\x40\x1F\0\0\0\x7D\0\0\x04\0\x10\0"
        "data\0\xFA\0\0",
        44);
    wav += std::string(64000, '\0');  // two seconds of stereo, 16 bits, 8 kHz
    write_bytes(folder / "sound.mp3", wav);
    const auto info = probe_audio(folder / "sound.mp3");
    ASSERT_TRUE(info) << info.error().message;
    EXPECT_EQ(info->format, AudioFormat::kWav);
    EXPECT_EQ(info->sample_rate, 8000);
    EXPECT_EQ(info->channels, 2);
    EXPECT_NEAR(info->seconds, 2, 0.01);

    write_bytes(folder / "text.mp3", "no sound at all");
    write_bytes(folder / "empty.mp3", "");
    write_bytes(folder / "id3.mp3", "ID3");
    write_bytes(folder / "riff.wav", wav.substr(0, 20));
    for (const char* name : {"text.mp3", "empty.mp3", "id3.mp3", "riff.wav", "absent.mp3"}) {
        EXPECT_FALSE(probe_audio(folder / name)) << name;
    }
}

// The emulator's own output is one line; FFmpeg must not add to it.
TEST(Upload, NothingIsPrinted) {
    const Folder folder;
    const int kept = ::dup(STDERR_FILENO);
    ASSERT_NE(std::freopen((folder / "stderr").c_str(), "w", stderr), nullptr);
    paint(folder / "whole", ImageFormat::kJpeg, 200, 100, "red", "blue");
    write_bytes(folder / "cut", read_bytes(folder / "whole").substr(0, 700));
    static_cast<void>(verify_image(folder / "cut"));
    static_cast<void>(probe_audio(folder / "cut"));
    VideoSpec spec;
    spec.width = spec.height = 64;
    spec.seconds = 1;
    spec.sound = true;
    spec.prompt = "quiet";
    EXPECT_TRUE(make_video(spec, folder / "v.mp4"));
    static_cast<void>(make_video(spec, folder / "absent/v.mp4"));
    std::fflush(stderr);
    ::dup2(kept, STDERR_FILENO);
    ::close(kept);
    EXPECT_EQ(read_bytes(folder / "stderr"), "");
}

}  // namespace
