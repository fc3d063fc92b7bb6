#include "net/sse.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace conch::net {
namespace {

struct Case {
    const char* name;
    std::string stream;
    std::string events;  // "type|data|id;" of each
};

std::string text_of(const SseEvent& event) {
    return event.type + "|" + event.data + "|" + event.last_id + ";";
}

std::string events_of(std::string_view stream, std::size_t piece) {
    std::string events;
    SseParser parser([&](const SseEvent& event) { events += text_of(event); });
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        EXPECT_TRUE(parser.push(stream.substr(at, piece)));
    }
    return events;
}

class Sse : public testing::TestWithParam<Case> {};

TEST_P(Sse, is_read_alike_however_it_is_cut) {
    const Case& one = GetParam();
    for (std::size_t piece = 1; piece <= one.stream.size(); ++piece)
        EXPECT_EQ(events_of(one.stream, piece), one.events) << piece;
    // Two pieces, cut at every byte.
    for (std::size_t cut = 0; cut <= one.stream.size(); ++cut) {
        std::string events;
        SseParser parser([&](const SseEvent& event) { events += text_of(event); });
        EXPECT_TRUE(parser.push(std::string_view(one.stream).substr(0, cut)));
        EXPECT_TRUE(parser.push(""));
        EXPECT_TRUE(parser.push(std::string_view(one.stream).substr(cut)));
        EXPECT_EQ(events, one.events) << cut;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Streams, Sse,
    testing::Values(Case{"one", "data: hello\n\n", "message|hello|;"},
                    Case{"several_lines", "data: YHOO\ndata: +2\ndata: 10\n\n", "message|YHOO\n+2\n10|;"},
                    Case{"carriage_returns", "data: a\rdata: b\r\rdata: c\r\r", "message|a\nb|;message|c|;"},
                    Case{"both", "data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n", "message|a\nb|;message|c|;"},
                    Case{"mixed", "data: a\n\rdata: b\r\n\ndata: c\r\n\r", "message|a|;message|b|;message|c|;"},
                    Case{"byte_order_mark",
                         "\xEF\xBB\xBF"
                         "data: a\n\n",
                         "message|a|;"},
                    Case{"two_marks",
                         "\xEF\xBB\xBF\xEF\xBB\xBF"
                         "data: a\n\ndata: b\n\n",
                         "message|b|;"},
                    Case{"half_a_mark",
                         "\xEF\xBB"
                         "data: a\n\ndata: b\n\n",
                         "message|b|;"},
                    Case{"comments", ": nothing\n:\ndata: a\n: in between\ndata: b\n\n: end\n\n", "message|a\nb|;"},
                    Case{"types", "event: add\ndata: 1\n\nevent: remove\nevent: other\ndata: 2\n\ndata: 3\n\n",
                         "add|1|;other|2|;message|3|;"},
                    Case{"type_without_data", "event: add\n\ndata: a\n\n", "message|a|;"},
                    Case{"ids", "data: 1\nid: 7\n\ndata: 2\n\ndata: 3\nid\n\n", "message|1|7;message|2|7;message|3|;"},
                    Case{"id_without_data", "id: 9\n\ndata: a\n\n", "message|a|9;"},
                    Case{"id_with_zero_byte", std::string("id: 1\ndata: a\n\nid: 2\0 3\ndata: b\n\n", 33),
                         "message|a|1;message|b|1;"},
                    Case{"empty_data", "data\n\ndata\ndata\n\ndata:\n\n", "message||;message|\n|;message||;"},
                    Case{"one_space_only", "data:a\n\ndata: a\n\ndata:  a\n\ndata:\ta\n\n",
                         "message|a|;message|a|;message| a|;message|\ta|;"},
                    Case{"colons", "data: a:b: c\n\n", "message|a:b: c|;"},
                    Case{"unknown_fields", "foo: bar\nDATA: x\n data: y\ndata : z\ndata: a\n\n", "message|a|;"},
                    Case{"unfinished", "data: a\n\ndata: b\n", "message|a|;"},
                    Case{"unfinished_line", "data: a\n\ndata: b", "message|a|;"},
                    Case{"blank_lines_only", "\n\n\r\n\r\r\n", ""},
                    Case{"broken_utf8",
                         "data: a\xFF"
                         "b\xE6\xB5\n\n",
                         "message|a\xEF\xBF\xBD"
                         "b\xEF\xBF\xBD|;"},
                    Case{"unicode", "data: \xE6\xB5\xB7\xE8\x9E\xBA\n\n", "message|\xE6\xB5\xB7\xE8\x9E\xBA|;"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(SseRetry, takes_digits_and_nothing_else) {
    SseParser parser([](const SseEvent&) {});
    EXPECT_FALSE(parser.retry_ms());
    for (const char* bad :
         {"retry: -1\n", "retry: 1s\n", "retry:\n", "retry: 1.5\n", "retry: 99999999999999999999\n"}) {
        ASSERT_TRUE(parser.push(bad));
        EXPECT_FALSE(parser.retry_ms()) << bad;
    }
    ASSERT_TRUE(parser.push("retry: 2500\n"));
    EXPECT_EQ(parser.retry_ms(), 2500);
}

TEST(SseLastId, counts_from_the_end_of_its_event) {
    SseParser parser([](const SseEvent&) {});
    ASSERT_TRUE(parser.push("id: 1\n"));
    EXPECT_EQ(parser.last_id(), "");
    ASSERT_TRUE(parser.push("\n"));
    EXPECT_EQ(parser.last_id(), "1");
}

TEST(SseLimit, ends_events_and_lines_that_are_too_large_however_they_come) {
    for (const char* endless : {"data: xxxxxxxx\n", "xxxxxxxxxx", ": comment "}) {
        int events = 0;
        SseParser parser([&](const SseEvent&) { ++events; }, 1'000);
        Result<void> pushed;
        int pushes = 0;
        while (pushed && pushes < 10'000) {
            pushed = parser.push(endless);
            ++pushes;
        }
        ASSERT_FALSE(pushed) << endless;
        EXPECT_EQ(pushed.error().status, CONCH_E_RESPONSE);
        EXPECT_LT(pushes, 200);
        EXPECT_FALSE(parser.push("\n\ndata: a\n\n"));
        EXPECT_EQ(events, 0);
    }
    // What is taken off in between does not count.
    int events = 0;
    SseParser parser([&](const SseEvent&) { ++events; }, 1'000);
    for (int i = 0; i < 1'000; ++i)
        ASSERT_TRUE(parser.push(": comment\ndata: xxxxxxxx\n\n"));
    EXPECT_EQ(events, 1'000);
}

}  // namespace
}  // namespace conch::net
