#include "cli/job_kinds.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "cli/catalog_view.hpp"
#include "conch/job.h"

namespace conch::cli {

namespace {

constexpr std::array kKinds{
    JobKind{"video", "create", "Videos", CONCH_JOB_VIDEO, "videos.create", "videoId", "videos.get", "videos.cancel",
            "scheduler.list"},
    JobKind{"image", "create", "Pictures", CONCH_JOB_IMAGE, "images.create", "imageId", "images.get", nullptr,
            "scheduler.list"},
    JobKind{"agent", "run", "Tasks in plain words", CONCH_JOB_AGENT, "agent.run", "jobId", "agent.get", nullptr,
            "agent.jobs"},
    JobKind{"speech", "create", "Spoken texts (decommissioned by the service)", CONCH_JOB_SPEECH, "audio.create_mp3",
            "audio_id", "audio.get", nullptr, "audio.list"},
    JobKind{"music", "create", "Songs (decommissioned by the service)", CONCH_JOB_MUSIC, "music.create", "musicId",
            "music.get", nullptr, "music.list"},
    JobKind{"speech", "stream", "", CONCH_JOB_SPEECH_STREAM, "audio.create_stream", "audio_id", "audio.get", nullptr,
            "audio.list", Chunks::kSound},
    JobKind{"chat", "send", "Messages to the chat model (decommissioned by the service)", CONCH_JOB_CHAT, "llm.send",
            "chatID", "llm.get", nullptr, "llm.list", Chunks::kText, false},
    JobKind{"template-video", "create", "Videos from templates of the service", CONCH_JOB_TEMPLATE_VIDEO,
            "videos.create_from_template", "videoId", "videos.get", "videos.cancel", "scheduler.list", Chunks::kSteps},
};

// Where the service's name says less than a shorter word.
struct Nickname {
    std::string_view parameter;
    const char* option;
};
constexpr std::array kNicknames{
    Nickname{"fileID", "--image"},
    Nickname{"end_frame_fileID", "--end-image"},
    Nickname{"characterFileId", "--character"},
    Nickname{"referenceFileId", "--reference"},
    Nickname{"chatID", "--chat-id"},
};

// The account is an option of the program; whether an answer comes at once is the job's own business.
constexpr std::array<std::string_view, 3> kNoOptions{"account", "async", "stream"};

// aspectRatio and voice_id as --aspect-ratio and --voice-id.
std::string option_of(std::string_view parameter) {
    for (const Nickname& nickname : kNicknames) {
        if (nickname.parameter == parameter) return nickname.option;
    }
    std::string option = "--";
    for (const char c : parameter) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isupper(letter) != 0) option += '-';
        option += c == '_' ? '-' : static_cast<char>(std::tolower(letter));
    }
    return option;
}

FieldType type_of(const CatalogParameter& parameter) {
    if (parameter.type == "boolean") return FieldType::kFlag;
    if (parameter.type == "integer" || parameter.type == "number") return FieldType::kNumber;
    if (parameter.type == "file" || parameter.type == "file_id") return FieldType::kFile;
    return FieldType::kText;
}

}  // namespace

std::span<const JobKind> job_kinds() {
    return kKinds;
}

std::vector<Field> fields_of(const JobKind& kind) {
    std::vector<Field> fields;
    const CatalogOperation* operation = find_catalog_operation(kind.create_operation);
    if (operation == nullptr) return fields;
    for (const CatalogParameter& parameter : operation->parameters) {
        if (std::find(kNoOptions.begin(), kNoOptions.end(), parameter.name) != kNoOptions.end()) continue;
        fields.push_back({option_of(parameter.name), parameter.name, type_of(parameter), parameter_help(parameter),
                          parameter.repeated, parameter.numbered});
    }
    return fields;
}

}  // namespace conch::cli
