// What a running task may do: ask the network, wait, touch files, report. One per task, on the worker thread only.
#pragma once

#include <coroutine>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "api/service.hpp"
#include "base/async.hpp"
#include "base/result.hpp"
#include "conch/event.h"
#include "conch/task.h"
#include "net/download.hpp"
#include "net/loop.hpp"

namespace conch::jobs {

using net::Milliseconds;

// How a task ends.
struct End {
    Result<void> result;
    std::string json;  // the service's last word
    std::vector<std::string> files;
    int http_code = 0;
};

// How far a task is; what PROGRESS events are made of.
struct Progress {
    std::int32_t phase = CONCH_PHASE_UNSET;
    std::int32_t percent = -1;
    std::string message;
    std::string remote_id;
    std::uint64_t bytes = 0;
    std::uint64_t bytes_total = 0;
    std::int64_t remaining_ms = -1;
};

// A piece of a stream for the host.
struct Chunk {
    std::string bytes;
    std::string json;
};

// Where a task's reports go; nowhere, when it has none.
struct Listener {
    std::function<void(const Progress&)> progress;
    std::function<void(Chunk)> chunk;
    std::function<void(std::uint32_t level, std::string text)> log;
};

struct Settings {
    std::uint32_t flags = 0;  // CONCH_TASK_…
    std::int32_t priority = 0;
    std::uint64_t number = 0;  // the task's: jobs of equal priority go by it
    std::string directory;
    std::string file_name;
    std::vector<std::string> files;
};

class KnownFiles;
class Queue;
class Record;
class Watch;

// What the jobs of a client have in common.
struct Shared {
    Watch* watch = nullptr;
    KnownFiles* files = nullptr;
    Queue* queue = nullptr;
};

// How a task ends that was cancelled while it waited.
Error cancellation();
tl::unexpected<KeptError> cancelled();

class Context {
  public:
    // Of no task: it can only make calls, and nobody hears of them.
    Context(net::Loop& loop, const api::Service& service) : Context(loop, service, {}, {}, {}) {}
    Context(net::Loop& loop, const api::Service& service, Settings settings, Listener listener, Shared shared)
        : loop_(loop),
          service_(service),
          settings_(std::move(settings)),
          listener_(std::move(listener)),
          shared_(shared) {}
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    [[nodiscard]] const api::Service& service() const { return service_; }
    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] net::Loop& loop() { return loop_; }
    [[nodiscard]] Watch& watch() { return *shared_.watch; }
    [[nodiscard]] KnownFiles& files() { return *shared_.files; }
    [[nodiscard]] Queue& queue() { return *shared_.queue; }
    // Of a job; a call has none.
    [[nodiscard]] Record& record() { return *record_; }
    void set_record(Record* record) { record_ = record; }

    // Reporting. Only what changed needs to be set in progress(); the rest is remembered.
    Progress& progress() { return progress_; }
    void report() {
        if (listener_.progress) listener_.progress(progress_);
    }
    void enter(std::int32_t phase, std::string message = {});
    void chunk(Chunk piece) {
        if (listener_.chunk) listener_.chunk(std::move(piece));
    }
    void log(std::uint32_t level, std::string text) {
        if (listener_.log) listener_.log(level, std::move(text));
    }

    // Cancelling: the wait that is under way ends at once, and every later one ends before it begins.
    void cancel(std::int32_t where);
    [[nodiscard]] bool cancelled() const { return cancelled_ && !shielded_; }
    [[nodiscard]] std::int32_t cancel_reach() const { return cancel_reach_; }
    // Lets a few last requests out of a cancelled task, such as the service's own cancel.
    void shield() { shielded_ = true; }
    void unshield() { shielded_ = false; }

    // Waiting. All of these are awaited.
    class Fetch;
    class Sleep;
    class Fetched;
    class Offloaded;
    Fetch fetch(net::Request&& request);
    Sleep sleep(Milliseconds delay, bool on_tick);
    Fetched download(net::DownloadRequest request);
    // A lambda that owns something goes in by a variable: as a temporary of the await GCC 12 destroys it twice.
    Offloaded offload(std::function<void()> work);

