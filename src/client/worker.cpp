#include "client/worker.hpp"

#include <new>
#include <thread>

#include "api/reply_ref.hpp"
#include "api/secret.hpp"
#include "catalog/validate.hpp"
#include "jobs/end.hpp"
#include "jobs/journal_view.hpp"
#include "jobs/kinds.hpp"
#include "jobs/list.hpp"
#include "jobs/on_journal.hpp"

namespace conch::client {

// One running task. Lives until its coroutine has ended and returned to the loop.
struct Worker::Activity {
    Activity(Worker& of, std::shared_ptr<Task> of_task, jobs::Settings settings)
        : worker(of),
          task(std::move(of_task)),
          context(*of.loop_, of.service_, std::move(settings), listener(),
                  jobs::Shared{&of.watch_, &of.known_files_, &of.queue_}) {}

    // What the task has to say to its host.
    jobs::Listener listener();
    void tell(Event event);

    Worker& worker;
    std::shared_ptr<Task> task;
    jobs::Context context;
    std::optional<jobs::Record> record;  // of a job
    std::optional<Async<bool>> flow;
    std::optional<net::TimerId> deadline;
    net::Clock::time_point last_news = net::Clock::now() - std::chrono::hours(1);
    bool news_waits = false;  // for a timer
    // What restoring has accepted: begun when the restore itself has ended.
    std::vector<std::pair<std::shared_ptr<Task>, Submission>> restored;
    bool cancelled_by_host = false;
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

using Found = Result<std::vector<store::Job>>;

Async<jobs::End> at_once(jobs::End end) {
    co_return end;
}

}  // namespace

Result<std::shared_ptr<Worker>> Worker::create(std::shared_ptr<Core> core, api::Service service,
                                               net::LoopOptions loop_options, std::optional<EmulatorOptions> emulator,
                                               Result<std::string> state_directory) {
    loop_options.before_sleep = [core] { core->queue().flush(); };
    auto loop = net::Loop::create(std::move(loop_options));
    if (!loop) return fail(loop.error());
    return std::shared_ptr<Worker>(new Worker(std::move(core), std::move(service), std::move(*loop),
                                              std::move(emulator), std::move(state_directory)));
}

Worker::Worker(std::shared_ptr<Core> core, api::Service service, std::unique_ptr<net::Loop> loop,
               std::optional<EmulatorOptions> emulator, Result<std::string> state_directory)
    : core_(std::move(core)),
      service_(std::move(service)),
      secret_(emulator ? std::string_view() : std::string_view(service_.api_token)),  // the emulator's is none
      loop_(std::move(loop)),
      journal_(std::move(state_directory).map([](const std::string& directory) {
          return directory.empty() ? nullptr : std::make_shared<store::Journal>(directory);
      })),
      watch_(*loop_, service_),
      queue_(*loop_, service_),
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
        if (!activity->ended) finish(*activity, jobs::ended(CONCH_E_CANCELLED, "the client was destroyed"));
    }
    core_->queue().close();
    // Where a disk hangs for longer than a host may wait, what is still at work there reads from the activities.
    if (loop_->end_offloads(shared_from_this())) activities_.clear();
}

void Worker::Activity::tell(Event event) {
    worker.secret_.hide_in(event.message);
    worker.secret_.hide_in(event.remote_id);
    if (!worker.core_->report(task, std::move(event))) worker.cancel(task->id, CONCH_CANCEL_HERE);
}

