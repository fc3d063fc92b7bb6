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

    // Runs in order. `work` must own all that it touches: work that blocks for long outlives this object.
    Result<void> run(std::function<void()> work);

    // Drops what has not begun and waits that long for what has. False when the thread is still busy then; it is left
    // to end by itself.
    bool stop_within(std::chrono::milliseconds limit);

  private:
    struct Queue;
    const char* name_;
    std::shared_ptr<Queue> queue_;
    platform::Thread thread_;
};

}  // namespace conch::net
