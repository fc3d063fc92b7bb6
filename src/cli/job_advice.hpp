// What a person should know after a job ended badly: what still runs at the service, and how to get at it.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/ending.hpp"

namespace conch::cli {

std::string job_advice(const Ending& ending, const Arguments& arguments, const JobCommand& job);

}  // namespace conch::cli
