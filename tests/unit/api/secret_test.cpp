#include "api/secret.hpp"

#include <gtest/gtest.h>

namespace conch::api {
namespace {

constexpr std::string_view kToken = "user:12-s3/same+open=";

std::string hidden(std::string text, std::string_view token = kToken) {
    Secret(token).hide_in(text);
    return text;
}

TEST(Secret, is_hidden_wherever_it_stands) {
    EXPECT_EQ(hidden("user:12-s3/same+open="), "***");
    EXPECT_EQ(hidden("Bearer user:12-s3/same+open= and user:12-s3/same+open=user:12-s3/same+open="),
              "Bearer *** and ******");
}

TEST(Secret, is_hidden_in_every_form_in_which_it_could_be_echoed) {
    EXPECT_EQ(hidden("?token=user%3A12-s3%2Fsame%2Bopen%3D&x"), "?token=***&x");
    EXPECT_EQ(hidden(R"({"error":"user:12-s3\/same+open="})"), R"({"error":"***"})");
    EXPECT_EQ(hidden("dXNlcjoxMi1zMy9zYW1lK29wZW49"), "***");
}

TEST(Secret, leaves_everything_else_alone) {
    EXPECT_EQ(hidden("user:12-s3/same"), "user:12-s3/same");
    EXPECT_EQ(hidden(""), "");
    EXPECT_EQ(hidden("a word", ""), "a word");
}

TEST(Secret, too_short_to_be_one_does_not_tear_words_apart) {
    EXPECT_EQ(hidden("not accepted", "t"), "not accepted");
}

TEST(Secret, made_of_stars_does_not_end_in_an_endless_search) {
    EXPECT_LT(hidden(std::string(40, '*'), "********").size(), 40U);
}

}  // namespace
}  // namespace conch::api
