// The one frame around every exported function: handle, process, re-entrancy, exceptions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>

#include "client/callback_frame.hpp"
#include "client/client.hpp"
#include "client/handles.hpp"
#include "conch/client.h"
#include "platform/fork_guard.hpp"

// The handle of a client. Made once per client and never reused, so that a stale one is recognised for ever.
struct conch_client {
    static constexpr std::uint32_t kMagic = 0xC0EC11E7U;
    const std::uint32_t magic = kMagic;
    // Asked before the lock: in a forked child that may be held for ever.
    const conch::platform::ForkGuard process;
    std::mutex mutex;
    std::shared_ptr<conch::client::Client> client;  // empty once destroyed
    conch_event current;                            // what next_event and dispatch hand out
};

namespace conch::capi {

enum class InCallback { allowed, forbidden };

// Writes an error object for the host, if it asked for one. Never fails: without memory there is just no detail.
void give_error(conch_error** out, Error error) noexcept;

// A text that the host releases with conch_free; nothing when it does not want it.
conch_status give_text(char** out, const std::string& text) noexcept;

// What is written to *out on entry, so that a failed call leaves nothing to clean up.
template <typename T>
void clear_out(T* out) noexcept {
    if (out != nullptr) *out = T{};
}

// A bad_alloc or any other exception becomes a status. Foreign exceptions (a host's callback that throws through
// conch_client_dispatch) are not ours to swallow; only functions that run callbacks let them pass, by not using this.
template <typename Body>
conch_status no_throw(Body body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return CONCH_E_NO_MEMORY;
    } catch (...) {
        return CONCH_E_INTERNAL;
    }
}

// The living client behind a handle, kept alive for the length of the call. `caller` is the stack of the exported
// function: a default argument is evaluated there.
conch_status enter(conch_client* handle, InCallback callbacks, std::shared_ptr<client::Client>& client,
                   const void* caller = __builtin_frame_address(0)) noexcept;

template <typename Body>
conch_status guarded(conch_client* handle, InCallback callbacks, Body body,
                     const void* caller = __builtin_frame_address(0)) noexcept {
    return no_throw([&]() -> conch_status {
        std::shared_ptr<client::Client> client;
        const conch_status status = enter(handle, callbacks, client, caller);
        return status != CONCH_OK ? status : body(*client);
    });
}

// Copies as much of a caller's struct as both sides know. False: its struct_size makes no sense, or it holds something
// in fields that this version does not know, which must not be ignored.
template <typename Struct>
bool read_struct(const Struct* from, Struct& to) noexcept {
    std::uint32_t size = 0;
    std::memcpy(&size, from, sizeof size);
    if (size < sizeof size) return false;
    const auto* bytes = reinterpret_cast<const unsigned char*>(from);
    for (std::size_t i = sizeof(Struct); i < size; ++i) {
        if (bytes[i] != 0) return false;
    }
    to = Struct{};
    std::memcpy(&to, from, std::min<std::size_t>(size, sizeof(Struct)));
    to.struct_size = sizeof(Struct);
    return true;
}

template <typename Struct>
void init_struct(Struct* to, std::size_t struct_size) noexcept {
    if (to == nullptr || struct_size < sizeof(std::uint32_t)) return;
    std::memset(to, 0, struct_size);
    const auto size = static_cast<std::uint32_t>(struct_size);
    std::memcpy(to, &size, sizeof size);
}

inline tl::unexpected<KeptError> bad_option(std::string_view field, const std::string& why) {
    Error error;
    error.status = CONCH_E_ARGUMENT;
    error.field = field;
    error.message = std::string(field) + ": " + why;
    return fail(std::move(error));
}

inline std::string text_or_empty(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

// For accessors that give a pointer and a size.
inline const char* text_out(const std::string& text, std::size_t* size) noexcept {
    if (size != nullptr) *size = text.size();
    return text.c_str();
}
inline const char* no_text(std::size_t* size) noexcept {
    if (size != nullptr) *size = 0;
    return "";
}

}  // namespace conch::capi
