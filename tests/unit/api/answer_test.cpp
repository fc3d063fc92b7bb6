#include "api/answer.hpp"

#include <gtest/gtest.h>

namespace {

using conch::api::read_answer;
using conch::api::read_plain_answer;

conch::net::Outcome delivered(int code, std::string body, std::vector<conch::net::Header> headers = {}) {
    conch::net::Outcome outcome;
    outcome.delivery = conch::net::Delivery::delivered;
    outcome.response.code = code;
    outcome.response.body = std::move(body);
    outcome.response.headers = std::move(headers);
    return outcome;
}

const conch::catalog::Operation& create() {
    return *conch::catalog::find_operation("videos.create");
}

TEST(Answer, a_refusal_has_the_services_own_words_and_a_status_of_its_own) {
    struct Case {
        int code;
        const char* body;
        conch_status status;
        bool retriable;
    };
    for (const Case& known : {Case{400, R"({"error":"bad"})", CONCH_E_BAD_REQUEST, false},
                              {401, R"({"error":"Unauthorized"})", CONCH_E_UNAUTHORIZED, false},
                              {410, R"({"error":"gone","code":410})", CONCH_E_GONE, false},
                              {412, R"({"error":"Insufficient credits."})", CONCH_E_INSUFFICIENT_CREDITS, false},
                              {422, R"({"error":"too short"})", CONCH_E_REJECTED, false},
                              {429, R"({"error":"busy","runningVideos":{"1":[]}})", CONCH_E_ACCOUNT_BUSY, true},
                              {429, R"({"error":"YOU CAN QUEUE 3 JOBS AT ONCE"})", CONCH_E_RATE_LIMITED, true},
                              {596, R"({"error":"Unusual account activities"})", CONCH_E_ACCOUNT_ON_HOLD, true},
                              {500, R"({"error":"oops"})", CONCH_E_SERVICE, true},
                              {302, "", CONCH_E_UNEXPECTED, false}}) {
        const auto answer = read_answer(create(), delivered(known.code, known.body));
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().status, known.status) << known.code << known.body;
        EXPECT_EQ(answer.error().retriable, known.retriable) << known.code;
        EXPECT_EQ(answer.error().http_code, known.code);
        EXPECT_EQ(answer.error().body, known.body);
    }
    const auto short_prompt = read_answer(create(), delivered(422, R"({"error":"too short"})"));
    EXPECT_NE(short_prompt.error().message.find("too short"), std::string::npos);
}

TEST(Answer, a_create_that_502_or_504_may_have_queued_is_not_worth_sending_again) {
    EXPECT_FALSE(read_answer(create(), delivered(502, "")).error().retriable);
    EXPECT_FALSE(read_answer(create(), delivered(504, "")).error().retriable);
    EXPECT_TRUE(read_answer(*conch::catalog::find_operation("videos.get"), delivered(502, "")).error().retriable);
}

TEST(Answer, an_error_may_be_an_object) {
    const auto answer = read_answer(
        *conch::catalog::find_operation("agent.run"),
        delivered(
            500,
            R"({"jobId":"p1-u2-a3-bot:minimax","status":"failed","error":{"message":"Agent connection error","status":500}})"));
    EXPECT_NE(answer.error().message.find("Agent connection error"), std::string::npos);
}

TEST(Answer, retry_after_is_seconds_and_nothing_else) {
    EXPECT_EQ(read_answer(create(), delivered(429, "{}", {{"Retry-After", "7"}})).error().retry_after_ms, 7'000);
    EXPECT_TRUE(read_answer(create(), delivered(429, "{}", {{"Retry-After", "7"}})).error().retry_after_advised);
    for (const char* nonsense : {"Wed, 21 Oct 2026 07:28:00 GMT", "-5", "99999999", ""}) {
        const auto answer = read_answer(create(), delivered(429, "{}", {{"Retry-After", nonsense}}));
        EXPECT_EQ(answer.error().retry_after_ms, 10'000) << nonsense << ": the documented pause";
        EXPECT_FALSE(answer.error().retry_after_advised);
    }
}

TEST(Answer, success_may_have_no_body_or_a_word) {
    for (const char* body : {"", "OK"}) {
        const auto answer = read_answer(*conch::catalog::find_operation("videos.delete"), delivered(200, body));
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_EQ(answer->text, body);
    }
}

TEST(Answer, what_is_not_json_is_an_error_with_the_text_as_far_as_it_is_text) {
    const auto html = read_answer(create(), delivered(200, "<html>login</html>"));
    ASSERT_FALSE(html);
    EXPECT_EQ(html.error().status, CONCH_E_RESPONSE);
    EXPECT_EQ(html.error().body, "<html>login</html>");
    const auto bytes = read_answer(create(), delivered(200, "{\"a\":\"\xFF\"}"));
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().body, "{\"a\":\"");
}

TEST(Answer, one_that_is_only_handed_on_is_checked_as_well) {
    const std::string body = R"({"videoId":"user:1-minimax:1-video:1","large":1e300})";
    const auto whole = read_plain_answer(create(), delivered(200, body));
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->text, body);
    EXPECT_EQ(whole->http_code, 200);
    for (const char* fine : {"", "OK"})
        EXPECT_TRUE(read_plain_answer(create(), delivered(200, fine)));
    for (const char* broken : {"<html>login</html>", "{\"a\":\"\xFF\"}", "{\"a\":1", "{\"a\":1e999}", "OKAY"}) {
        const auto plain = read_plain_answer(create(), delivered(200, broken));
        const auto read = read_answer(create(), delivered(200, broken));
        ASSERT_FALSE(plain) << broken;
        EXPECT_EQ(plain.error().status, CONCH_E_RESPONSE);
        EXPECT_EQ(plain.error().message, read.error().message);
        EXPECT_EQ(plain.error().body, read.error().body);
    }
    const auto refused = read_plain_answer(create(), delivered(412, R"({"error":"no credits"})"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().status, CONCH_E_INSUFFICIENT_CREDITS);
}

}  // namespace
