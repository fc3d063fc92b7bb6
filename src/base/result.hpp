// Errors as values: what every layer hands to the one above it.
#pragma once

#include <cassert>
#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <utility>

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

// An Error in the room of a pointer: in nearly every Result it is only there in case, and coroutines that wait for
// hours beside thousands of others keep their Results. Where there is no memory for the error, that is the error.
class KeptError {
  public:
    KeptError() noexcept;             // out of memory
    KeptError(Error error) noexcept;  // NOLINT(google-explicit-constructor): it is one
    KeptError(const KeptError& other) noexcept;
    KeptError(KeptError&& other) noexcept = default;
    KeptError& operator=(const KeptError& other) noexcept;
    KeptError& operator=(KeptError&& other) noexcept = default;
    ~KeptError();

    const Error& operator*() const;
    Error& operator*();

  private:
    std::unique_ptr<Error> error_;  // none: out of memory, or moved from
};

// A value, or why there is none.
template <typename T>
class Result : public tl::expected<T, KeptError> {
  public:
    using Base = tl::expected<T, KeptError>;
    using Base::Base;
    using Base::operator=;
    Result() = default;
    Result(Base&& base) : Base(std::move(base)) {}  // NOLINT(google-explicit-constructor): what map() gives

    // Of one without a value; asking a value for its error reads what is not there, so builds for tests look.
    [[nodiscard]] const Error& error() const& {
        assert(!Base::has_value());
        return *Base::error();
    }
    [[nodiscard]] Error& error() & {
        assert(!Base::has_value());
        return *Base::error();
    }
    [[nodiscard]] Error&& error() && {
        assert(!Base::has_value());
        return std::move(*Base::error());
    }
};

Error error_with(conch_status status, std::string message);
tl::unexpected<KeptError> fail(conch_status status, std::string message);
tl::unexpected<KeptError> fail(Error error);
tl::unexpected<KeptError> out_of_memory();  // needs none

}  // namespace conch
