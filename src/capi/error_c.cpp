#include "conch/error.h"

#include "capi/guard.hpp"
#include "capi/handle_pool.hpp"

using namespace conch::capi;  // NOLINT(google-build-using-namespace): this file is the C face of this namespace

namespace {

const conch::Error* look(const conch_error* error) {
    return error != nullptr && error->magic == conch_error::kMagic ? error->value.get() : nullptr;
}

const char* text(const conch_error* error, std::string conch::Error::*member, size_t* size) {
    const conch::Error* value = look(error);
    return value == nullptr ? no_text(size) : text_out(value->*member, size);
}

}  // namespace

extern "C" conch_status conch_error_status(const conch_error* error) {
    const conch::Error* value = look(error);
    return value == nullptr ? CONCH_E_HANDLE : value->status;
}

extern "C" const char* conch_error_message(const conch_error* error, size_t* size) {
    return text(error, &conch::Error::message, size);
}

extern "C" const char* conch_error_field(const conch_error* error, size_t* size) {
    return text(error, &conch::Error::field, size);
}

extern "C" const char* conch_error_violations(const conch_error* error, size_t* size) {
    const conch::Error* value = look(error);
    if (value == nullptr || !value->violations.empty()) return text(error, &conch::Error::violations, size);
    if (size != nullptr) *size = 2;
    return "[]";
}

extern "C" int32_t conch_error_http_code(const conch_error* error) {
    const conch::Error* value = look(error);
    return value == nullptr ? 0 : value->http_code;
}

extern "C" int64_t conch_error_service_code(const conch_error* error) {
    const conch::Error* value = look(error);
    return value == nullptr ? 0 : value->service_code;
}

extern "C" int32_t conch_error_retriable(const conch_error* error) {
    const conch::Error* value = look(error);
    return value != nullptr && value->retriable ? 1 : 0;
}

extern "C" int64_t conch_error_retry_after_ms(const conch_error* error) {
    const conch::Error* value = look(error);
    return value == nullptr ? -1 : value->retry_after_ms;
}

extern "C" const char* conch_error_body(const conch_error* error, size_t* size) {
    return text(error, &conch::Error::body, size);
}

extern "C" void conch_error_destroy(conch_error* error) {
    if (look(error) == nullptr || !error->owned) return;
    error->magic = 0;
    error->owned = false;
    error->value.reset();
    HandlePool<conch_error>::instance().release(error);
}
