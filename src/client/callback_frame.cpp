#include "client/callback_frame.hpp"

#include <cstdint>

namespace conch::client {

namespace {

// A plain pointer: a thread_local with a destructor would pin the library and run code at thread exit.
thread_local CallbackFrame* innermost = nullptr;

}  // namespace

CallbackFrame::CallbackFrame(const void* client)
    : client_(client), previous_(innermost), address_(__builtin_frame_address(0)) {
    innermost = this;
}

CallbackFrame::~CallbackFrame() {
    innermost = previous_;
}

bool CallbackFrame::inside(const void* client) {
    // A runtime that unwinds without running destructors (Mono does) leaves frames behind. The stack grows downwards,
    // so a frame that lies below the present one is gone.
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    while (innermost != nullptr && reinterpret_cast<std::uintptr_t>(innermost->address_) < here) {
        innermost = innermost->previous_;
    }
    for (const CallbackFrame* frame = innermost; frame != nullptr; frame = frame->previous_) {
        if (client == nullptr || frame->client_ == client) return true;
    }
    return false;
}

}  // namespace conch::client
