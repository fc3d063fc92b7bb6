#include "emulator/http/loop.hpp"

#include <unistd.h>

#include "emulator/http/loop_state.hpp"

namespace conch::emulator {

Loop::Loop(unsigned workers) : state_(std::make_unique<State>(workers)) {
    state_->signals.async_wait([this](error_code failed, int) {
        if (!failed) stop();
    });
}

Loop::~Loop() {
    state_->pool.stop();
    state_->pool.join();
}

void Loop::run() {
    state_->io.run();
}

void Loop::stop() {
    state_->io.stop();
}

void Loop::post(std::function<void()> task) {
    net::post(state_->io, std::move(task));
}

std::shared_ptr<Loop::Timer> Loop::timer() {
    return std::make_shared<Timer>(state_->io);
}

void Loop::start(Timer& timer, std::chrono::nanoseconds delay, std::function<void()> task) {
    timer.inner.expires_after(delay);
    timer.inner.async_wait([task = std::move(task)](error_code failed) {
        if (!failed) task();
    });
}

void Loop::cancel(Timer& timer) {
    timer.inner.cancel();
}

void Loop::offload(std::function<void()> work, std::function<void()> then) {
    net::post(state_->pool, [this, work = std::move(work), then = std::move(then)]() mutable {
        work();
        post(std::move(then));
    });
}

void Loop::stop_at_end_of_input() {
    error_code failed;
    if (!state_->input.is_open()) {
        const int descriptor = ::dup(STDIN_FILENO);
        if (descriptor < 0) return stop();
        // Regular files and terminals at their end are an end of input too; epoll takes only some of them.
        state_->input.assign(descriptor, failed);
        if (failed) {
            ::close(descriptor);
            return;
        }
    }
    state_->input.async_read_some(net::buffer(&state_->input_byte, 1), [this](error_code end, std::size_t) {
        if (end == net::error::operation_aborted) return;
        if (end) return stop();
        stop_at_end_of_input();
    });
}

}  // namespace conch::emulator
