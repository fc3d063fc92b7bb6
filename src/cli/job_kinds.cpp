#include "cli/job_kinds.hpp"

#include <array>

#include "conch/job.h"

namespace conch::cli {

namespace {

constexpr std::array kVideoFields{
    Field{"--prompt", "prompt", FieldType::kText, "What is to be seen"},
    Field{"--image", "fileID", FieldType::kFile,
          "Picture to begin with, or subject: a PNG, JPEG or WebP file, or the id of a file at the service"},
    Field{"--end-image", "end_frame_fileID", FieldType::kFile, "Picture to end with"},
    Field{"--model", "model", FieldType::kText, "Model, e.g. I2V-2.3; default: the service's"},
    Field{"--options", "options", FieldType::kText, "Size and length, e.g. 768p-6sec; default: the model's"},
    Field{"--prompt-optimization", "promptOptimization", FieldType::kFlag, "Let the service rewrite the prompt"},
    Field{"--reply-url", "replyUrl", FieldType::kText, "Address that the service calls when something happens"},
    Field{"--reply-ref", "replyRef", FieldType::kText, "Your own reference, which the service hands back"},
};

constexpr std::array kKinds{
    JobKind{"video", "Videos", CONCH_JOB_VIDEO, kVideoFields, "videoId", "videos.get", "videos.cancel",
            "scheduler.list"},
};

}  // namespace

std::span<const JobKind> job_kinds() {
    return kKinds;
}

}  // namespace conch::cli
