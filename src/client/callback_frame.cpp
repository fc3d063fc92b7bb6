#include "client/callback_frame.hpp"

#include <cstdint>

namespace conch::client {

namespace {

// Callbacks inside callbacks of other clients; deeper ones are legal, but no longer told apart.
constexpr int kDeepest = 16;

struct Frames {
    struct Frame {
        const void* client;
        std::uintptr_t address;
    };
    Frame frames[kDeepest];
    int depth;
};

// Plain data: a thread_local with a destructor would pin the library and run code at thread exit. Not on the stack:
// what unwinds without destructors leaves entries behind, and their memory must stay readable.
thread_local Frames entered;

// A runtime that unwinds without running destructors (longjmp, Mono) leaves frames behind. The stack grows downwards,
// so a frame that lies below the present one is gone.
void forget_unwound(std::uintptr_t caller) {
    while (entered.depth > 0 && entered.depth <= kDeepest && entered.frames[entered.depth - 1].address < caller)
        --entered.depth;
}

}  // namespace

// Not inlined: its own stack frame is below the one that runs the callback, which is what is compared.
[[gnu::noinline]] CallbackFrame::CallbackFrame(const void* client) {
    const auto address = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    if (entered.depth < kDeepest) entered.frames[entered.depth] = {client, address};
    ++entered.depth;
}

CallbackFrame::~CallbackFrame() {
    --entered.depth;
}

bool CallbackFrame::inside(const void* client, const void* caller) {
    forget_unwound(reinterpret_cast<std::uintptr_t>(caller));
    if (entered.depth > kDeepest) return true;
    for (int i = 0; i < entered.depth; ++i) {
        if (entered.frames[i].client == client) return true;
    }
    return false;
}

}  // namespace conch::client
