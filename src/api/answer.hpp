// From an HTTP outcome to the service's answer or to an Error that has everything.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "catalog/catalog.hpp"
#include "json/json.hpp"
#include "net/message.hpp"

namespace conch::api {

struct PlainAnswer {
    int http_code = 0;
    std::string text;  // the body as it came
};

// NOLINTNEXTLINE(bugprone-exception-escape): RapidJSON does not say that its moves never throw
struct Answer : PlainAnswer {
    json::Document content;  // null when there was no body
};

// A success code gives the answer; anything else the error with the service's own words.
Result<Answer> read_answer(const catalog::Operation& operation, net::Outcome outcome);
// The same for who only hands on the text, at half the work.
Result<PlainAnswer> read_plain_answer(const catalog::Operation& operation, net::Outcome outcome);

// The service's own words in an error body: `error` is a string for most operations and an object for some.
std::string error_text(const json::Value& content);

}  // namespace conch::api
