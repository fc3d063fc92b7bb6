#include "base/result.hpp"

#include <array>
#include <new>

namespace conch {

Error::Error() = default;
Error::Error(const Error&) = default;
Error::Error(Error&&) noexcept = default;
Error& Error::operator=(const Error&) = default;
Error& Error::operator=(Error&&) noexcept = default;
Error::~Error() = default;

namespace {

const Error& memory_error() {
    // Never destroyed: a library that hosts load has no business at their end.
    alignas(Error) static std::array<unsigned char, sizeof(Error)> room;
    static const Error* const error = [] {
        auto* made = new (room.data()) Error;
        made->status = CONCH_E_NO_MEMORY;
        made->message = "out of memory";  // short enough to need none
        return made;
    }();
    return *error;
}

std::unique_ptr<Error> kept(const Error* error) noexcept {
    try {
        return error != nullptr ? std::make_unique<Error>(*error) : nullptr;
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

}  // namespace

KeptError::KeptError() noexcept = default;
KeptError::KeptError(Error error) noexcept : error_(new(std::nothrow) Error(std::move(error))) {}
KeptError::KeptError(const KeptError& other) noexcept : error_(kept(other.error_.get())) {}
KeptError& KeptError::operator=(const KeptError& other) noexcept {
    if (this != &other) error_ = kept(other.error_.get());
    return *this;
}
KeptError::~KeptError() = default;

const Error& KeptError::operator*() const {
    return error_ ? *error_ : memory_error();
}

Error& KeptError::operator*() {
    if (!error_) error_ = std::make_unique<Error>(memory_error());
    return *error_;
}

Error error_with(conch_status status, std::string message) {
    Error error;
    error.status = status;
    error.message = std::move(message);
    return error;
}

tl::unexpected<KeptError> fail(conch_status status, std::string message) {
    return fail(error_with(status, std::move(message)));
}

tl::unexpected<KeptError> fail(Error error) {
    return tl::unexpected<KeptError>(KeptError(std::move(error)));
}

tl::unexpected<KeptError> out_of_memory() {
    return tl::unexpected<KeptError>(KeptError());
}

}  // namespace conch
