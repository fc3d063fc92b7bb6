// The version as text.
#pragma once

#include "conch/version.h"

#define CONCH_EMULATOR_TEXT_OF(number) #number
#define CONCH_EMULATOR_TEXT(number) CONCH_EMULATOR_TEXT_OF(number)

namespace conch::emulator {

inline constexpr const char* kVersion = CONCH_EMULATOR_TEXT(CONCH_VERSION_MAJOR) "." CONCH_EMULATOR_TEXT(
    CONCH_VERSION_MINOR) "." CONCH_EMULATOR_TEXT(CONCH_VERSION_PATCH);

}  // namespace conch::emulator

#undef CONCH_EMULATOR_TEXT
#undef CONCH_EMULATOR_TEXT_OF
