// A mutex that is waited for up to a moment of the steady clock. std::timed_mutex does it by a call that GCC 12's
// ThreadSanitizer does not know, so it would report every use.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace conch::platform {

class TimedMutex {
  public:
    void lock() {
        std::unique_lock lock(mutex_);
        freed_.wait(lock, [this] { return !held_; });
        held_ = true;
    }
    bool try_lock_until(std::chrono::steady_clock::time_point until) {
        std::unique_lock lock(mutex_);
        if (!freed_.wait_until(lock, until, [this] { return !held_; })) return false;
        held_ = true;
        return true;
    }
    void unlock() {
        const std::lock_guard lock(mutex_);
        held_ = false;
        freed_.notify_one();  // with the lock held: whoever is woken may destroy this
    }

  private:
    std::mutex mutex_;
    std::condition_variable freed_;
    bool held_ = false;
};

}  // namespace conch::platform
