// Speech and music: the create holds until the sound is made, and its answer has the link.
#include "conch/task.h"
#include "jobs/ask.hpp"
#include "jobs/create.hpp"
#include "jobs/end.hpp"
#include "jobs/kinds.hpp"
#include "jobs/results.hpp"

namespace conch::jobs {

namespace {

struct SoundKind {
    CreateRules create;
    std::string_view get_operation;  // gives a fresh link
    std::string_view id_parameter;
    std::string_view link;
};

constexpr SoundKind kSpeech{
    {[](const json::Value& answer) { return ids_at(answer, "audio_id"); }, nullptr, {}, kSpeechLine, "audio.list"},
    "audio.get",
    "audio_id",
    "audio_url",
};

constexpr SoundKind kMusic{
    {[](const json::Value& answer) { return ids_at(answer, "musicId"); }, nullptr, {}, kMusicLine, "music.list"},
    "music.get",
    "musicId",
    "audioURL",
};

Async<Result<std::string>> fresh_link(Context& context, const SoundKind& kind, std::string id) {
    const auto answer = co_await ask_for_item(context, kind.get_operation, kind.id_parameter, std::move(id));
    if (!answer) co_return fail(answer.error());
    co_return std::string(json::string_member(answer->content, kind.link).value_or(""));
}

Async<End> run_sound(Context& context, const Kind& kind, const SoundKind& sound, json::Document params) {
    const catalog::Operation& create = *catalog::find_operation(kind.operation);
    auto created = co_await create_once(context, create, sound.create, params, plainly(context, create));
    if (!created) co_return ended(std::move(created.error()));
    const std::string id = created->ids.front();
    context.progress().remote_id = id;

    End end;
    end.http_code = created->answer.http_code;
    end.json = created->answer.text;
    if ((context.settings().flags & CONCH_TASK_NO_DOWNLOAD) != 0) co_return end;

    std::vector<FileToBring> files(1);
    FileToBring& file = files.front();
    file.link = std::string(json::string_member(created->answer.content, sound.link).value_or(""));
    if (file.link.empty()) {
        auto link = co_await fresh_link(context, sound, id);
        if (!link) co_return ended(std::move(link.error()));
        file.link = std::move(*link);
    }
    file.default_name = default_file_name(kind.name, id, "mp3");
    file.renew_link = [&context, &sound, id] { return fresh_link(context, sound, id); };
    auto paths = co_await bring_files(context, std::move(files));
    co_return with_files(std::move(end), std::move(paths));
}

}  // namespace

Async<End> run_speech(Context& context, const Kind& kind, json::Document params) {
    return run_sound(context, kind, kSpeech, std::move(params));
}

Async<End> run_music(Context& context, const Kind& kind, json::Document params) {
    return run_sound(context, kind, kMusic, std::move(params));
}

}  // namespace conch::jobs
