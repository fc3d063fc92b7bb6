// The worker: the thread's own side of a client. Runs the loop and one coroutine for each task.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "api/secret.hpp"
#include "base/async.hpp"
#include "client/core.hpp"
#include "client/emulator_process.hpp"
#include "jobs/context.hpp"
#include "jobs/kinds.hpp"
#include "jobs/known_files.hpp"
#include "jobs/queue.hpp"
#include "jobs/record.hpp"
#include "jobs/watch.hpp"
#include "net/loop.hpp"

namespace conch::client {

class Worker : public std::enable_shared_from_this<Worker> {
  public:
    static Result<std::shared_ptr<Worker>> create(std::shared_ptr<Core> core, api::Service service,
                                                  net::LoopOptions loop_options,
                                                  std::optional<EmulatorOptions> emulator,
                                                  Result<std::string> state_directory);

    // The thread's body. Returns after stop().
    void run();

    // From any thread.
    void begin(std::shared_ptr<Task> task, Submission submission);
    void cancel(conch_task id, std::int32_t where);
    void cancel_all();
    // Whether jobs that wait to be created stay waiting.
    void pause(bool paused);
    // There may be news of this remote job: whoever follows it looks now.
    void look_now(std::string remote_id);
    // Cancels everything, gives the tasks `grace` to end by themselves, then leaves the loop.
    void stop(std::chrono::milliseconds grace) noexcept;

  private:
    struct Activity;
    Worker(std::shared_ptr<Core> core, api::Service service, std::unique_ptr<net::Loop> loop,
           std::optional<EmulatorOptions> emulator, Result<std::string> state_directory);

    // Behind a pointer, since it passes through many hands, and is let go before a job waits for hours.
    using Parcel = std::shared_ptr<const Submission>;
    void start(const std::shared_ptr<Task>& task, Parcel submission);
    Async<bool> drive(Activity& activity, Parcel submission);
    Async<jobs::End> work_of(Activity& activity, Parcel submission);
    Async<jobs::End> run_job(Activity& activity, const jobs::Kind& kind, Parcel submission, json::Document params);
    Async<Result<void>> begin_record(Activity& activity, const jobs::Kind& kind, Parcel submission,
                                     json::Document& params);
    Async<bool> end_record(Activity& activity, jobs::End& end);
    Async<jobs::End> answer_from_journal(Activity& activity, Parcel submission);
    Async<jobs::End> restore(Activity& activity, const Submission& submission);
    [[nodiscard]] Result<store::Job> new_record(const jobs::Kind& kind, const Submission& submission,
                                                const json::Document& params) const;
    // Which service the journal's jobs belong to; a private emulator's address is another one each time.
    [[nodiscard]] std::string journal_endpoint() const { return emulator_options_ ? "emulator:" : service_.base_url; }
    [[nodiscard]] conch_task task_of_job(const std::string& id) const;
    void finish(Activity& activity, jobs::End end) noexcept;
    void tell_news(Activity& activity);
    void leave_when_idle();

    std::shared_ptr<Core> core_;
    api::Service service_;
    api::Secret secret_;  // the token; hidden in all that comes from outside
    std::unique_ptr<net::Loop> loop_;
    Result<std::shared_ptr<store::Journal>> journal_;  // nullptr: none is kept; an error: why none can be
    bool told_of_no_journal_ = false;
    jobs::Claims claims_;
    jobs::Watch watch_;
    jobs::KnownFiles known_files_;
    jobs::Queue queue_;
    std::optional<EmulatorOptions> emulator_options_;  // a private emulator, started before anything else
    std::atomic<bool> give_up_emulator_{false};
    std::shared_ptr<const Error> no_memory_;  // these two are made in time
    std::shared_ptr<const Error> cancelled_;
    std::optional<Error> broken_;  // the emulator did not start: every task ends with this
    std::unordered_map<conch_task, std::unique_ptr<Activity>> activities_;
    std::atomic<bool> closing_{false};  // what has not begun never will
    bool stopping_ = false;
    std::size_t left_in_table_ = 0;  // activities that have ended, where there was no memory to take them out
};

}  // namespace conch::client
