// How many more videos each account takes, by the service's own count.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "jobs/ask.hpp"
#include "jobs/context.hpp"

namespace conch::jobs {

struct Places {
    std::string account;
    std::int64_t free = 0;
};

// Of every account that makes videos.
Async<Result<std::vector<Places>>> ask_for_places(Context& context, int tries = kUsualTries);

}  // namespace conch::jobs
