// Knows whether the calling thread is inside a callback of a client, for the functions that are forbidden there.
#pragma once

namespace conch::client {

class CallbackFrame {
  public:
    explicit CallbackFrame(const void* client);
    ~CallbackFrame();
    CallbackFrame(const CallbackFrame&) = delete;
    CallbackFrame& operator=(const CallbackFrame&) = delete;

    // `client` nullptr: of any client.
    static bool inside(const void* client);

  private:
    const void* client_;
    CallbackFrame* previous_;
    const void* address_;
};

}  // namespace conch::client
