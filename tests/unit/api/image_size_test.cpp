#include "api/image_size.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using conch::api::image_size;
using namespace std::string_literals;

const std::string kPng = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x05\0\0\0\x02\xD0\x08\x06\0\0\0"s;
// Start of image, a comment segment, then a baseline frame of 720 lines of 1280 samples.
const std::string kJpeg =
    "\xFF\xD8\xFF\xFE\0\x06note\xFF\xC0\0\x11\x08\x02\xD0\x05\0\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"s;
const std::string kWebpX = "RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\x10\0\0\0\xFF\x04\0\xCF\x02\0"s;
const std::string kWebpLossy = "RIFF\x20\0\0\0WEBPVP8 \x10\0\0\0\x30\x01\0\x9D\x01\x2A\0\x05\xD0\x02"s;
const std::string kWebpLossless = "RIFF\x20\0\0\0WEBPVP8L\x10\0\0\0\x2F\xFF\xC4\xB3\0\0\0\0\0\0"s;

TEST(ImageSize, of_each_kind_that_the_service_takes) {
    for (const std::string& head : {kPng, kJpeg, kWebpX, kWebpLossy, kWebpLossless}) {
        const auto size = image_size(head);
        ASSERT_TRUE(size) << head.substr(8, 8);
        EXPECT_EQ(size->width, 1280U) << head.substr(8, 8);
        EXPECT_EQ(size->height, 720U) << head.substr(8, 8);
    }
}

TEST(ImageSize, is_unknown_for_damaged_and_foreign_files) {
    EXPECT_FALSE(image_size(""));
    EXPECT_FALSE(image_size("GIF89a....................."));
    EXPECT_FALSE(image_size("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0"s)) << "zero by zero";
    EXPECT_FALSE(image_size("\xFF\xD8\xFF\xE0\0\x01"s + std::string(64, 'x')))
        << "a segment shorter than its own length";
}

TEST(ImageSize, never_reads_past_a_cut_head) {
    for (const std::string& head : {kPng, kJpeg, kWebpX, kWebpLossy, kWebpLossless}) {
        for (std::size_t length = 0; length < head.size(); ++length) {
            const std::string cut = head.substr(0, length);  // exact allocation, so that a sanitizer would notice
            static_cast<void>(image_size(cut));
        }
    }
}

}  // namespace
