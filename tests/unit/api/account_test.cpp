#include "api/account.hpp"

#include <gtest/gtest.h>

#include "json/json.hpp"

namespace {

using conch::api::inspect_account;

constexpr const char* kUrl =
    "https://hailuoai.video/v1/api/user?device_platform=web&app_id=3001&device_id=303712&os_name=Mac";
// {"exp":1800000000.5,"user":{"id":"301348409581838336","name":"Bob","avatar":"","deviceID":"9"}}
constexpr const char* kToken =
    "eyJhbGciOiJIUzI1NiJ9."
    "eyJleHAiOjE4MDAwMDAwMDAuNSwidXNlciI6eyJpZCI6IjMwMTM0ODQwOTU4MTgzODMzNiIsIm5hbWUiOiJCb2IiLCJhdmF0YXIiOiIiLCJkZXZpY2"
    "VJRCI6IjkifX0."
    "c2lnbmF0dXJl";

TEST(Account, tells_whose_it_is_and_how_long_it_lasts) {
    const auto found = inspect_account(kUrl, kToken, 1'799'999'000);
    ASSERT_TRUE(found) << found.error().message;
    const auto content = conch::json::parse(*found);
    ASSERT_TRUE(content);
    EXPECT_EQ(conch::json::string_member(*content, "account"), "301348409581838336");
    EXPECT_EQ(conch::json::string_member(*content, "deviceID"), "303712");
    EXPECT_EQ(conch::json::string_member(*content, "expires"), "2027-01-15T08:00:00Z");
    EXPECT_EQ(conch::json::integer_member(*content, "expiresInSeconds"), 1'000);
    EXPECT_EQ(conch::json::bool_member(*content, "supportVideo"), true);
    EXPECT_EQ(conch::json::bool_member(*content, "supportMusic"), false);
    EXPECT_EQ(found->find("eyJ"), std::string::npos) << "the token stays inside";
}

TEST(Account, an_expired_token_says_since_when) {
    const auto found = inspect_account(kUrl, kToken, 1'800'000'000);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().status, CONCH_E_INVALID);
    EXPECT_EQ(found.error().field, "token");
    EXPECT_NE(found.error().message.find("2027-01-15T08:00:00Z"), std::string::npos);
}

TEST(Account, other_hosts_are_refused_even_when_they_look_alike) {
    for (const char* url : {"https://example.org/?device_id=1", "hailuoai.video", "https://hailuoai.video.example.org/",
                            "https://evilhailuoai.video/", ""}) {
        const auto found = inspect_account(url, kToken, 0);
        ASSERT_FALSE(found) << url;
        EXPECT_EQ(found.error().field, "url") << url;
    }
}

TEST(Account, a_damaged_token_is_refused_without_being_shown) {
    for (const char* token :
         {"", "abc", "a.b", "a.b.c.d", "a.!!!.c", "a.e30.c", "a.bm90IGpzb24.c", "a.eyJ1c2VyIjp7ImlkIjoiMSJ9fQ.c"}) {
        const auto found = inspect_account(kUrl, token, 0);
        ASSERT_FALSE(found) << token;
        EXPECT_EQ(found.error().field, "token");
        const bool tellable = std::string_view(token).size() > 5;
        EXPECT_TRUE(!tellable || found.error().message.find(token) == std::string::npos);
    }
}

}  // namespace
