// All exported functions by name. The table itself is generated from the public headers, so that none is forgotten.
#pragma once

#include <span>

#include "conch/util.h"

namespace conch::capi {

struct Exported {
    const char* name;
    conch_function function;
};

std::span<const Exported> exported();

}  // namespace conch::capi
