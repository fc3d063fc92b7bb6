#include "cli/follow.hpp"

#include "cli/interrupt.hpp"
#include "conch/task.h"

namespace conch::cli {

namespace {

// Also how often the clock in the progress bar runs on, and how soon Ctrl-C is noticed.
constexpr std::int32_t kSliceMs = 100;

bool is_at_the_service(conch_client* client, conch_task task) {
    conch_task_info info = CONCH_TASK_INFO_INIT;
    return conch_task_state(client, task, &info) == CONCH_OK && info.kind != 0 && info.phase >= CONCH_PHASE_CREATING &&
           info.phase != CONCH_PHASE_WAITING;
}

}  // namespace

std::vector<Ending> follow_all(conch_client* client, const std::vector<conch_task>& tasks, Report& report) {
    std::vector<Ending> endings;
    bool closed = false;
    while (endings.size() < tasks.size()) {
        const conch_event* event = nullptr;
        const conch_status status = conch_client_next_event(client, kSliceMs, &event);
        if (interrupted() && !closed) {
            closed = true;
            report.stop_progress();
            report.remark("leaving; \"conch jobs restore\" goes on with what is not finished");
            conch_client_close(client);
        }
        if (status == CONCH_NO_EVENT) {
            report.idle();
        } else if (status != CONCH_OK) {
            endings.push_back(ending_of(take_failure(status, nullptr)));
            break;
        } else if (conch_event_type(event) == CONCH_EVENT_DONE) {
            endings.push_back(ending_of(event));
        } else {
            report.event(event);
        }
    }
    return endings;
}

Ending follow(conch_client* client, conch_task task, std::int32_t cancel, Report& report) {
    bool cancelled = false;
    while (true) {
        const conch_event* event = nullptr;
        const conch_status status = conch_client_next_event(client, kSliceMs, &event);
        if (interrupted() && !cancelled) {
            cancelled = true;
            report.stop_progress();
            report.remark("cancelling; Ctrl-C once more leaves at once");
            // A closed client leaves its jobs in the journal, for "conch jobs restore"; a cancelled one is over.
            const bool keeps_it = cancel == CONCH_CANCEL_HERE && is_at_the_service(client, task);
            keeps_it ? conch_client_close(client) : conch_task_cancel(client, task, cancel);
        }
        if (status == CONCH_NO_EVENT) {
            report.idle();
        } else if (status != CONCH_OK) {
            return ending_of(take_failure(status, nullptr));
        } else if (conch_event_type(event) == CONCH_EVENT_DONE) {
            return ending_of(event);
        } else {
            report.event(event);
        }
    }
}

}  // namespace conch::cli
