#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

TEST(Utf8, a_well_formed_text_is_good_to_its_end) {
    const std::string text = "abc äöü 海螺 🐚";
    EXPECT_EQ(conch::valid_utf8_prefix(text), text.size());
    EXPECT_EQ(conch::valid_utf8_prefix(""), 0U);
}

TEST(Utf8, stops_before_what_is_not_utf8) {
    for (const std::string bad :
         {"\x80", "\xC0\x80", "\xC3", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5", "\xE2\x82"}) {
        EXPECT_EQ(conch::valid_utf8_prefix("ok" + bad), 2U) << "bytes of length " << bad.size();
    }
    EXPECT_EQ(conch::valid_utf8_prefix(std::string("a\0b", 3)), 1U);
}

TEST(Utf8, keeps_what_is_valid_and_replaces_each_broken_piece_once) {
    EXPECT_EQ(conch::with_valid_utf8("plain"), "plain");
    EXPECT_EQ(conch::with_valid_utf8("\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x90\x9A"),
              "\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x90\x9A");
    const std::string r = "\xEF\xBF\xBD";
    EXPECT_EQ(conch::with_valid_utf8("\x80"), r);
    EXPECT_EQ(conch::with_valid_utf8("\xC0\x80"), r + r);                  // overlong
    EXPECT_EQ(conch::with_valid_utf8("\xE0\x80\x80"), r + r + r);          // overlong
    EXPECT_EQ(conch::with_valid_utf8("\xED\xA0\x80"), r + r + r);          // a surrogate
    EXPECT_EQ(conch::with_valid_utf8("\xF4\x90\x80\x80"), r + r + r + r);  // beyond U+10FFFF
    EXPECT_EQ(conch::with_valid_utf8("\xF0\x9F\x90z"), r + "z");           // cut short
    EXPECT_EQ(conch::with_valid_utf8("\xE2\x82"), r);
    EXPECT_EQ(conch::with_valid_utf8("\xF5\xFF"), r + r);
}

}  // namespace
