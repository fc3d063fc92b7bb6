#include "cli/progress_bar.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <cwchar>
#include <string>

namespace conch::cli {
namespace {

class ProgressLine : public ::testing::Test {
  protected:
    void SetUp() override { ASSERT_NE(std::setlocale(LC_CTYPE, "C.UTF-8"), nullptr); }
    void TearDown() override { std::setlocale(LC_CTYPE, "C"); }

    // Columns on the terminal.
    static std::size_t width(const std::string& text) {
        std::mbstate_t state = {};
        std::size_t columns = 0;
        for (std::size_t i = 0; i < text.size();) {
            wchar_t character = 0;
            const std::size_t read = std::mbrtowc(&character, &text[i], text.size() - i, &state);
            EXPECT_TRUE(read > 0 && read <= text.size() - i) << "cut inside a character: " << text;
            columns += static_cast<std::size_t>(wcwidth(character));
            i += read;
        }
        return columns;
    }

    static Progress working() {
        Progress progress;
        progress.title = "video";
        progress.phase = "working";
        progress.percent = 42;
        progress.remaining_ms = 65'000;
        progress.message = "海螺 wird gezeichnet 🐚";
        return progress;
    }
};

TEST_F(ProgressLine, says_everything_where_there_is_room) {
    const std::string line = progress_line(working(), 120, true);
    for (const char* part : {"video", "working", "42%", "海螺 wird gezeichnet 🐚", "1:05 left", "█", "░"}) {
        EXPECT_NE(line.find(part), std::string::npos) << part << " in " << line;
    }
}

TEST_F(ProgressLine, never_reaches_the_last_column) {
    Progress upload = working();
    upload.phase = "uploading";
    upload.bytes = 4'900'000'000;
    upload.bytes_total = 5'000'000'000;
    Progress waiting = working();
    waiting.percent = -1;
    waiting.remaining_ms = -1;
    for (std::size_t columns = 0; columns < 250; ++columns) {
        for (const Progress& progress : {working(), upload, waiting}) {
            EXPECT_LE(width(progress_line(progress, columns, true)), columns == 0 ? 0 : columns - 1);
        }
    }
}

TEST_F(ProgressLine, keeps_phase_and_percent_longest) {
    const std::string line = progress_line(working(), 20, true);
    EXPECT_NE(line.find("working"), std::string::npos) << line;
    EXPECT_NE(line.find("42%"), std::string::npos) << line;
}

TEST_F(ProgressLine, is_ascii_in_an_ascii_locale) {
    std::setlocale(LC_CTYPE, "C");
    for (const char c : progress_line(working(), 120, false))
        EXPECT_LT(static_cast<unsigned char>(c), 0x80);
}

TEST_F(ProgressLine, lets_no_control_character_through) {
    Progress progress = working();
    progress.message = "a\x1b[2Jb\r\nc\x07\xC2\x9B";
    for (const char c : progress_line(progress, 120, true))
        EXPECT_GE(static_cast<unsigned char>(c), 0x20);
    EXPECT_EQ(progress_line(progress, 120, true).find("\xC2\x9B"), std::string::npos);
}

TEST_F(ProgressLine, survives_text_that_is_not_utf8) {
    Progress progress = working();
    progress.message = "caf\xE9 \xF0\x9F";
    EXPECT_NE(progress_line(progress, 120, true).find("caf?"), std::string::npos);
}

TEST_F(ProgressLine, shows_elapsed_time_when_the_rest_is_unknown) {
    Progress progress = working();
    progress.remaining_ms = -1;
    progress.elapsed_ms = 3'723'000;
    const std::string line = progress_line(progress, 120, true);
    EXPECT_NE(line.find("1:02:03"), std::string::npos) << line;
    EXPECT_EQ(line.find("left"), std::string::npos) << line;
}

TEST_F(ProgressLine, shows_bytes_instead_of_a_message_while_files_move) {
    Progress progress = working();
    progress.bytes = 1'250'000;
    progress.bytes_total = 5'000'000;
    EXPECT_NE(progress_line(progress, 120, true).find("1.2 MB of 5.0 MB"), std::string::npos)
        << progress_line(progress, 120, true);
}

TEST_F(ProgressLine, bears_a_percentage_beyond_its_limits) {
    Progress progress = working();
    for (const int percent : {101, 100000, 0}) {
        progress.percent = percent;
        EXPECT_LE(width(progress_line(progress, 80, true)), 79U);
    }
}

}  // namespace
}  // namespace conch::cli
