// conch jobs list, restore, forget: the journal of jobs on this machine.
#pragma once

#include "cli/arguments.hpp"
#include "cli/outcome.hpp"
#include "cli/report.hpp"

namespace conch::cli {

Outcome run_jobs(const Arguments& arguments, const JobsCommand& command, Report& report);

}  // namespace conch::cli
