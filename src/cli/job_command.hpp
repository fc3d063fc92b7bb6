// `conch video create` and its like: from a prompt to a file.
#pragma once

#include "cli/arguments.hpp"
#include "cli/outcome.hpp"
#include "cli/report.hpp"

namespace conch::cli {

Outcome run_job(const Arguments& arguments, const JobCommand& job, Report& report);

}  // namespace conch::cli
