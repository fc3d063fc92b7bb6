#include "base/result.hpp"

namespace conch {

Error::Error() = default;
Error::Error(const Error&) = default;
Error::Error(Error&&) noexcept = default;
Error& Error::operator=(const Error&) = default;
Error& Error::operator=(Error&&) noexcept = default;
Error::~Error() = default;

tl::unexpected<Error> fail(conch_status status, std::string message) {
    Error error;
    error.status = status;
    error.message = std::move(message);
    return tl::unexpected<Error>(std::move(error));
}

tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace conch
