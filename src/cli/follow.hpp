// Stays with a task until it ends.
#pragma once

#include "cli/ending.hpp"
#include "cli/report.hpp"
#include "conch/client.h"

namespace conch::cli {

// Several tasks to their ends, in the order in which they ended. Ctrl-C closes the client: what the service has taken
// stays in the journal.
std::vector<Ending> follow_all(conch_client* client, const std::vector<conch_task>& tasks, Report& report);

// `cancel` is how far Ctrl-C reaches: CONCH_CANCEL_HERE or CONCH_CANCEL_EVERYWHERE.
Ending follow(conch_client* client, conch_task task, std::int32_t cancel, Report& report);

}  // namespace conch::cli
