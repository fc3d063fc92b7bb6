#include "cli/job_command.hpp"

#include <filesystem>

#include "cli/dry_run.hpp"
#include "cli/follow.hpp"
#include "cli/interrupt.hpp"
#include "cli/job_advice.hpp"
#include "cli/job_params.hpp"
#include "cli/session.hpp"
#include "conch/job.h"

namespace conch::cli {

namespace {

struct Place {
    std::string directory = ".";
    std::string file_name;  // empty: the library's choice
};

// The sound goes to whoever reads standard output, and into no file.
bool plays(const Arguments& arguments, const JobCommand& job) {
    return job.kind->chunks == Chunks::kSound && arguments.task.out == "-";
}

Place place_of(const std::string& out) {
    Place place;
    if (out.empty()) return place;
    std::error_code ignored;
    const std::filesystem::path path(out);
    if (out.ends_with('/') || is_directory(path, ignored)) {
        place.directory = out;
        return place;
    }
    if (path.has_parent_path()) place.directory = path.parent_path().string();
    place.file_name = path.filename().string();
    return place;
}

Expected<conch_task> start(conch_client* client, const Arguments& arguments, const JobCommand& job,
                           const std::string& params) {
    const Place place = place_of(arguments.task.out);
    conch_task_options options = task_options(arguments.task);
    if (!job.download || plays(arguments, job)) options.flags |= CONCH_TASK_NO_DOWNLOAD;
    options.directory = place.directory.c_str();
    options.file_name = place.file_name.empty() ? nullptr : place.file_name.c_str();

    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_status status = conch_generate(client, job.kind->number, params.c_str(), &options, &task, &error);
    if (status != CONCH_OK) return tl::unexpected(take_failure(status, error));
    return task;
}

Chunks chunks_of(const Arguments& arguments, const JobCommand& job) {
    // Without a reader there is nobody to tell of pieces that are no text.
    const bool silent = job.kind->chunks == Chunks::kSound && !plays(arguments, job);
    return silent ? Chunks::kNone : job.kind->chunks;
}

std::string result_text(const Ending& ending, bool download) {
    if (!download) return ending.json + "\n";
    std::string text;
    for (const std::string& file : ending.files)
        text += file + "\n";
    return text;
}

}  // namespace

Outcome run_job(const Arguments& arguments, const JobCommand& job, Report& report) {
    const Expected<std::string> params = job_params(job);
    if (!params) return outcome_of(params.error());

    if (job.dry_run) return dry_run(*params, arguments.task, job);

    watch_interrupts();
    Expected<Client> client = open_client(arguments, report);
    if (!client) return outcome_of(std::move(client.error()));
    report.show_chunks(chunks_of(arguments, job));
    const Expected<conch_task> task = start(client->get(), arguments, job, *params);
    if (!task) return outcome_of(task.error());

    const std::int32_t cancel = job.cancel_everywhere ? CONCH_CANCEL_EVERYWHERE : CONCH_CANCEL_HERE;
    Outcome outcome{follow(client->get(), *task, cancel, report), {}, {}};
    if (outcome.ending.ok()) {
        outcome.result = result_text(outcome.ending, job.download);
    } else {
        outcome.advice = job_advice(outcome.ending, arguments, job);
    }
    return outcome;
}

}  // namespace conch::cli
