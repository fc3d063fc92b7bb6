#include "client/worker.hpp"

#include <new>
#include <thread>

#include "api/secret.hpp"
#include "catalog/validate.hpp"
#include "jobs/kinds.hpp"
#include "jobs/list.hpp"

namespace conch::client {

// One running task. Lives until its coroutine has ended and returned to the loop.
struct Worker::Activity {
    Activity(std::shared_ptr<Task> of, net::Loop& loop, const api::Service& service, jobs::Settings settings,
             jobs::Listener listener, jobs::Shared shared)
        : task(std::move(of)), context(loop, service, std::move(settings), std::move(listener), shared) {}

    std::shared_ptr<Task> task;
    jobs::Context context;
    std::optional<Async<bool>> flow;
    std::optional<net::TimerId> deadline;
    net::Clock::time_point last_news = net::Clock::now() - std::chrono::hours(1);
    bool news_waits = false;  // for a timer
    bool timed_out = false;
    bool ended = false;
};

namespace {

constexpr std::chrono::milliseconds kMemoryPause{10};

Event event_of(const jobs::Progress& progress) {
    Event event;
    event.type = CONCH_EVENT_PROGRESS;
    event.phase = progress.phase;
    event.percent = progress.percent;
    event.message = progress.message;
    event.remote_id = progress.remote_id;
    event.bytes = progress.bytes;
    event.bytes_total = progress.bytes_total;
    event.remaining_ms = progress.remaining_ms;
    return event;
}

std::shared_ptr<const Error> share(Error error) {
    return std::make_shared<const Error>(std::move(error));
}

jobs::End failed(conch_status status, const char* message) {
    jobs::End end;
    end.result = fail(status, message);
    return end;
}

}  // namespace

Result<std::shared_ptr<Worker>> Worker::create(std::shared_ptr<Core> core, api::Service service,
                                               net::LoopOptions loop_options, std::optional<EmulatorOptions> emulator) {
    loop_options.before_sleep = [core] { core->queue().flush(); };
    auto loop = net::Loop::create(std::move(loop_options));
    if (!loop) return fail(loop.error());
    return std::shared_ptr<Worker>(
        new Worker(std::move(core), std::move(service), std::move(*loop), std::move(emulator)));
}

Worker::Worker(std::shared_ptr<Core> core, api::Service service, std::unique_ptr<net::Loop> loop,
               std::optional<EmulatorOptions> emulator)
    : core_(std::move(core)),
      service_(std::move(service)),
      secret_(emulator ? std::string_view() : std::string_view(service_.api_token)),  // the emulator's is none
      loop_(std::move(loop)),
      watch_(*loop_, service_),
      emulator_options_(std::move(emulator)) {
    Error error;
    error.status = CONCH_E_NO_MEMORY;
    no_memory_ = share(error);
    error.status = CONCH_E_CANCELLED;
    error.message = "the client was closed";
    cancelled_ = share(std::move(error));
}

void Worker::run() {
    std::optional<EmulatorProcess> emulator;
    try {
        if (emulator_options_) {
            auto started = EmulatorProcess::start(*emulator_options_, &give_up_emulator_);
            if (started) {
                service_.base_url = started->base_url();
                emulator.emplace(std::move(*started));
            } else {
                broken_ = std::move(started.error());
            }
        }
    } catch (const std::bad_alloc&) {
        broken_ = *no_memory_;
    }
    for (bool ended = false; !ended;) {
        try {
            loop_->run();
            ended = true;
        } catch (const std::bad_alloc&) {
            std::this_thread::sleep_for(kMemoryPause);  // the rest of the work is still there
        }
    }
    // Whatever could not end by itself in time is told now.
    for (auto& [id, activity] : activities_) {
        if (!activity->ended) finish(*activity, failed(CONCH_E_CANCELLED, "the client was destroyed"));
    }
    activities_.clear();
    core_->queue().close();
}

void Worker::begin(std::shared_ptr<Task> task, Submission submission) {
    // std::function wants copies, so the submission travels behind a pointer.
    auto parcel = std::make_shared<Submission>(std::move(submission));
    loop_->post([this, task = std::move(task), parcel] { start(task, std::move(*parcel)); });
}

void Worker::start(const std::shared_ptr<Task>& task, Submission submission) {
    const conch_task id = task->id;
    if (closing_) {  // accepted while the client was being closed
        Event event;
        event.error = cancelled_;
        core_->end(task, std::move(event));
        return;
    }
    try {
        jobs::Settings settings{submission.flags, submission.directory, submission.file_name, submission.files};
        jobs::Listener listener;
        const auto tell = [this, task](Event event) {
            secret_.hide_in(event.message);
            if (!core_->report(task, std::move(event))) cancel(task->id, CONCH_CANCEL_HERE);
        };
        listener.progress = [tell](const jobs::Progress& progress) {
            try {
                tell(event_of(progress));
            } catch (const std::bad_alloc&) {
                // A host that hears less of its job is better off than one that loses it.
            }
        };
        listener.chunk = [tell](jobs::Chunk chunk) {
            Event event;
            event.type = CONCH_EVENT_CHUNK;
            event.phase = CONCH_PHASE_WORKING;
            event.chunk = std::move(chunk.bytes);
            event.json = std::move(chunk.json);
            tell(std::move(event));
        };
        listener.log = [this, id](std::uint32_t level, std::string text) {
            if (level > core_->log_level()) return;
            try {
                secret_.hide_in(text);
                core_->log(id, std::move(text));
            } catch (const std::bad_alloc&) {
                // Of no use to anybody but a reader.
            }
        };
        auto activity = std::make_unique<Activity>(task, *loop_, service_, std::move(settings), std::move(listener),
                                                   jobs::Shared{&watch_, &known_files_});
        Activity& running = *activity;
        activities_.emplace(id, std::move(activity));
        if (submission.deadline.count() > 0) {
            running.deadline = loop_->after(submission.deadline, [&running] {
                running.deadline.reset();
                running.timed_out = true;
                running.context.cancel(CONCH_CANCEL_HERE);
            });
        }
        running.flow.emplace(drive(running, std::move(submission)));
        running.flow->start();
    } catch (const std::bad_alloc&) {
        const auto found = activities_.find(id);
        if (found != activities_.end() && found->second->ended) return;
        activities_.erase(id);
        Event event;
        event.error = no_memory_;
        core_->end(task, std::move(event));
        leave_when_idle();
    }
}

Async<bool> Worker::drive(Activity& activity, Submission submission) {
    jobs::End end;
    try {
        if (broken_) {
            end.result = fail(*broken_);
        } else {
            auto parsed = json::parse(submission.params);  // checked when it was submitted
            if (!parsed) {
                end.result = fail(parsed.error());
            } else if (const jobs::Kind* kind = jobs::find_kind(submission.kind)) {
                const catalog::Operation& create = *catalog::find_operation(kind->operation);
                json::Document params = catalog::normalise(create, *parsed);
                const bool takes_callbacks = catalog::find_parameter(create, "replyUrl") != nullptr;
                if (takes_callbacks && !submission.reply_url.empty() && json::member(params, "replyUrl") == nullptr) {
                    json::set(params, params, "replyUrl", std::string_view(submission.reply_url));
                }
                end = co_await kind->run(activity.context, *kind, std::move(params));
            } else {
                const catalog::Operation& operation = *catalog::find_operation(submission.operation);
                json::Document params = catalog::normalise(operation, *parsed);
                if (submission.whole_list) {
                    end = co_await jobs::run_list(activity.context, operation, std::move(params), submission.most);
                } else {
                    end = co_await jobs::run_call(activity.context, operation, std::move(params));
                }
            }
        }
    } catch (const std::bad_alloc&) {
        end = jobs::End{};
        end.result = fail(Error(*no_memory_));
    } catch (const std::exception& problem) {
        end = failed(CONCH_E_INTERNAL, problem.what());
    }
    finish(activity, std::move(end));
    co_return true;
}

void Worker::finish(Activity& activity, jobs::End end) noexcept {
    activity.ended = true;
    if (activity.deadline) loop_->cancel_timer(*activity.deadline);
    Event event;
    const jobs::Progress& progress = activity.context.progress();
    event.phase = progress.phase;
    event.percent = end.result ? 100 : progress.percent;
    event.http_code = end.http_code;
    event.files = std::move(end.files);
    try {
        secret_.hide_in(end.json);
        event.json = std::move(end.json);
        event.remote_id = progress.remote_id;
        if (!end.result) {
            Error error = std::move(end.result.error());
            if (activity.timed_out && error.status == CONCH_E_CANCELLED) {
                error.status = CONCH_E_TIMEOUT;
                error.message = "the task's deadline ran out" +
                                (event.remote_id.empty() ? std::string()
                                                         : "; the job lives on at the service as " + event.remote_id);
            }
            secret_.hide_in(error.message);
            secret_.hide_in(error.body);
            event.message = error.message;
            event.error = share(std::move(error));
        }
    } catch (...) {
        event.error = no_memory_;
    }
    core_->end(activity.task, std::move(event));
    // Not from inside its own coroutine.
    try {
        loop_->post([this, id = activity.task->id] {
            activities_.erase(id);
            leave_when_idle();
        });
    } catch (...) {
        // It stays in the table until the worker ends; all that was to be said has been said.
        ++left_in_table_;
        leave_when_idle();
    }
}

void Worker::cancel(conch_task id, std::int32_t where) {
    loop_->post([this, id, where] {
        const auto found = activities_.find(id);
        if (found != activities_.end() && !found->second->ended) found->second->context.cancel(where);
    });
}

void Worker::look_now(std::string remote_id) {
    loop_->post([this, remote_id = std::move(remote_id)] {
        for (auto& [id, activity] : activities_) {
            if (!activity->ended && activity->context.is_about(remote_id)) tell_news(*activity);
        }
    });
}

// Callbacks may come in floods, and from anybody: the first is followed by a look at once, the next ones by one later.
void Worker::tell_news(Activity& activity) {
    if (activity.news_waits) return;
    const auto now = net::Clock::now();
    const auto gap = service_.poll_interval / 2;
    if (now - activity.last_news >= gap) {
        activity.last_news = now;
        activity.context.poke();
        return;
    }
    activity.news_waits = true;
    const auto rest = std::chrono::ceil<net::Milliseconds>(activity.last_news + gap - now);
    loop_->after(rest, [this, id = activity.task->id] {
        const auto found = activities_.find(id);
        if (found == activities_.end() || found->second->ended) return;
        found->second->news_waits = false;
        tell_news(*found->second);
    });
}

void Worker::cancel_all() {
    loop_->post([this] {
        // A cancel may end its task at once, but never takes it out of the table before the loop's next turn.
        for (auto& [id, activity] : activities_) {
            if (!activity->ended) activity->context.cancel(CONCH_CANCEL_HERE);
        }
    });
    closing_ = true;
}

void Worker::stop(std::chrono::milliseconds grace) noexcept {
    give_up_emulator_.store(true);
    try {
        cancel_all();
        loop_->post([this, grace] {
            stopping_ = true;
            leave_when_idle();
            try {
                loop_->after(grace, [this] { loop_->stop(); });
            } catch (const std::bad_alloc&) {
                loop_->stop();
            }
        });
    } catch (...) {
        loop_->stop();  // needs no memory; tasks then end without a last word from the service
    }
}

void Worker::leave_when_idle() {
    if (stopping_ && activities_.size() == left_in_table_) loop_->stop();
}

}  // namespace conch::client
