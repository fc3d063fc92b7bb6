#include "emulator/http/loop.hpp"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction is POSIX
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "emulator/http/loop_state.hpp"

namespace conch::emulator {

namespace {

// nohup has it ignored, and that has to stay so.
bool hangup_is_ignored() {
    struct sigaction action {};
    return ::sigaction(SIGHUP, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Loop::Loop(unsigned workers) : state_(std::make_unique<State>(workers)) {
    if (!hangup_is_ignored()) state_->signals.add(SIGHUP);
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
        {
            const std::lock_guard<std::mutex> guard(state_->mutex);
            ++state_->working;
        }
        try {
            work();
        } catch (const std::exception& failure) {
            // Lack of memory, most likely: it costs one file, not the service.
            std::fprintf(stderr, "conch-emulator: work failed: %s\n", failure.what());
        }
        post(std::move(then));
        const std::lock_guard<std::mutex> guard(state_->mutex);
        if (--state_->working == 0) state_->idle.notify_all();
    });
}

bool Loop::finish_work(std::chrono::milliseconds patience) {
    state_->pool.stop();
    std::unique_lock<std::mutex> guard(state_->mutex);
    return state_->idle.wait_for(guard, patience, [this] { return state_->working == 0; });
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