    // What is being followed just now, one of the job's items: news of it end a pause.
    void follows(std::string remote_id) { followed_ = std::move(remote_id); }
    [[nodiscard]] bool is_about(std::string_view remote_id) const {
        return remote_id == followed_ || remote_id == progress_.remote_id;
    }

    // For awaitables of other files: how a cancel ends their wait, and that it is over.
    // What is given captures one pointer at most, and so needs no memory: the wait has begun already.
    void begin_wait(std::function<void()> end_wait) { end_wait_ = std::move(end_wait); }
    // Ends a pause early, because there may be news; any other wait goes on.
    void poke() {
        if (!pausing_) return;
        const auto end_wait = std::exchange(end_wait_, {});
        if (end_wait) end_wait();
    }
    void end_of_wait() { end_wait_ = {}; }

  private:
    net::Loop& loop_;
    const api::Service& service_;
    Settings settings_;
    Listener listener_;
    Shared shared_;
    Record* record_ = nullptr;
    Progress progress_;
    std::string followed_;
    std::function<void()> end_wait_;  // ends the wait that is under way; empty when none is
    std::int32_t cancel_reach_ = CONCH_CANCEL_HERE;
    bool pausing_ = false;  // the wait that is under way may end early
    bool cancelled_ = false;
    bool shielded_ = false;
};

// One HTTP exchange.
class Context::Fetch {
  public:
    Fetch(Context& context, net::Request&& request) : context_(context), request_(std::move(request)) {}
    bool await_ready();
    void await_suspend(std::coroutine_handle<> waiting);
    net::Outcome await_resume() { return std::move(outcome_); }

  private:
    Context& context_;
    net::Request request_;
    net::TransferId transfer_ = 0;
    net::Outcome outcome_;
};

// A pause; false when the task was cancelled meanwhile. One on a tick may be ended early by poke().
class Context::Sleep {
  public:
    Sleep(Context& context, Milliseconds delay, bool on_tick) : context_(context), delay_(delay), on_tick_(on_tick) {}
    bool await_ready() { return context_.cancelled(); }
    void await_suspend(std::coroutine_handle<> waiting);
    bool await_resume() { return !context_.cancelled(); }

  private:
    Context& context_;
    Milliseconds delay_;
    bool on_tick_;
    std::coroutine_handle<> waiting_;
    net::TimerId timer_ = 0;
};

// A file from a link to disk.
class Context::Fetched {
  public:
    using Result = tl::expected<net::Downloaded, net::DownloadFailure>;
    Fetched(Context& context, net::DownloadRequest request) : context_(context), request_(std::move(request)) {}
    bool await_ready();
    void await_suspend(std::coroutine_handle<> waiting);
    Result await_resume() { return std::move(*result_); }

  private:
    Context& context_;
    net::DownloadRequest request_;
    std::shared_ptr<net::Download> download_;
    std::optional<Result> result_;
};

// Blocking work on the helper thread. Short by nature, so a cancel waits for it; work that failed for want of memory
// throws that here. It may read what the coroutine owns: see the end of Worker::run().
class Context::Offloaded {
  public:
    Offloaded(Context& context, std::function<void()> work) : context_(context), work_(std::move(work)) {}
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> waiting) {
        context_.loop_.offload(
            [this] {
                work_();
                finished_ = true;
            },
            [waiting] { waiting.resume(); });
    }
    void await_resume() const {
        if (!finished_) throw std::bad_alloc();
    }

  private:
    Context& context_;
    std::function<void()> work_;
    bool finished_ = false;
};

inline Context::Fetch Context::fetch(net::Request&& request) {
    return {*this, std::move(request)};
}
inline Context::Sleep Context::sleep(Milliseconds delay, bool on_tick) {
    return {*this, delay, on_tick};
}
inline Context::Fetched Context::download(net::DownloadRequest request) {
    return {*this, std::move(request)};
}
inline Context::Offloaded Context::offload(std::function<void()> work) {
    return {*this, std::move(work)};
}

}  // namespace conch::jobs
