#include "jobs/kinds.hpp"

#include <array>

#include "conch/job.h"

namespace conch::jobs {

namespace {

constexpr std::array kKinds{
    Kind{CONCH_JOB_VIDEO, "video", "videos.create", run_video},
    Kind{CONCH_JOB_IMAGE, "image", "images.create", run_image},
    Kind{CONCH_JOB_AGENT, "agent", "agent.run", run_agent},
    Kind{CONCH_JOB_SPEECH, "speech", "audio.create_mp3", run_speech},
    Kind{CONCH_JOB_MUSIC, "music", "music.create", run_music},
    Kind{CONCH_JOB_SPEECH_STREAM, "speech", "audio.create_stream", run_speech_stream},
    Kind{CONCH_JOB_CHAT, "chat", "llm.send", run_chat},
    Kind{CONCH_JOB_TEMPLATE_VIDEO, "template-video", "videos.create_from_template", run_template_video},
};

}  // namespace

const Kind* find_kind(std::int32_t id) {
    for (const Kind& kind : kKinds) {
        if (kind.id == id) return &kind;
    }
    return nullptr;
}

}  // namespace conch::jobs
