#include "client/core.hpp"

#include <algorithm>
#include <atomic>

#include "client/callback_frame.hpp"
#include "client/handles.hpp"

namespace conch::client {

namespace {

// Never reused within the process, whichever client it is for.
std::atomic<conch_task> next_task{1};

}  // namespace

Result<std::shared_ptr<Task>> Core::accept(const Submission& submission) {
    auto task = std::make_shared<Task>();
    task->id = next_task.fetch_add(1, std::memory_order_relaxed);
    task->operation = submission.operation;
    task->kind = submission.kind;
    task->deliver = submission.deliver;
    task->callback = submission.callback;
    task->user_data = submission.user_data;
    task->began = std::chrono::steady_clock::now();
    task->reserved_done = std::make_shared<Event>();
    task->done_slot.push_back({task->reserved_done, submission.callback, submission.user_data, nullptr});

    const std::lock_guard lock(mutex_);
    if (closed_) return fail(CONCH_E_CLOSED, "the client is closed");
    if (open_ >= capacity_) {
        return fail(CONCH_E_QUEUE_FULL,
                    std::to_string(open_) + " tasks are open, which is this client's task_capacity; take events");
    }
    tasks_.emplace(task->id, task);
    ++open_;
    ++unended_;
    return task;
}

void Core::forget(const Task& task) {
    bool last = false;
    {
        const std::lock_guard lock(mutex_);
        tasks_.erase(task.id);
        --open_;
        last = --unended_ == 0 && closed_;
    }
    if (last) queue_.close();
}

std::shared_ptr<Task> Core::find(conch_task id) const {
    const std::lock_guard lock(mutex_);
    const auto found = tasks_.find(id);
    return found == tasks_.end() ? nullptr : found->second;
}

std::vector<conch_task> Core::running() const {
    std::vector<conch_task> ids;
    {
        const std::lock_guard lock(mutex_);
        ids.reserve(tasks_.size());
        for (const auto& [id, task] : tasks_) {
            if (!task->done) ids.push_back(id);
        }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::optional<conch_task_info> Core::state(conch_task id) const {
    const std::lock_guard lock(mutex_);
    const auto found = tasks_.find(id);
    if (found == tasks_.end()) return std::nullopt;
    const Task& task = *found->second;
    const auto until = task.done ? task.ended_at : std::chrono::steady_clock::now();
    conch_task_info info = CONCH_TASK_INFO_INIT;
    info.phase = task.done ? CONCH_PHASE_ENDED : task.latest ? task.latest->phase : CONCH_PHASE_UNSET;
    info.status = task.done && task.done->error ? task.done->error->status : CONCH_OK;
    info.percent = task.latest ? task.latest->percent : -1;
    info.remaining_ms = task.done ? 0 : task.latest ? task.latest->remaining_ms : -1;
    info.elapsed_ms =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(until - task.began).count());
    info.bytes = task.latest ? task.latest->bytes : 0;
    info.bytes_total = task.latest ? task.latest->bytes_total : 0;
    info.operation = task.operation;
    info.kind = task.kind;
    return info;
}

conch_status Core::wait(const std::shared_ptr<Task>& task, std::int32_t timeout_ms,
                        std::shared_ptr<const Event>& done) {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return task->done != nullptr || silent_; };
    if (timeout_ms < 0) {
        ended_.wait(lock, ready);
    } else if (!ended_.wait_for(lock, std::chrono::milliseconds(timeout_ms), ready)) {
        return CONCH_E_TIMEOUT;
    }
    done = task->done;
    return done ? CONCH_OK : CONCH_E_CLOSED;
}

void Core::event_taken(const QueuedEvent& taken) {
    if (taken.event->type != CONCH_EVENT_DONE) return;
    const std::lock_guard lock(mutex_);
    --open_;
}

void Core::close() {
    bool last = false;
    {
        const std::lock_guard lock(mutex_);
        last = !std::exchange(closed_, true) && unended_ == 0;
    }
    if (last) queue_.close();
}

bool Core::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

void Core::run_releases() {
    std::list<QueuedEvent> let_go;  // outside the lock: releases are the host's code
    const std::lock_guard lock(mutex_);
    let_go.swap(undelivered_);
}

bool Core::report(const std::shared_ptr<Task>& task, Event event) {
    event.task = task->id;
    event.user_data = task->user_data ? task->user_data->get() : nullptr;
    const bool progress = event.type == CONCH_EVENT_PROGRESS;
    auto shared = std::make_shared<const Event>(std::move(event));
    if (progress) {
        const std::lock_guard lock(mutex_);
        task->latest = shared;
    }
    switch (task->deliver) {
        case CONCH_DELIVER_WAIT:
            return true;
        case CONCH_DELIVER_THREAD:
            return deliver_on_thread(*task, std::move(shared));
        default:
            break;
    }
    QueuedEvent queued{std::move(shared), task->callback, task->user_data, nullptr};
    if (progress) {
        queue_.push_progress(task, std::move(queued));
    } else {
        queue_.push(std::move(queued));
    }
    return true;
}

// Allocates nothing, so that an end is told even when memory has run out.
void Core::end(const std::shared_ptr<Task>& task, Event event) noexcept {
    event.type = CONCH_EVENT_DONE;
    event.task = task->id;
    event.user_data = task->user_data ? task->user_data->get() : nullptr;
    *task->reserved_done = std::move(event);
    std::list<QueuedEvent> slot;
    slot.splice(slot.begin(), task->done_slot);
    if (task->deliver == CONCH_DELIVER_THREAD) deliver_on_thread(*task, slot.front().event);
    task->user_data.reset();

    bool last = false;
    {
        // At once for everybody: whoever has waited for the task finds its event in the queue, and whoever has taken
        // the event finds the task ended.
        const std::lock_guard lock(mutex_);
        task->ended_at = std::chrono::steady_clock::now();
        task->done = std::move(task->reserved_done);
        if (task->deliver == CONCH_DELIVER_QUEUE) {
            queue_.push_done(slot);
        } else {
            --open_;
        }
        last = --unended_ == 0 && closed_;
        if (task->deliver == CONCH_DELIVER_WAIT) undelivered_.splice(undelivered_.end(), slot);
        tasks_.erase(std::exchange(history_[history_next_], task->id));
        history_next_ = (history_next_ + 1) % history_.size();
    }
    ended_.notify_all();
    queue_.flush_if_many();
    if (last) queue_.close();
}

void Core::log(conch_task task, std::string text) {
    auto event = std::make_shared<Event>();
    event->type = CONCH_EVENT_LOG;
    event->task = task;
    event->message = std::move(text);
    queue_.push({std::move(event), nullptr, nullptr, nullptr});
}

void Core::silence(bool worker_has_ended, std::chrono::steady_clock::time_point until) {
    std::list<QueuedEvent> let_go;  // outside the lock: releases are the host's code
    queue_.silence(until);
    {
        const std::unique_lock lock(thread_delivery_, until);
        no_thread_delivery_ = true;
    }
    {
        const std::lock_guard lock(mutex_);
        silent_ = true;
        if (worker_has_ended) {
            for (auto& [id, task] : tasks_) {
                task->user_data.reset();  // the slot has a share
                let_go.splice(let_go.end(), task->done_slot);
            }
        }
    }
    ended_.notify_all();
    queue_.close();
}

bool Core::deliver_on_thread(const Task& task, std::shared_ptr<const Event> event) {
    const std::lock_guard lock(thread_delivery_);
    if (no_thread_delivery_) return true;
    void* user_data = event->user_data;
    conch_event handle;
    handle.set(std::move(event));
    const CallbackFrame frame(this);
    const bool go_on = task.callback(&handle, user_data) == 0;
    handle.clear();
    return go_on;
}

}  // namespace conch::client
