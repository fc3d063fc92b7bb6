// Events on their way from the worker to the host. One lock, no allocation for an end, wake-ups on edges only.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "client/task.hpp"
#include "conch/client.h"
#include "platform/timed_mutex.hpp"
#include "platform/wakeup_fd.hpp"

namespace conch::client {

class EventQueue {
  public:
    // From the worker, who tells waiting threads and the wakeup of all that it pushed with one flush(): a thread that
    // is woken for each event costs more than all the rest of a call. A progress event replaces the task's one that
    // still waits.
    void push(QueuedEvent event);
    void push_progress(const std::shared_ptr<Task>& task, QueuedEvent event);
    // Takes the one element.
    void push_done(std::list<QueuedEvent>& slot) noexcept;
    // Holding no lock.
    void flush();
    void flush_if_many() {
        if (untold_.load(std::memory_order_relaxed) >= kManyUntold) flush();
    }

    enum class Taken { event, nothing, closed };
    // `timeout_ms` < 0: without limit.
    Taken take(std::int32_t timeout_ms, QueuedEvent& out);

    // After this, take() answers `closed` once nothing is left.
    void close();
    [[nodiscard]] bool seems_empty() const { return size_.load(std::memory_order_acquire) == 0; }
    [[nodiscard]] bool closed() const { return closed_.load(std::memory_order_acquire); }
    [[nodiscard]] std::size_t size() const { return size_.load(std::memory_order_acquire); }
    [[nodiscard]] std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

    // False from inside the running wakeup itself. Otherwise waits for one that is running.
    bool set_wakeup(conch_wakeup_callback callback, void* user_data);
    Result<int> wakeup_fd();

    // Whether the calling thread is inside the host's wakeup.
    [[nodiscard]] bool in_wakeup() const { return waking_.load() == std::this_thread::get_id(); }
    // No wakeup from now on; waits until then for one that is running.
    void silence(std::chrono::steady_clock::time_point until);

    // Throws everything away, outside the lock because releases are the host's code.
    void clear();

  private:
    static constexpr std::uint32_t kManyUntold = 32;
    template <typename Insert>
    void insert(Insert insert);
    void wake();

    mutable std::mutex mutex_;
    std::condition_variable available_;
    std::list<QueuedEvent> events_;
    std::atomic<std::size_t> size_{0};
    std::atomic<std::uint64_t> dropped_{0};
    std::optional<platform::WakeupFd> fd_;
    std::atomic<bool> closed_{false};
    std::atomic<std::uint32_t> untold_{0};  // since the last flush()
    std::atomic<bool> untold_edge_{false};  // one of them came into an empty queue

    // Held while the host's wakeup runs: the one callback under a lock, so that clearing it is a barrier.
    platform::TimedMutex wakeup_mutex_;
    std::atomic<bool> silent_{false};
    conch_wakeup_callback wakeup_ = nullptr;
    void* wakeup_user_data_ = nullptr;
    std::atomic<std::thread::id> waking_{};
};

}  // namespace conch::client
