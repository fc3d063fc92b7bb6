// One thread for work that blocks (fsync, hashing), started when the first such work comes.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "platform/thread.hpp"

namespace conch::net {

class HelperThread {
  public:
    explicit HelperThread(const char* name) : name_(name) {}
    ~HelperThread();
    HelperThread(const HelperThread&) = delete;
    HelperThread& operator=(const HelperThread&) = delete;

    // Runs in order. `work` must own all that it touches, or stop_within() be told what does.
    Result<void> run(std::function<void()> work);

    // Drops what has not begun and waits that long for what has. False when the thread is still busy then: it is left
    // to end by itself, and lets go of `keep` when it does.
    bool stop_within(std::chrono::milliseconds limit, std::shared_ptr<void> keep = nullptr);

  private:
    struct Queue;
    const char* name_;
    std::shared_ptr<Queue> queue_;
    platform::Thread thread_;
};

}  // namespace conch::net
