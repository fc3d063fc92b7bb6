// How a task ended, copied out of its DONE event.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/failure.hpp"
#include "conch/event.h"

namespace conch::cli {

struct Ending {
    conch_task task = 0;  // 0: it was never accepted
    std::int32_t phase = CONCH_PHASE_UNSET;
    int http_code = 0;
    std::string remote_id;
    std::string json;
    std::vector<std::string> files;
    Failure failure;  // its status is CONCH_OK after success

    bool ok() const { return failure.status == CONCH_OK; }
};

Ending ending_of(const conch_event* done);
Ending ending_of(Failure failure);

}  // namespace conch::cli
