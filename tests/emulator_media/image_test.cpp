// Pictures: format, size, prompt and references.
#include <gtest/gtest.h>

#include "media_reader.hpp"

namespace {

using namespace conch::emulator::media;
using namespace media_test;

const Colour kLime{0, 255, 0};
const Colour kRed{255, 0, 0};
const Colour kBlue{0, 0, 255};

ImageSpec small_image() {
    ImageSpec spec;
    spec.width = 480;
    spec.height = 270;
    spec.prompt = "A lighthouse at night";
    spec.model = "image-01";
    spec.seed = 3;
    return spec;
}

class ImageKind : public testing::TestWithParam<ImageFormat> {};

TEST_P(ImageKind, HasItsFormatAndSizeAndSaysThePrompt) {
    const Folder folder;
    ImageSpec spec = small_image();
    spec.format = GetParam();
    const auto made = make_image(spec, folder / "p");
    ASSERT_TRUE(made) << made.error().message;
    const auto info = verify_image(folder / "p");
    ASSERT_TRUE(info) << info.error().message;
    EXPECT_EQ(info->format, GetParam());
    EXPECT_EQ(info->width, 480);
    EXPECT_EQ(info->height, 270);
    const std::size_t with = read_picture(folder / "p").pixels_near({255, 255, 255}, 70);
    spec.prompt.clear();
    spec.model.clear();
    ASSERT_TRUE(make_image(spec, folder / "p"));
    EXPECT_GT(with, read_picture(folder / "p").pixels_near({255, 255, 255}, 70) + 100);
}

INSTANTIATE_TEST_SUITE_P(Formats, ImageKind,
                         testing::Values(ImageFormat::kPng, ImageFormat::kJpeg, ImageFormat::kWebp));

TEST(Image, OddAndLargeSizesAreExact) {
    const Folder folder;
    ImageSpec spec = small_image();
    for (const auto& [width, height] : {std::pair{1001, 333}, {65, 64}, {4096, 1756}, {2048, 2048}}) {
        spec.width = width;
        spec.height = height;
        const auto made = make_image(spec, folder / "p.png");
        ASSERT_TRUE(made) << made.error().message;
        const auto info = probe_image(folder / "p.png");
        ASSERT_TRUE(info);
        EXPECT_EQ(info->width, width);
        EXPECT_EQ(info->height, height);
    }
}

TEST(Image, SameSeedSameBytesOtherSeedOtherPicture) {
    const Folder folder;
    ImageSpec spec = small_image();
    ASSERT_TRUE(make_image(spec, folder / "a"));
    ASSERT_TRUE(make_image(spec, folder / "b"));
    spec.seed = 4;
    ASSERT_TRUE(make_image(spec, folder / "c"));
    EXPECT_TRUE(read_bytes(folder / "a") == read_bytes(folder / "b"));
    EXPECT_TRUE(read_bytes(folder / "a") != read_bytes(folder / "c"));
}

TEST(Image, ShowsEveryReference) {
    const Folder folder;
    paint(folder / "lime", ImageFormat::kPng, 200, 200, "lime");
    paint(folder / "red", ImageFormat::kJpeg, 100, 400, "red");
    paint(folder / "blue", ImageFormat::kWebp, 400, 100, "blue");
    ImageSpec spec = small_image();
    spec.references = {folder / "lime", folder / "red", folder / "blue"};
    ASSERT_TRUE(make_image(spec, folder / "p.png"));
    const Picture picture = read_picture(folder / "p.png");
    for (const Colour& colour : {kLime, kRed, kBlue})
        EXPECT_GT(picture.pixels_near(colour, 70), 1000U);
}

TEST(Image, ShowsFourteenReferencesAndNotMore) {
    const Folder folder;
    paint(folder / "lime", ImageFormat::kPng, 300, 200, "lime");
    ImageSpec spec = small_image();
    spec.references.assign(14, folder / "lime");
    ASSERT_TRUE(make_image(spec, folder / "p.png"));
    EXPECT_GT(read_picture(folder / "p.png").pixels_near(kLime, 70), 14U * 500);
    spec.references.push_back(folder / "lime");
    const auto made = make_image(spec, folder / "q.png");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().field, "references");
}

TEST(Image, ShowsTheCharacter) {
    const Folder folder;
    paint(folder / "lime", ImageFormat::kPng, 200, 300, "lime");
    ImageSpec spec = small_image();
    spec.character = folder / "lime";
    ASSERT_TRUE(make_image(spec, folder / "p.png"));
    EXPECT_GT(read_picture(folder / "p.png").pixels_near(kLime, 70), 5000U);
}

TEST(Image, NamesTheReferenceAtFault) {
    const Folder folder;
    paint(folder / "lime", ImageFormat::kPng, 200, 300, "lime");
    write_bytes(folder / "text", "no picture");
    ImageSpec spec = small_image();
    spec.references = {folder / "lime", folder / "text"};
    const auto made = make_image(spec, folder / "p.png");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().status, CONCH_E_FILE_TYPE);
    EXPECT_EQ(made.error().field, "references[1]");
    spec = small_image();
    spec.width = 100000;
    EXPECT_EQ(make_image(spec, folder / "p.png").error().field, "width");
    spec = small_image();
    spec.height = 0;
    EXPECT_EQ(make_image(spec, folder / "p.png").error().field, "height");
    EXPECT_EQ(folder.files(), 2U);
}

TEST(Image, TakesAnyPrompt) {
    const Folder folder;
    ImageSpec spec = small_image();
    for (const std::string& prompt : {std::string(), std::string(5000, 'W'), std::string("\xff\0%{n}':\\", 9)}) {
        spec.prompt = prompt;
        EXPECT_TRUE(make_image(spec, folder / "p.png"));
    }
}

}  // namespace
