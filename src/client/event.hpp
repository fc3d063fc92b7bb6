// An event as a value: everything that the accessors of conch/event.h can be asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "conch/event.h"

namespace conch::client {

struct Event {
    std::int32_t type = CONCH_EVENT_NONE;
    conch_task task = 0;
    std::int32_t phase = CONCH_PHASE_UNSET;
    std::int32_t percent = -1;
    std::string message;
    std::string json;
    std::string chunk;
    std::vector<std::string> files;
    std::string remote_id;
    std::int32_t http_code = 0;
    std::uint64_t bytes = 0;
    std::uint64_t bytes_total = 0;
    std::int64_t remaining_ms = -1;
    std::shared_ptr<const Error> error;  // DONE without success
    void* user_data = nullptr;
};

}  // namespace conch::client
