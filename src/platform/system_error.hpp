// What an errno says, in English whatever the host's locale is.
#pragma once

#include <string>

#include "base/result.hpp"

namespace conch::platform {

std::string errno_text(int number);

// "WHAT \"PATH\": TEXT OF number"
Error file_error(conch_status status, const char* what, const std::string& path, int number);

}  // namespace conch::platform
