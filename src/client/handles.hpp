// The opaque structs of the C ABI that client code hands to callbacks.
//
// All handles begin with a magic number, so that one of another kind is recognised. Their memory is never given back to
// the allocator, so that reading the magic number of a stale handle is always allowed.
#pragma once

#include <cstdint>
#include <memory>

#include "client/event.hpp"

struct conch_error {
    static constexpr std::uint32_t kMagic = 0xC0E44015U;
    std::uint32_t magic = 0;
    bool owned = false;  // by the host; otherwise it is part of an event
    std::shared_ptr<const conch::Error> value;
};

struct conch_event {
    static constexpr std::uint32_t kMagic = 0xC0EE7E57U;
    std::uint32_t magic = 0;
    bool owned = false;
    std::shared_ptr<const conch::client::Event> value;
    conch_error error;  // of a DONE event without success

    void set(std::shared_ptr<const conch::client::Event> event) {
        value = std::move(event);
        magic = kMagic;
        error.value = value->error;
        error.magic = value->error ? conch_error::kMagic : 0;
    }
    void clear() {
        magic = 0;
        value.reset();
        error.magic = 0;
        error.value.reset();
    }
};
