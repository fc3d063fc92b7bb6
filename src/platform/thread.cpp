#include "platform/thread.hpp"

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <system_error>

namespace conch::platform {

namespace {

std::atomic<int> alive{0};

// A new thread starts with its creator's mask.
class AllSignalsBlocked {
  public:
    AllSignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~AllSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    AllSignalsBlocked(const AllSignalsBlocked&) = delete;
    AllSignalsBlocked& operator=(const AllSignalsBlocked&) = delete;

  private:
    sigset_t before_{};
};

}  // namespace

struct Thread::State {
    std::mutex mutex;
    std::condition_variable ended;
    bool running = true;
};

Result<Thread> Thread::start(const char* name, std::function<void()> body) {
    Thread thread;
    thread.state_ = std::make_shared<State>();
    const AllSignalsBlocked blocked;
    alive.fetch_add(1);
    try {
        thread.thread_ = std::thread([state = thread.state_, body = std::move(body)]() mutable {
            try {
                body();
                body = nullptr;  // what it holds dies before the thread counts as ended
            } catch (...) {
                // Nobody is above this frame but the host's terminate handler.
            }
            alive.fetch_sub(1);
            const std::lock_guard lock(state->mutex);
            state->running = false;
            state->ended.notify_all();
        });
    } catch (const std::system_error&) {
        alive.fetch_sub(1);
        return fail(CONCH_E_NO_MEMORY, "the system gives no more threads");
    } catch (...) {
        alive.fetch_sub(1);
        throw;
    }
    char short_name[16] = {};
    std::strncpy(short_name, name, sizeof short_name - 1);
    pthread_setname_np(thread.thread_.native_handle(), short_name);
    return thread;
}

Thread& Thread::operator=(Thread&& other) noexcept {
    join();
    thread_ = std::move(other.thread_);
    state_ = std::move(other.state_);
    return *this;
}

Thread::~Thread() {
    join();
}

bool Thread::join_within(std::chrono::milliseconds limit) {
    if (!thread_.joinable()) return true;
    {
        std::unique_lock lock(state_->mutex);
        if (!state_->ended.wait_for(lock, limit, [this] { return !state_->running; })) {
            thread_.detach();
            return false;
        }
    }
    thread_.join();
    return true;
}

void Thread::join() {
    if (thread_.joinable()) thread_.join();
}

int thread_count() {
    return alive.load();
}

}  // namespace conch::platform
