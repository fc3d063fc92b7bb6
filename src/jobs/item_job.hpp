// The second half of a video's job, for other kinds that end with a video.
#pragma once

#include <string>
#include <vector>

#include "jobs/kinds.hpp"

namespace conch::jobs {

Async<End> finish_videos(Context& context, const Kind& kind, std::vector<std::string> ids);

}  // namespace conch::jobs
