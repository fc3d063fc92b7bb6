#include "cli/failure.hpp"

#include "cli/text.hpp"

namespace conch::cli {

tl::unexpected<Failure> failure(conch_status status, std::string message) {
    Failure failure;
    failure.status = status;
    failure.message = std::move(message);
    return tl::unexpected<Failure>(std::move(failure));
}

Failure failure_from(const conch_error& error) {
    Failure failure;
    failure.status = conch_error_status(&error);
    failure.message = text_of(conch_error_message, &error);
    failure.violations = text_of(conch_error_violations, &error);
    failure.field = text_of(conch_error_field, &error);
    failure.body = text_of(conch_error_body, &error);
    failure.http_code = conch_error_http_code(&error);
    failure.service_code = conch_error_service_code(&error);
    failure.retriable = conch_error_retriable(&error) != 0;
    failure.retry_after_ms = conch_error_retry_after_ms(&error);
    return failure;
}

Failure take_failure(conch_status status, conch_error* error) {
    Failure failure;
    if (error != nullptr) {
        failure = failure_from(*error);
        conch_error_destroy(error);
    }
    failure.status = status;
    if (failure.message.empty()) failure.message = conch_status_message(status);
    return failure;
}

}  // namespace conch::cli
