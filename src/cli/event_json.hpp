// Events as lines of JSON, for programs. The form is documented; fields are only ever added.
#pragma once

#include <cstdint>
#include <string>

#include "cli/ending.hpp"
#include "conch/event.h"

namespace conch::cli {

// The name of a CONCH_PHASE_….
const char* phase_name(std::int32_t phase);

// A PROGRESS, CHUNK or LOG event.
std::string event_json(const conch_event* event);

// The last line of all.
std::string ending_json(const Ending& ending);

}  // namespace conch::cli
