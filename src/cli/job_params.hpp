// The JSON of a job from the options of its command.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/failure.hpp"

namespace conch::cli {

Expected<std::string> job_params(const JobCommand& job);

}  // namespace conch::cli
