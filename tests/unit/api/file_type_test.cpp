#include "api/file_type.hpp"

#include <gtest/gtest.h>

#include "support/temp_folder.hpp"

namespace {

using conch::api::content_type_of;
using namespace std::string_view_literals;

TEST(FileType, is_told_by_the_first_bytes_whatever_the_name_says) {
    EXPECT_EQ(content_type_of("\x89PNG\r\n\x1A\n", "a.jpg"), "image/png");
    EXPECT_EQ(content_type_of("\xFF\xD8\xFF\xE0", "a.png"), "image/jpeg");
    EXPECT_EQ(content_type_of("RIFF\x10\0\0\0WEBPVP8 "sv, "a"), "image/webp");
    EXPECT_EQ(content_type_of("RIFF\x10\0\0\0WAVEfmt "sv, "a"), "audio/wav");
    EXPECT_EQ(content_type_of("ID3\x04", "a"), "audio/mpeg");
    EXPECT_EQ(content_type_of("\xFF\xFB\xE8\xC4", "a"), "audio/mpeg");
    EXPECT_EQ(content_type_of("%PDF-1.7", "a.txt"), "application/pdf");
}

TEST(FileType, falls_back_to_the_ending_and_then_to_bytes) {
    EXPECT_EQ(content_type_of("hello", "notes.TXT"), "text/plain");
    EXPECT_EQ(content_type_of("hello", "picture.png"), "application/octet-stream")
        << "text that calls itself a picture";
    EXPECT_EQ(content_type_of("", ""), "application/octet-stream");
}

TEST(FileType, a_file_that_cannot_be_sent_says_why) {
    const conch::test::TempFolder folder;
    const std::string empty = folder / "empty.png";
    conch::test::write_file(empty, "");
    for (const std::string& path : {empty, folder / "missing.png", std::string("/dev/zero"), folder / ""}) {
        const auto type = conch::api::content_type_of_file(path);
        ASSERT_FALSE(type) << path;
        EXPECT_EQ(type.error().status, CONCH_E_FILE);
        EXPECT_NE(type.error().message.find(path), std::string::npos) << type.error().message;
    }
}

TEST(FileType, a_path_with_emoji_is_a_path_like_any_other) {
    const conch::test::TempFolder folder;
    const std::string path = folder / "🐚 shell.png";
    conch::test::write_file(path, "\x89PNG\r\n\x1A\n...");
    const auto type = conch::api::content_type_of_file(path);
    ASSERT_TRUE(type) << type.error().message;
    EXPECT_EQ(*type, "image/png");
}

}  // namespace
