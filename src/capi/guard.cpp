#include "capi/guard.hpp"

#include <cstdlib>

#include "capi/handle_pool.hpp"

namespace conch::capi {

void give_error(conch_error** out, Error error) noexcept {
    if (out == nullptr) return;
    no_throw([&] {
        auto value = std::make_shared<const Error>(std::move(error));
        conch_error* handle = HandlePool<conch_error>::instance().acquire();
        handle->value = std::move(value);
        handle->owned = true;
        handle->magic = conch_error::kMagic;
        *out = handle;
        return CONCH_OK;
    });
}

conch_status give_text(char** out, const std::string& text) noexcept {
    if (out == nullptr) return CONCH_OK;
    *out = static_cast<char*>(std::malloc(text.size() + 1));
    if (*out == nullptr) return CONCH_E_NO_MEMORY;
    std::memcpy(*out, text.c_str(), text.size() + 1);
    return CONCH_OK;
}

conch_status enter(conch_client* handle, InCallback callbacks, std::shared_ptr<client::Client>& client,
                   const void* caller) noexcept {
    if (handle == nullptr || handle->magic != conch_client::kMagic) return CONCH_E_HANDLE;
    if (handle->process.in_child()) return CONCH_E_FORKED;
    {
        const std::lock_guard lock(handle->mutex);
        client = handle->client;
    }
    if (!client) return CONCH_E_HANDLE;
    if (callbacks == InCallback::forbidden && client->in_callback(caller)) return CONCH_E_REENTRANT;
    return CONCH_OK;
}

}  // namespace conch::capi
