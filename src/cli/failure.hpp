// One failure as the command line tells it: its own ones, and those of the library.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "conch/error.h"

namespace conch::cli {

struct Failure {
    conch_status status = CONCH_E_INTERNAL;
    std::string message;            // for a person
    std::string violations = "[]";  // the rules that were broken, as the library lists them
    std::string field;              // the parameter at fault
    std::string body;               // the service's answer
    int http_code = 0;              // 0: the service did not answer
    long long service_code = 0;     // 0: absent
    bool retriable = false;         // the same request may succeed later
    long long retry_after_ms = -1;  // -1: unknown
};

template <typename T>
using Expected = tl::expected<T, Failure>;

tl::unexpected<Failure> failure(conch_status status, std::string message);

Failure failure_from(const conch_error& error);

// Takes an error that a function of the library handed out; `error` may be null.
Failure take_failure(conch_status status, conch_error* error);

}  // namespace conch::cli
