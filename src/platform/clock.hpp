// The two clocks: one that only goes forward, for waiting, and the one on the wall, for records.
#pragma once

#include <chrono>
#include <cstdint>

namespace conch::platform {

using Clock = std::chrono::steady_clock;

// Milliseconds since 1970-01-01 UTC. May jump when somebody sets the clock: never use it to wait.
std::int64_t wall_clock_ms();

}  // namespace conch::platform
