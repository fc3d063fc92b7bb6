// Errors as values: what every layer hands to the one above it.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

#include "conch/status.h"

namespace conch {

// All that is known about a failure. Never holds a secret: texts from outside pass through redaction before they get
// here.
struct Error {
    // Not inline: every function that can fail would carry a copy of them.
    Error();
    Error(const Error&);
    Error(Error&&) noexcept;
    Error& operator=(const Error&);
    Error& operator=(Error&&) noexcept;
    ~Error();

    conch_status status = CONCH_E_INTERNAL;
    std::string message;               // one sentence for a person: what is wrong, what is allowed, what was given
    std::string field;                 // the parameter at fault, empty when there is none
    int http_code = 0;                 // 0 when the service did not answer
    std::int64_t service_code = 0;     // the `code` of the service's body, 0 when absent
    bool retriable = false;            // the same request may succeed later
    std::int64_t retry_after_ms = -1;  // how long to wait before that; -1 unknown
    bool retry_after_advised = false;  // the service said so itself, just now
    std::string body;                  // the service's answer as it came, when it is text
    std::string violations;            // JSON array of the broken rules, empty when the parameters are not at fault
};

template <typename T>
using Result = tl::expected<T, Error>;

tl::unexpected<Error> fail(conch_status status, std::string message);
tl::unexpected<Error> fail(Error error);

}  // namespace conch
