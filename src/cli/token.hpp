// The service's API token, which is never taken from the command line, where every user of the machine could read it.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/report.hpp"

namespace conch::cli {

// From --token-file or CONCH_API_TOKEN; warns when others can read the file.
Expected<std::string> api_token(const ServiceArguments& service, Report& report);

}  // namespace conch::cli
