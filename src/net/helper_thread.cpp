#include "net/helper_thread.hpp"

#include <condition_variable>
#include <list>
#include <mutex>

namespace conch::net {

struct HelperThread::Queue {
    std::mutex mutex;
    std::condition_variable changed;
    std::list<std::function<void()>> waiting;
    bool stopping = false;
    std::shared_ptr<void> keep;
};

HelperThread::~HelperThread() {
    stop_within(std::chrono::milliseconds(0));
}

Result<void> HelperThread::run(std::function<void()> work) {
    if (!queue_) {
        auto queue = std::make_shared<Queue>();
        auto started = platform::Thread::start(name_, [queue] {
            for (;;) {
                std::function<void()> next;
                {
                    std::unique_lock lock(queue->mutex);
                    queue->changed.wait(lock, [&] { return queue->stopping || !queue->waiting.empty(); });
                    if (queue->stopping) return;
                    next = std::move(queue->waiting.front());
                    queue->waiting.pop_front();
                }
                next();
            }
        });
        if (!started) return fail(started.error());
        thread_ = std::move(*started);
        queue_ = std::move(queue);
    }
    const std::lock_guard lock(queue_->mutex);
    queue_->waiting.push_back(std::move(work));
    queue_->changed.notify_one();
    return {};
}

bool HelperThread::stop_within(std::chrono::milliseconds limit, std::shared_ptr<void> keep) {
    if (!queue_) return true;
    std::list<std::function<void()>> dropped;  // destroyed without the lock held
    {
        const std::lock_guard lock(queue_->mutex);
        queue_->stopping = true;
        dropped.swap(queue_->waiting);
        queue_->keep = std::move(keep);
        queue_->changed.notify_one();
    }
    const bool ended = thread_.join_within(limit);
    queue_.reset();
    return ended;
}

}  // namespace conch::net
