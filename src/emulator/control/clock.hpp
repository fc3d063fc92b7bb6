// The service's time. It starts at the real time and then runs at any speed, stands still or is pushed ahead by hand.
//
// Everything that takes time in the service is a timer of this clock, so that a test can let hours pass in a moment.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "emulator/http/loop.hpp"

namespace conch::emulator {

class Clock {
  public:
    using Ms = std::int64_t;  // since 1970, or a length
    using TimerId = std::pair<Ms, std::uint64_t>;

    Clock(Loop& loop, double speed);

    Ms now() const;
    TimerId at(Ms due, std::function<void()> task);
    TimerId after(Ms delay, std::function<void()> task) { return at(now() + delay, std::move(task)); }
    void cancel(TimerId timer);
    // Forgets all timers.
    void clear();

    // Time goes on from here at the earliest: a service that was started again must not go back.
    void not_before(Ms moment);

    double speed() const { return speed_; }
    bool frozen() const { return frozen_; }
    std::size_t timers() const { return timers_.size(); }
    void set_speed(double speed);
    void freeze();
    void resume();
    // Lets this much time pass: runs what falls due, each at its own time, and waits for what is held up (see hold);
    // then calls `done`.
    void advance(Ms length, std::function<void()> done);

    // What takes real time, such as making a video, must not make the service's time wrong: while something that is due
    // is held up, advance() waits with the rest.
    void hold() { ++holds_; }
    void release();

  private:
    struct Advance {
        Ms target;
        std::function<void()> done;
    };

    void run_due(Ms limit);
    void go_on_advancing();
    void schedule();
    void rebase();

    Loop& loop_;
    std::shared_ptr<Loop::Timer> wakeup_;
    std::map<TimerId, std::function<void()>> timers_;
    std::uint64_t last_timer_ = 0;
    double speed_;
    bool frozen_ = false;
    int holds_ = 0;
    std::optional<Advance> advance_;
    bool thawed_before_advance_ = false;
    Ms base_;                                          // the service's time …
    std::chrono::steady_clock::time_point real_base_;  // … at this moment
};

}  // namespace conch::emulator
