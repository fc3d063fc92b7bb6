// Every status with its name and its sentence.
#pragma once

#include <span>

#include "conch/status.h"

namespace conch {

struct StatusRow {
    conch_status status;
    const char* name;
    const char* message;
};

std::span<const StatusRow> status_table();

// nullptr for a number that this version does not know.
const StatusRow* find_status(conch_status status);

}  // namespace conch
