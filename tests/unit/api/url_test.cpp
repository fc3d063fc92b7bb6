#include "api/url.hpp"

#include <gtest/gtest.h>

namespace {

using conch::api::parse_base_url;
using conch::api::percent_encode;

TEST(PercentEncode, leaves_only_unreserved_characters) {
    EXPECT_EQ(percent_encode("user:1-minimax:2-video:3"), "user%3A1-minimax%3A2-video%3A3");
    EXPECT_EQ(percent_encode("a b/c?d&e=f%"), "a%20b%2Fc%3Fd%26e%3Df%25");
    EXPECT_EQ(percent_encode("ä"), "%C3%A4");
    EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
}

TEST(BaseUrl, is_taken_without_slashes_at_its_end) {
    const auto url = parse_base_url("HTTPS://api.useapi.net/v1/minimax//");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->text, "https://api.useapi.net/v1/minimax");
    EXPECT_EQ(url->host, "api.useapi.net");
    EXPECT_FALSE(url->loopback);
}

TEST(BaseUrl, knows_this_machine) {
    for (const char* text : {"http://127.0.0.1:80/v1", "http://localhost/v1", "http://[::1]:8080"}) {
        const auto url = parse_base_url(text);
        ASSERT_TRUE(url) << text;
        EXPECT_TRUE(url->loopback) << text;
    }
    EXPECT_FALSE(parse_base_url("http://localhost.example.org")->loopback);
    EXPECT_FALSE(parse_base_url("http://127.example.org")->loopback) << "a name that only looks like an address";
}

TEST(BaseUrl, a_wrong_one_says_what_is_wrong) {
    struct Case {
        const char* text;
        const char* says;
    };
    for (const Case& wrong : {Case{"api.useapi.net", "no scheme"},
                              {"ftp://host/", "\"ftp\""},
                              {"http://", "no host"},
                              {"http://host:0/", "\"0\""},
                              {"http://host:65536", "65536"},
                              {"http://host:x", "\"x\""},
                              {"http://host: 80", "space"},
                              {"http://u:p@host/", "user name"},
                              {"http://host/?q", "query"},
                              {"http://host/\r\nX: y", "control"}}) {
        const auto url = parse_base_url(wrong.text);
        ASSERT_FALSE(url) << wrong.text;
        EXPECT_EQ(url.error().status, CONCH_E_ARGUMENT);
        EXPECT_EQ(url.error().field, "base_url");
        EXPECT_NE(url.error().message.find(wrong.says), std::string::npos) << url.error().message;
    }
}

}  // namespace
