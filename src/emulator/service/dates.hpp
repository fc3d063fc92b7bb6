// Times as the service writes them.
#pragma once

#include <cstdint>
#include <string>

namespace conch::emulator {

std::string iso_date(std::int64_t ms_since_1970);  // 2025-11-22T06:39:12.345Z
std::string elapsed(std::int64_t ms);              // mm:ss

}  // namespace conch::emulator
