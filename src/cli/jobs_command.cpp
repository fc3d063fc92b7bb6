#include "cli/jobs_command.hpp"

#include "cli/follow.hpp"
#include "cli/interrupt.hpp"
#include "cli/jobs_view.hpp"
#include "cli/json_text.hpp"
#include "cli/session.hpp"
#include "conch/journal.h"

namespace conch::cli {

namespace {

Outcome list(conch_client* client, const JobsCommand& command, Report& report) {
    JsonObject filter;
    if (command.unfinished) filter.add("state", "unfinished");
    if (command.ended) filter.add("state", "ended");
    if (command.limit > 0) filter.add("limit", command.limit);
    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_status status = conch_jobs_list(client, filter.str().c_str(), nullptr, &task, &error);
    if (status != CONCH_OK) return outcome_of(take_failure(status, error));
    Outcome outcome{follow(client, task, CONCH_CANCEL_HERE, report), {}, {}};
    if (outcome.ending.ok()) outcome.result = jobs_text(outcome.ending.json);
    return outcome;
}

Outcome forget(conch_client* client, const JobsCommand& command, Report& report) {
    Outcome outcome;
    outcome.ending.failure.status = CONCH_OK;
    for (const std::string& job : command.jobs) {
        conch_task task = 0;
        conch_error* error = nullptr;
        const conch_status status = conch_job_forget(client, job.c_str(), nullptr, &task, &error);
        if (status != CONCH_OK) return outcome_of(take_failure(status, error));
        outcome.ending = follow(client, task, CONCH_CANCEL_HERE, report);
        if (!outcome.ending.ok()) return outcome;
    }
    return outcome;
}

// The tasks of one restore, appended.
Expected<void> restore(conch_client* client, const char* job, const TaskArguments& arguments,
                       std::vector<conch_task>& tasks, Report& report) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.deadline_ms = task_options(arguments).deadline_ms;
    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_status status = conch_jobs_restore(client, job, &options, &task, &error);
    if (status != CONCH_OK) return tl::unexpected(take_failure(status, error));
    Ending ending = follow(client, task, CONCH_CANCEL_HERE, report);
    if (!ending.ok()) return tl::unexpected(std::move(ending.failure));
    for (const conch_task restored : restored_tasks(ending.json))
        tasks.push_back(restored);
    return {};
}

Outcome restore(conch_client* client, const Arguments& arguments, const JobsCommand& command, Report& report) {
    std::vector<conch_task> tasks;
    std::vector<const char*> jobs;
    jobs.reserve(command.jobs.size());
    for (const std::string& job : command.jobs)
        jobs.push_back(job.c_str());
    if (jobs.empty()) jobs.push_back(nullptr);
    for (const char* job : jobs) {
        if (Expected<void> brought = restore(client, job, arguments.task, tasks, report); !brought)
            return outcome_of(std::move(brought.error()));
    }

    Outcome outcome;
    outcome.ending.failure.status = CONCH_OK;
    std::vector<std::string> files;
    for (Ending& ending : follow_all(client, tasks, report)) {
        files.insert(files.end(), ending.files.begin(), ending.files.end());
        if (outcome.ending.ok()) {
            outcome.ending = std::move(ending);  // the first that failed, or the last
        } else if (!ending.ok()) {
            report.remark(ending.failure.message);
        }
    }
    for (const std::string& file : files)
        outcome.result += file + '\n';
    outcome.ending.files = std::move(files);
    // What did come is a result although another job failed.
    if (!outcome.ending.ok() && !outcome.result.empty()) outcome.advice = "These files came:\n" + outcome.result;
    if (tasks.empty()) report.remark("there is nothing to bring back");
    return outcome;
}

}  // namespace

Outcome run_jobs(const Arguments& arguments, const JobsCommand& command, Report& report) {
    watch_interrupts();
    const bool asks_the_service = command.what == JobsCommand::What::restore;
    Expected<Client> client = open_client(arguments, report, asks_the_service ? Token::needed : Token::unused);
    if (!client) return outcome_of(std::move(client.error()));
    switch (command.what) {
        case JobsCommand::What::list:
            return list(client->get(), command, report);
        case JobsCommand::What::forget:
            return forget(client->get(), command, report);
        default:
            return restore(client->get(), arguments, command, report);
    }
}

}  // namespace conch::cli
