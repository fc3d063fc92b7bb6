// Whether a job would be accepted, and what it would cost.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/outcome.hpp"

namespace conch::cli {

Outcome dry_run(const std::string& params, const TaskArguments& task, const JobCommand& job);

}  // namespace conch::cli
