#include "cli/follow.hpp"

#include "cli/interrupt.hpp"
#include "conch/task.h"

namespace conch::cli {

namespace {

// Also how often the clock in the progress bar runs on, and how soon Ctrl-C is noticed.
constexpr std::int32_t kSliceMs = 100;

}  // namespace

Ending follow(conch_client* client, conch_task task, std::int32_t cancel, Report& report) {
    bool cancelled = false;
    while (true) {
        const conch_event* event = nullptr;
        const conch_status status = conch_client_next_event(client, kSliceMs, &event);
        if (interrupted() && !cancelled) {
            cancelled = true;
            report.stop_progress();
            report.remark("cancelling; Ctrl-C once more leaves at once");
            conch_task_cancel(client, task, cancel);
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