jobs::Listener Worker::Activity::listener() {
    jobs::Listener listener;
    listener.progress = [this](const jobs::Progress& progress) {
        try {
            tell(event_of(progress));
        } catch (const std::bad_alloc&) {
            // A host that hears less of its job is better off than one that loses it.
        }
    };
    listener.chunk = [this](jobs::Chunk chunk) {
        Event event;
        event.type = CONCH_EVENT_CHUNK;
        event.phase = CONCH_PHASE_WORKING;
        event.chunk = std::move(chunk.bytes);
        event.json = std::move(chunk.json);
        if (task->kind != 0) api::take_out_marks(event.json);
        tell(std::move(event));
    };
    listener.log = [this](std::uint32_t level, std::string text) {
        if (level > worker.core_->log_level()) return;
        try {
            worker.secret_.hide_in(text);
            worker.core_->log(task->id, std::move(text));
        } catch (const std::bad_alloc&) {
            // Of no use to anybody but a reader.
        }
    };
    return listener;
}

void Worker::begin(std::shared_ptr<Task> task, Submission submission) {
    auto parcel = std::make_shared<const Submission>(std::move(submission));
    loop_->post([this, task = std::move(task), parcel = std::move(parcel)] { start(task, parcel); });
}

void Worker::start(const std::shared_ptr<Task>& task, Parcel submission) {
    const conch_task id = task->id;
    if (closing_) {  // accepted while the client was being closed
        Event event;
        event.error = cancelled_;
        core_->end(task, std::move(event));
        return;
    }
    try {
        jobs::Settings settings{submission->flags,     submission->priority,  id,
                                submission->directory, submission->file_name, submission->files};
        auto activity = std::make_unique<Activity>(*this, task, std::move(settings));
        Activity& running = *activity;
        activities_.emplace(id, std::move(activity));
        if (submission->deadline.count() > 0) {
            running.deadline = loop_->after(submission->deadline, [&running] {
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

Async<bool> Worker::drive(Activity& activity, Parcel submission) {
    jobs::End end;
    try {
        end = co_await work_of(activity, std::move(submission));
    } catch (const std::bad_alloc&) {
        end = jobs::ended(*no_memory_);
    } catch (const std::exception& problem) {
        end = jobs::ended(CONCH_E_INTERNAL, problem.what());
    }
    auto restored = std::move(activity.restored);
    finish(activity, std::move(end));
    for (auto& [task, of] : restored)
        begin(std::move(task), std::move(of));
    co_return true;
}

// The coroutine that does it. None itself: what waits for hours beside thousands of others is to be small.
Async<jobs::End> Worker::work_of(Activity& activity, Parcel submission) {
    if (broken_) return at_once(jobs::ended(*broken_));
    if (submission->journal != JournalWish::none) return answer_from_journal(activity, std::move(submission));
    auto given = json::parse(submission->params);  // checked when it was submitted
    if (!given) return at_once(jobs::ended(std::move(given.error())));
    if (const jobs::Kind* kind = jobs::find_kind(submission->kind)) {
        const catalog::Operation& create = *catalog::find_operation(kind->operation);
        return run_job(activity, *kind, std::move(submission), catalog::normalise(create, std::move(*given)));
    }
    const catalog::Operation& operation = *catalog::find_operation(submission->operation);
    json::Document params = catalog::normalise(operation, std::move(*given));
    if (submission->whole_list) return jobs::run_list(activity.context, operation, std::move(params), submission->most);
    return jobs::run_call(activity.context, operation, std::move(params));
}

Result<store::Job> Worker::new_record(const jobs::Kind& kind, const Submission& submission,
                                      const json::Document& params) const {
    auto id = api::new_job_id();
    if (!id) return fail(id.error());
    store::Job job;
    job.id = std::move(*id);
    job.kind = kind.id;
    job.endpoint = journal_endpoint();
    job.credentials = api::fingerprint(service_.api_token);
    job.params = submission.params;
    for (const char* name : {"prompt", "text"}) {
        if (const auto text = json::string_member(params, name)) job.prompt = std::string(*text);
    }
    job.flags = submission.flags;
    job.priority = submission.priority;
    job.directory = submission.directory;
    job.file_name = submission.file_name;
    job.credits = catalog::estimate(*catalog::find_operation(kind.operation), params).credits;
    return job;
}

namespace {

// Whether a job's record is closed by that end. A job that lives on at the service, or may, stays unfinished, so that
// it can be restored; so does one that only ended because its client did.
bool is_for_good(const store::Job& job, conch_status status, bool cancelled_by_host, bool timed_out) {
    if (status == CONCH_OK) return true;
    if (status == CONCH_E_CANCELLED && !timed_out) return cancelled_by_host;
    switch (job.state) {
        case store::State::waiting:
            return true;  // nothing was spent, and the host knows
        case store::State::creating:
            return !timed_out;  // ambiguous, and the host knows; or still being looked for
        default:
            return status == CONCH_E_JOB_FAILED || status == CONCH_E_JOB_MODERATED || status == CONCH_E_JOB_VANISHED;
    }
}

}  // namespace

Async<jobs::End> Worker::run_job(Activity& activity, const jobs::Kind& kind, Parcel submission, json::Document params) {
    auto begun = co_await begin_record(activity, kind, std::move(submission), params);
    if (!begun) co_return jobs::ended(std::move(begun.error()));
    jobs::End end = co_await kind.run(activity.context, kind, std::move(params));
    co_await end_record(activity, end);
    co_return end;
}

// The job's page in the journal, before anything is done.
Async<Result<void>> Worker::begin_record(Activity& activity, const jobs::Kind& kind, Parcel submission,
                                         json::Document& params) {
    if (!journal_) {
        Error error = journal_.error();
        error.message = "no journal can be kept: " + error.message +
                        "; nothing was sent. Set state_directory to a place for it, or to \"\" to do without.";
        co_return fail(std::move(error));
    }
    auto job = submission->restored ? Result<store::Job>(*submission->restored) : new_record(kind, *submission, params);
    if (!job) co_return fail(std::move(job.error()));
    jobs::Context& context = activity.context;
    jobs::Record& record = activity.record.emplace(*journal_, &secret_, &claims_, std::move(*job));
    context.set_record(&record);
    if (!*journal_ && !emulator_options_ && !std::exchange(told_of_no_journal_, true)) {
        context.log(CONCH_LOG_WARNING,
                    "no journal is kept: a job whose program dies is not brought back and leaves no record");
    }
    const bool takes_callbacks =
        catalog::find_parameter(*catalog::find_operation(kind.operation), "replyUrl") != nullptr;
    if (takes_callbacks && !submission->reply_url.empty() && json::member(params, "replyUrl") == nullptr) {
        json::set(params, params, "replyUrl", std::string_view(submission->reply_url));
    }
    if (record.known()) context.progress().remote_id = record.job().remote_ids.front();
    submission.reset();  // thousands may come at once, and wait here
    co_return co_await record.begin(context);
}

Async<bool> Worker::end_record(Activity& activity, jobs::End& end) {
    api::take_out_marks(end.json);
    if (!end.result) api::take_out_marks(end.result.error().body);
    const conch_status status = end.result ? CONCH_OK : end.result.error().status;
    jobs::Record& record = *activity.record;
    const bool for_good = is_for_good(record.job(), status, activity.cancelled_by_host, activity.timed_out);
    // Ended only because the client does: what the journal says is still so, and ten thousand of them are no reason to
    // keep the host waiting.
    const bool interrupted = status == CONCH_E_CANCELLED && !for_good;
    std::string message;
    if (!end.result) message = end.result.error().message;
    if (!interrupted) co_await record.ended(activity.context, status, std::move(message), for_good);
    co_return true;
}

conch_task Worker::task_of_job(const std::string& id) const {
    for (const auto& [number, activity] : activities_) {
        if (activity->record && !activity->ended && activity->record->job().id == id) return number;
    }
    return 0;
}

Async<jobs::End> Worker::answer_from_journal(Activity& activity, Parcel submission) {
    if (!journal_) co_return jobs::ended(journal_.error());
    if (!*journal_) co_return jobs::ended(CONCH_E_UNSUPPORTED, "this client keeps no journal of its jobs");
    if (submission->journal == JournalWish::restore) co_return co_await restore(activity, *submission);

    const store::Filter& filter = submission->filter;
    if (submission->journal == JournalWish::forget) {
        if (task_of_job(filter.id) != 0)
            co_return jobs::ended(CONCH_E_BUSY, "a task of this client works on the job; cancel it first");
        std::function<Result<void>(store::Journal&)> forget = [id = filter.id](store::Journal& journal) {
            return journal.forget(id);
        };
        jobs::End end;
        end.result = co_await jobs::on_journal(activity.context, *journal_, std::move(forget));
        co_return end;
    }
    std::function<Found(store::Journal&)> list = [filter](store::Journal& journal) { return journal.list(filter); };
    auto found = co_await jobs::on_journal(activity.context, *journal_, std::move(list));
    if (!found) co_return jobs::ended(std::move(found.error()));
    jobs::End end;
    end.json = jobs::list_json(*found, **journal_, [this](const std::string& id) { return task_of_job(id); });
    co_return end;
}

Async<jobs::End> Worker::restore(Activity& activity, const Submission& submission) {
    store::Filter filter = submission.filter;
    filter.endpoint = journal_endpoint();
    filter.credentials = api::fingerprint(service_.api_token);
    if (!filter.id.empty() && task_of_job(filter.id) != 0)
        co_return jobs::ended(CONCH_E_BUSY, "a task of this client works on the job already");
    std::function<Found(store::Journal&)> take_over = [filter](store::Journal& journal) -> Found {
        auto taken = journal.take_over(filter);
        if (!taken || !taken->empty() || filter.id.empty()) return taken;
        const auto elsewhere = journal.list(filter);
        if (elsewhere && !elsewhere->empty())
            return fail(CONCH_E_BUSY, "another program that is running works on the job");
        return fail(CONCH_E_NOT_FOUND, "the journal has no such job of this service and this token");
    };
    auto found = co_await jobs::on_journal(activity.context, *journal_, std::move(take_over));
    if (!found) co_return jobs::ended(std::move(found.error()));

    std::vector<jobs::Restored> restored;
    std::size_t left = 0;
    for (store::Job& job : *found) {
        if (task_of_job(job.id) != 0 || jobs::find_kind(job.kind) == nullptr) continue;
        if (job.state == store::State::ended) {
            if (job.sent_ms == 0) {
                co_return jobs::ended(CONCH_E_INVALID,
                                      "the service never took the job, so there is nothing to bring back; "
                                      "submit it again");
            }
            job.state = job.remote_ids.empty() ? store::State::creating : store::State::running;
            job.ended_ms = 0;
            job.files.clear();
        }
        Submission again;
        again.kind = job.kind;
        again.params = job.params;
        again.flags = job.flags;
        again.priority = job.priority;
        again.directory = job.directory;
        again.file_name = job.file_name;
        again.deliver = submission.deliver;
        again.deadline = submission.deadline;
        again.reply_url = submission.reply_url;
        again.callback = submission.callback;
        again.user_data = activity.task->user_data;
        again.restored = std::make_shared<const store::Job>(job);
        auto task = core_->accept(again);
        if (!task) {
            ++left;
            continue;
        }
        again.user_data.reset();  // the task has it; the worker must not be the last to let it go
        restored.push_back({(*task)->id, job.id, job.kind});
        activity.restored.emplace_back(std::move(*task), std::move(again));
    }
    jobs::End end;
    end.json = jobs::restore_json(restored, left, **journal_);
    co_return end;
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
        secret_.hide_in(event.remote_id);
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
        if (found == activities_.end() || found->second->ended) return;
        found->second->cancelled_by_host = true;
        found->second->context.cancel(where);
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

void Worker::pause(bool paused) {
    loop_->post([this, paused] { queue_.pause(paused); });
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
