// What the shell gets to know. The numbers are documented and frozen.
#pragma once

#include <string>

#include "conch/status.h"

namespace conch::cli {

int exit_code(conch_status status);

// The table for people, one line each.
std::string exit_code_help();

}  // namespace conch::cli
