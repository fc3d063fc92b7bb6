// Memory for handles that the host owns. It is used again, but never given back: reading the magic number of a handle
// that was released is always allowed, which is what makes a stale handle an error instead of a crash.
#pragma once

#include <mutex>
#include <vector>

namespace conch::capi {

template <typename Handle>
class HandlePool {
  public:
    // One pool per kind and process, leaked on purpose: no destructor runs at exit while a worker may still use it.
    static HandlePool& instance() {
        static HandlePool* const pool = new HandlePool;
        return *pool;
    }

    Handle* acquire() {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) {
            free_.reserve(all_.size() + 1);  // so that release() never allocates
            all_.reserve(all_.size() + 1);
            all_.push_back(new Handle);
            free_.push_back(all_.back());
        }
        Handle* handle = free_.back();
        free_.pop_back();
        return handle;
    }

    void release(Handle* handle) noexcept {
        const std::lock_guard lock(mutex_);
        free_.push_back(handle);
    }

  private:
    std::mutex mutex_;
    std::vector<Handle*> all_;  // so that leak checkers see them
    std::vector<Handle*> free_;
};

}  // namespace conch::capi
