// The one thread that the service lives on, and the few that do its heavy work.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace conch::emulator {

class Loop {
  public:
    // How many threads render media.
    explicit Loop(unsigned workers);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // Runs until stop(), which may come from a signal (SIGINT, SIGTERM, SIGHUP).
    void run();
    void stop();

    // From any thread: runs `task` on the loop.
    void post(std::function<void()> task);
    // On the loop: runs `task` after so much real time; a second call with the same slot replaces the first.
    class Timer;
    std::shared_ptr<Timer> timer();
    void start(Timer& timer, std::chrono::nanoseconds delay, std::function<void()> task);
    void cancel(Timer& timer);
    // Runs `work` on a worker thread, then `then` on the loop.
    void offload(std::function<void()> work, std::function<void()> then);
    // Drops the work that has not begun and waits for the rest; false when some of it still goes on.
    bool finish_work(std::chrono::milliseconds patience);
    // Ends the loop when standard input comes to its end: whoever started us is gone.
    void stop_at_end_of_input();

    struct State;
    State& state() { return *state_; }

  private:
    std::unique_ptr<State> state_;
};

}  // namespace conch::emulator
