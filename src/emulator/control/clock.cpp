#include "emulator/control/clock.hpp"

#include <algorithm>
#include <cmath>

namespace conch::emulator {

namespace {

using Steady = std::chrono::steady_clock;

Clock::Ms real_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace

Clock::Clock(Loop& loop, double speed)
    : loop_(loop), wakeup_(loop.timer()), speed_(speed), base_(real_now()), real_base_(Steady::now()) {}

Clock::Ms Clock::now() const {
    if (frozen_) return base_;
    const std::chrono::duration<double, std::milli> passed = Steady::now() - real_base_;
    return base_ + static_cast<Ms>(passed.count() * speed_);
}

Clock::TimerId Clock::at(Ms due, std::function<void()> task) {
    const TimerId timer(due, ++last_timer_);
    timers_.emplace(timer, std::move(task));
    if (timers_.begin()->first == timer) schedule();
    return timer;
}

void Clock::cancel(TimerId timer) {
    timers_.erase(timer);
}

void Clock::clear() {
    timers_.clear();
    schedule();
}

void Clock::rebase() {
    base_ = now();
    real_base_ = Steady::now();
}

void Clock::not_before(Ms moment) {
    rebase();
    base_ = std::max(base_, moment);
    schedule();
}

void Clock::set_speed(double speed) {
    rebase();
    speed_ = speed;
    schedule();
}

void Clock::freeze() {
    if (advance_) {
        thawed_before_advance_ = false;
        return;
    }
    rebase();
    frozen_ = true;
    schedule();
}

void Clock::resume() {
    if (advance_) {
        thawed_before_advance_ = true;
        return;
    }
    rebase();
    frozen_ = false;
    schedule();
}

void Clock::advance(Ms length, std::function<void()> done) {
    if (advance_) {
        // One after the other.
        advance_->done = [this, length, first = std::move(advance_->done), done = std::move(done)]() mutable {
            first();
            advance(length, std::move(done));
        };
        return;
    }
    thawed_before_advance_ = !frozen_;
    rebase();
    frozen_ = true;
    advance_ = Advance{base_ + length, std::move(done)};
    go_on_advancing();
}

void Clock::go_on_advancing() {
    while (holds_ == 0 && !timers_.empty() && timers_.begin()->first.first <= advance_->target) {
        base_ = std::max(base_, timers_.begin()->first.first);
        auto task = std::move(timers_.begin()->second);
        timers_.erase(timers_.begin());
        task();
    }
    if (holds_ != 0) return;
    base_ = advance_->target;
    real_base_ = Steady::now();
    frozen_ = !thawed_before_advance_;
    const auto done = std::move(advance_->done);
    advance_.reset();
    schedule();
    done();
}

void Clock::release() {
    --holds_;
    // Not from inside the task that is released: it may have more to do at this time.
    if (holds_ == 0 && advance_) {
        loop_.post([this] {
            if (holds_ == 0 && advance_) go_on_advancing();
        });
    }
}

void Clock::run_due(Ms limit) {
    while (!advance_ && !timers_.empty() && timers_.begin()->first.first <= limit) {
        auto task = std::move(timers_.begin()->second);
        timers_.erase(timers_.begin());
        task();
    }
}

void Clock::schedule() {
    if (advance_ || timers_.empty()) return loop_.cancel(*wakeup_);
    const Ms left = timers_.begin()->first.first - now();
    // Time that stands still does not hold up what is due already.
    if (frozen_ && left > 0) return loop_.cancel(*wakeup_);
    const double wait_ms = static_cast<double>(left) / speed_;
    const auto wait = std::chrono::nanoseconds(static_cast<std::int64_t>(std::clamp(wait_ms, 0.0, 3.6e6) * 1e6));
    loop_.start(*wakeup_, wait, [this] {
        run_due(now());
        schedule();
    });
}

}  // namespace conch::emulator
