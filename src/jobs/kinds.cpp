#include "jobs/kinds.hpp"

#include <array>

#include "conch/job.h"

namespace conch::jobs {

namespace {

constexpr std::array<Kind, 1> kKinds{{
    {CONCH_JOB_VIDEO, "video", "videos.create", run_video},
}};

}  // namespace

const Kind* find_kind(std::int32_t id) {
    for (const Kind& kind : kKinds) {
        if (kind.id == id) return &kind;
    }
    return nullptr;
}

}  // namespace conch::jobs
