// What the host's threads and the worker share: the table of tasks and the event queue.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "client/event_queue.hpp"
#include "client/task.hpp"
#include "platform/timed_mutex.hpp"

namespace conch::client {

class Core {
  public:
    Core(std::size_t capacity, std::uint32_t log_level) : capacity_(capacity), log_level_(log_level) {}

    EventQueue& queue() { return queue_; }
    [[nodiscard]] std::uint32_t log_level() const { return log_level_; }

    // Host side.
    Result<std::shared_ptr<Task>> accept(const Submission& submission);  // CONCH_E_QUEUE_FULL, CONCH_E_CLOSED
    void forget(const Task& task);                                       // accepted, but never reached the worker
    [[nodiscard]] std::shared_ptr<Task> find(conch_task id) const;
    [[nodiscard]] std::vector<conch_task> running() const;
    [[nodiscard]] std::optional<conch_task_info> state(conch_task id) const;
    // The DONE event. CONCH_E_TIMEOUT, or CONCH_E_CLOSED when the client was destroyed meanwhile. `timeout_ms` < 0:
    // without limit.
    conch_status wait(const std::shared_ptr<Task>& task, std::int32_t timeout_ms, std::shared_ptr<const Event>& done);
    void event_taken(const QueuedEvent& taken);
    void close();
    [[nodiscard]] bool closed() const;
    // The host's releases that a host thread has to run, because their task's end was not delivered through the queue.
    void run_releases();

    // Worker side.
    bool report(const std::shared_ptr<Task>& task, Event event);  // false when the host's callback asks to cancel
    void end(const std::shared_ptr<Task>& task, Event event) noexcept;
    void log(conch_task task, std::string text);
    // From now on nothing reaches the host any more, unless a callback of the host's is running and does not return
    // until then. Waits are ended; tasks that an ended worker never began are let go.
    void silence(bool worker_has_ended, std::chrono::steady_clock::time_point until);

  private:
    bool deliver_on_thread(const Task& task, std::shared_ptr<const Event> event);

    const std::size_t capacity_;
    const std::uint32_t log_level_;
    EventQueue queue_;

    mutable std::mutex mutex_;
    std::condition_variable ended_;
    std::unordered_map<conch_task, std::shared_ptr<Task>> tasks_;
    // Ended tasks that are still remembered, as a ring.
    std::array<conch_task, 256> history_{};
    std::size_t history_next_ = 0;
    // DONE events that nobody takes from the queue, kept until a host thread lets their user data go.
    std::list<QueuedEvent> undelivered_;
    std::size_t open_ = 0;     // accepted, and the DONE event not yet taken
    std::size_t unended_ = 0;  // accepted, and not yet ended
    bool closed_ = false;
    bool silent_ = false;
    // Held while a CONCH_DELIVER_THREAD callback runs, so that silence() is a barrier.
    platform::TimedMutex thread_delivery_;
    std::atomic<bool> no_thread_delivery_{false};
};

}  // namespace conch::client
