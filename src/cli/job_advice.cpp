#include "cli/job_advice.hpp"

#include <cstdlib>

#include "cli/json_text.hpp"
#include "cli/text.hpp"

namespace conch::cli {

namespace {

// The same service and account again; what the environment says need not be repeated.
std::string service_options(const ServiceArguments& service) {
    const char* variable = std::getenv("CONCH_BASE_URL");
    std::string options;
    if (!service.base_url.empty() && (variable == nullptr || service.base_url != variable)) {
        options += " --base-url " + shell_quoted(service.base_url);
    }
    if (!service.token_file.empty()) options += " --token-file " + shell_quoted(service.token_file);
    return options;
}

std::string call_line(const char* operation, const JobKind& kind, const std::string& id,
                      const ServiceArguments& service) {
    JsonObject params;
    params.add(kind.id, id);
    return std::string("conch call ") + operation + " " + shell_quoted(params.str()) + service_options(service);
}

bool is_over(conch_status status) {
    return status == CONCH_E_JOB_FAILED || status == CONCH_E_JOB_MODERATED || status == CONCH_E_JOB_VANISHED;
}

std::string known_job(const Ending& ending, const ServiceArguments& service, const JobCommand& job) {
    const JobKind& kind = *job.kind;
    const bool finished = ending.phase == CONCH_PHASE_DOWNLOADING;
    const bool asked_to_stop = job.cancel_everywhere && ending.failure.status == CONCH_E_CANCELLED;
    std::string text = std::string("the ") + kind.name + " " + ending.remote_id;
    if (finished) {
        text += " is finished and stays at the service.";
    } else if (asked_to_stop) {
        text += " was asked to stop; credits may be spent all the same.";
    } else {
        text += " goes on at the service.";
    }
    if (!asked_to_stop) text += "\n  fetch:  conch jobs restore" + service_options(service);
    text += "\n  look:   " + call_line(kind.look_operation, kind, ending.remote_id, service);
    if (!finished && !asked_to_stop && kind.cancel_operation != nullptr) {
        text += "\n  cancel: " + call_line(kind.cancel_operation, kind, ending.remote_id, service);
    }
    return text;
}

std::string retry_text(const Failure& failure) {
    if (!failure.retriable) return {};
    if (failure.retry_after_ms < 0) return "the same command may succeed later.";
    return "the same command may succeed in " + std::to_string((failure.retry_after_ms + 999) / 1000) + " s.";
}

}  // namespace

std::string job_advice(const Ending& ending, const Arguments& arguments, const JobCommand& job) {
    const ServiceArguments& service = arguments.service;
    const conch_status status = ending.failure.status;
    // A private emulator ends with this run, and its jobs with it.
    if (service.emulator || is_over(status)) return retry_text(ending.failure);
    if (!ending.remote_id.empty()) return known_job(ending, service, job);
    const bool unsure = status == CONCH_E_AMBIGUOUS || (ending.phase == CONCH_PHASE_CREATING &&
                                                        (status == CONCH_E_CANCELLED || status == CONCH_E_TIMEOUT));
    if (unsure) {
        return "the service may have accepted it.\n  look:   conch call " + std::string(job.kind->list_operation) +
               service_options(service);
    }
    if (status == CONCH_E_CANCELLED) return "nothing was created.";
    return retry_text(ending.failure);
}

}  // namespace conch::cli
