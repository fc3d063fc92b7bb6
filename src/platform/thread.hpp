// A thread that a host does not notice: it takes none of the host's signals, has a name, and can be given up on.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include "base/result.hpp"

namespace conch::platform {

class Thread {
  public:
    Thread() = default;
    // `name` is cut to 15 bytes. `body` runs with all signals blocked, so SIGPIPE of a dead connection goes nowhere.
    // What it throws ends the thread quietly, never the process.
    static Result<Thread> start(const char* name, std::function<void()> body);
    Thread(Thread&&) noexcept = default;
    Thread& operator=(Thread&&) noexcept;
    ~Thread();  // joins

    // False when the thread still runs after `limit`; it is then left to itself, so it must own all that it touches.
    bool join_within(std::chrono::milliseconds limit);
    void join();
    [[nodiscard]] bool joinable() const { return thread_.joinable(); }
    [[nodiscard]] bool is_current() const { return thread_.get_id() == std::this_thread::get_id(); }

  private:
    struct State;
    std::thread thread_;
    std::shared_ptr<State> state_;
};

// How many of these threads are alive in the process. For the tests of "nothing is left behind".
int thread_count();

}  // namespace conch::platform
