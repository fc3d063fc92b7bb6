// `conch call`: exactly one request.
#pragma once

#include "cli/arguments.hpp"
#include "cli/outcome.hpp"
#include "cli/report.hpp"

namespace conch::cli {

Outcome run_call(const Arguments& arguments, const CallCommand& call, Report& report);

}  // namespace conch::cli
