#include "api/answer.hpp"

#include <charconv>

#include "base/utf8.hpp"

namespace conch::api {

namespace {

constexpr std::size_t kMaxErrorBody = 64U << 10U;

// Seconds only: the service documents no dates here, and a wrong clock would turn one into a wait of hours.
std::int64_t retry_after_ms(const net::Response& response) {
    const auto header = response.header("retry-after");
    if (!header) return -1;
    std::int64_t seconds = 0;
    const auto [end, problem] = std::from_chars(header->data(), header->data() + header->size(), seconds);
    if (problem != std::errc() || end == header->data() || seconds < 0 || seconds > 86'400) return -1;
    return seconds * 1'000;
}

bool retriable(conch_status status) {
    return status == CONCH_E_ACCOUNT_BUSY || status == CONCH_E_RATE_LIMITED || status == CONCH_E_ACCOUNT_ON_HOLD ||
           status == CONCH_E_SERVICE;
}

// The documented advice where the service sends no Retry-After.
std::int64_t documented_wait_ms(conch_status status) {
    if (status == CONCH_E_ACCOUNT_BUSY || status == CONCH_E_RATE_LIMITED) return 10'000;
    if (status == CONCH_E_ACCOUNT_ON_HOLD) return 3'600'000;
    return -1;
}

Error refusal(const catalog::Operation& operation, const net::Response& response) {
    Error error;
    error.http_code = response.code;
    error.body = response.body.substr(0, kMaxErrorBody);

    std::string words;
    bool has_running_videos = false;
    if (const auto content = json::parse(response.body)) {
        words = error_text(*content);
        error.service_code = json::integer_member(*content, "code").value_or(0);
        has_running_videos = json::object_member(*content, "runningVideos") != nullptr;
    } else {
        error.body.resize(valid_utf8_prefix(error.body));
    }
    error.status = catalog::status_of(operation, response.code, has_running_videos);
    error.retriable = retriable(error.status);
    error.retry_after_ms = retry_after_ms(response);
    error.retry_after_advised = error.retry_after_ms >= 0;
    if (error.retry_after_ms < 0) error.retry_after_ms = documented_wait_ms(error.status);
    // A create that the service's upstream lost sight of (502, 504) may have been queued all the same.
    if (operation.creates && (response.code == 502 || response.code == 504)) error.retriable = false;

    error.message = std::string(operation.name) + ": HTTP " + std::to_string(response.code);
    error.message += words.empty() ? std::string(" without an explanation") : ": " + words;
    return error;
}

}  // namespace

std::string error_text(const json::Value& content) {
    const json::Value* error = json::member(content, "error");
    if (error == nullptr) return {};
    if (error->IsString()) return std::string(json::text_of(*error));
    if (const auto message = json::string_member(*error, "message")) return std::string(*message);
    return error->IsNull() ? std::string() : json::to_string(*error);
}

namespace {

// The text of a success code; anything else as an error.
Result<PlainAnswer> success(const catalog::Operation& operation, net::Outcome outcome) {
    const int code = outcome.response.code;
    if (!outcome.delivered() || outcome.error.status == CONCH_E_REDIRECT) {
        outcome.error.http_code = code;
        return fail(std::move(outcome.error));
    }
    if (code < 200 || code > 299) return fail(refusal(operation, outcome.response));
    return PlainAnswer{code, std::move(outcome.response.body)};
}

// Several operations answer with nothing at all (DELETE, cancel), or with a word such as "OK".
bool needs_no_json(std::string_view text) {
    return text.empty() || text == "OK";
}

Error not_json(const catalog::Operation& operation, const PlainAnswer& answer, Error why) {
    why.http_code = answer.http_code;
    why.message = std::string(operation.name) + ": the answer is " + why.message;
    why.body = answer.text.substr(0, kMaxErrorBody);
    why.body.resize(valid_utf8_prefix(why.body));
    return why;
}

}  // namespace

Result<Answer> read_answer(const catalog::Operation& operation, net::Outcome outcome) {
    auto plain = success(operation, std::move(outcome));
    if (!plain) return fail(std::move(plain.error()));
    Answer answer;
    static_cast<PlainAnswer&>(answer) = std::move(*plain);
    if (needs_no_json(answer.text)) return answer;
    auto content = json::parse(answer.text);
    if (!content) return fail(not_json(operation, answer, std::move(content.error())));
    answer.content = std::move(*content);
    return answer;
}

Result<PlainAnswer> read_plain_answer(const catalog::Operation& operation, net::Outcome outcome) {
    auto answer = success(operation, std::move(outcome));
    if (!answer || needs_no_json(answer->text)) return answer;
    if (auto legal = json::check(answer->text); !legal) {
        return fail(not_json(operation, *answer, std::move(legal.error())));
    }
    return answer;
}

}  // namespace conch::api
