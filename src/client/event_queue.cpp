#include "client/event_queue.hpp"

namespace conch::client {

namespace {
// LOG events are a courtesy: with so many waiting, nobody reads them.
constexpr std::size_t kMaxWaitingForLog = 4'096;
}  // namespace

template <typename Insert>
void EventQueue::insert(Insert insert) {
    {
        const std::lock_guard lock(mutex_);
        const bool was_empty = events_.empty();
        insert();
        size_.store(events_.size(), std::memory_order_release);
        if (was_empty && fd_ && (!events_.empty() || closed_)) fd_->signal();
        if (was_empty) untold_edge_.store(true);
    }
    untold_.fetch_add(1);
}

void EventQueue::flush() {
    if (untold_.exchange(0) == 0) return;
    available_.notify_one();
    if (untold_edge_.exchange(false)) wake();
}

void EventQueue::push(QueuedEvent event) {
    if (event.event->type == CONCH_EVENT_LOG && size() >= kMaxWaitingForLog) {
        dropped_.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    std::list<QueuedEvent> one;
    one.push_back(std::move(event));
    insert([&] { events_.splice(events_.end(), one); });
    flush_if_many();
}

void EventQueue::push_progress(const std::shared_ptr<Task>& task, QueuedEvent event) {
    std::list<QueuedEvent> one;
    one.push_back(std::move(event));
    insert([&] {
        if (task->waiting_progress) {
            // It keeps its place, so that a task that reports often does not starve the others.
            one.front().progress_of = task;
            **task->waiting_progress = std::move(one.front());
            dropped_.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        one.front().progress_of = task;
        task->waiting_progress = one.begin();
        events_.splice(events_.end(), one);
    });
    flush_if_many();
}

void EventQueue::push_done(std::list<QueuedEvent>& slot) noexcept {
    insert([&] { events_.splice(events_.end(), slot); });
}

EventQueue::Taken EventQueue::take(std::int32_t timeout_ms, QueuedEvent& out) {
    // Nothing there and nothing to wait for is the case of every frame of a game: answered without the lock.
    if (timeout_ms == 0 && seems_empty() && !closed_.load(std::memory_order_acquire)) return Taken::nothing;

    std::list<QueuedEvent> taken;
    {
        std::unique_lock lock(mutex_);
        const auto ready = [this] { return !events_.empty() || closed_; };
        if (timeout_ms < 0) {
            available_.wait(lock, ready);
        } else if (!available_.wait_for(lock, std::chrono::milliseconds(timeout_ms), ready)) {
            return Taken::nothing;
        }
        if (events_.empty()) return Taken::closed;
        if (events_.front().progress_of != nullptr) events_.front().progress_of->waiting_progress.reset();
        taken.splice(taken.begin(), events_, events_.begin());
        size_.store(events_.size(), std::memory_order_release);
        if (events_.empty() && fd_ && !closed_) fd_->clear();
    }
    out = std::move(taken.front());
    return Taken::event;
}

void EventQueue::close() {
    insert([this] { closed_.store(true, std::memory_order_release); });
    available_.notify_all();
    flush();
}

bool EventQueue::set_wakeup(conch_wakeup_callback callback, void* user_data) {
    if (in_wakeup()) return false;
    {
        const std::lock_guard lock(wakeup_mutex_);
        wakeup_ = callback;
        wakeup_user_data_ = user_data;
    }
    if (callback != nullptr && !seems_empty()) wake();
    return true;
}

void EventQueue::wake() {
    const std::lock_guard lock(wakeup_mutex_);
    if (wakeup_ == nullptr || silent_) return;
    waking_.store(std::this_thread::get_id());
    wakeup_(wakeup_user_data_);
    waking_.store({});
}

void EventQueue::silence(std::chrono::steady_clock::time_point until) {
    const std::unique_lock lock(wakeup_mutex_, until);
    silent_ = true;
}

Result<int> EventQueue::wakeup_fd() {
    const std::lock_guard lock(mutex_);
    if (!fd_) {
        auto made = platform::WakeupFd::create();
        if (!made) return fail(made.error());
        fd_.emplace(std::move(*made));
        if (!events_.empty() || closed_) fd_->signal();
    }
    return fd_->fd();
}

void EventQueue::clear() {
    std::list<QueuedEvent> all;
    {
        const std::lock_guard lock(mutex_);
        for (QueuedEvent& queued : events_) {
            if (queued.progress_of != nullptr) queued.progress_of->waiting_progress.reset();
        }
        all.swap(events_);
        size_.store(0, std::memory_order_release);
    }
}

}  // namespace conch::client
