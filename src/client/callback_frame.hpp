// Knows whether the calling thread is inside a callback of a client, for the functions that are forbidden there.
#pragma once

namespace conch::client {

class CallbackFrame {
  public:
    explicit CallbackFrame(const void* client);
    ~CallbackFrame();
    CallbackFrame(const CallbackFrame&) = delete;
    CallbackFrame& operator=(const CallbackFrame&) = delete;

    // `caller`: a stack address of whoever asks, as close to the host as possible.
    static bool inside(const void* client, const void* caller);
};

}  // namespace conch::client
