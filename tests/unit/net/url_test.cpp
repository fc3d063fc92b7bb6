#include "net/url.hpp"

#include <gtest/gtest.h>

namespace conch::net {
namespace {

TEST(ParseUrl, names_host_and_port_even_when_the_port_is_the_usual_one) {
    EXPECT_EQ(parse_url("https://api.example.com/v1?x=1")->authority, "api.example.com:443");
    EXPECT_EQ(parse_url("http://127.0.0.1:8080/")->authority, "127.0.0.1:8080");
    EXPECT_EQ(parse_url("http://[::1]/")->authority, "[::1]:80");
    EXPECT_EQ(parse_url("http://[::1]/")->host, "::1");
    EXPECT_EQ(parse_url("HTTPS://Api.example.com/")->scheme, "https");
}

TEST(ParseUrl, refuses_what_must_never_be_asked_for) {
    for (const char* bad : {"file:///etc/passwd", "ftp://host/x", "gopher://host", "https://", "", "not a url",
                            "https://user:secret@host/", "https://user@host/", "https://host/a b",
                            "https://host/\r\nX: y", "https://host/\x7f"}) {
        const auto url = parse_url(bad);
        ASSERT_FALSE(url) << bad;
        EXPECT_EQ(url.error().status, CONCH_E_ARGUMENT) << bad;
        EXPECT_EQ(url.error().message.find("secret"), std::string::npos);
    }
    EXPECT_FALSE(parse_url(std::string("https://host/\0x", 15)));
}

TEST(ParseUrl, takes_other_schemes_where_asked) {
    EXPECT_EQ(parse_url("wss://host/x", "ws wss")->authority, "host:443");
    EXPECT_EQ(parse_url("ws://host/x", "ws wss")->authority, "host:80");
    EXPECT_FALSE(parse_url("https://host/x", "ws wss"));
}

TEST(Redact, blanks_every_token_and_nothing_else) {
    EXPECT_EQ(redact("wss://h/audio/wss?token=abc"), "wss://h/audio/wss?token=***");
    EXPECT_EQ(redact("?a=1&token=abc&b=2"), "?a=1&token=***&b=2");
    EXPECT_EQ(redact("Token=abc TOKEN=def"), "Token=*** TOKEN=***");
    EXPECT_EQ(redact("\"token=abc\" and token=def end"), "\"token=***\" and token=*** end");
    EXPECT_EQ(redact("token="), "token=***");
    EXPECT_EQ(redact("nothing here"), "nothing here");
}

TEST(WithoutQuery, drops_query_and_fragment) {
    EXPECT_EQ(without_query("https://h/a/b.mp4?sig=1#x"), "https://h/a/b.mp4");
    EXPECT_EQ(without_query("https://h/a#x"), "https://h/a");
    EXPECT_EQ(without_query("https://h/a"), "https://h/a");
}

}  // namespace
}  // namespace conch::net
