// Speech while it is made: every piece of sound goes to the host at once, and the whole lands in a file.
#include "api/mp3_frames.hpp"
#include "conch/task.h"
#include "jobs/ask.hpp"
#include "jobs/create.hpp"
#include "jobs/end.hpp"
#include "jobs/kinds.hpp"
#include "jobs/queue.hpp"
#include "jobs/record.hpp"
#include "jobs/results.hpp"
#include "jobs/speech_stream.hpp"

namespace conch::jobs {

namespace {

struct Spoken {
    std::string id;  // of the payload
    std::string last_frame;
    std::string sound;  // at most 5000 characters are spoken: a few megabytes
    api::Mp3Frames frames;
};

// The service's last frame without its sound, which the host has; with what was really received.
std::string summary(const Spoken& spoken) {
    const api::Mp3Frames& frames = spoken.frames;
    auto content = json::parse(spoken.last_frame);
    if (!content || !content->IsObject()) return spoken.last_frame;
    if (const auto data = content->FindMember("data"); data != content->MemberEnd() && data->value.IsObject())
        data->value.RemoveMember("audio");
    json::Value decoded(rapidjson::kObjectType);
    json::set(*content, decoded, "bytes", static_cast<std::int64_t>(spoken.sound.size()));
    json::set(*content, decoded, "frames", static_cast<std::int64_t>(frames.frames()));
    json::set(*content, decoded, "durationMs", static_cast<std::int64_t>(frames.duration_ms()));
    json::set(*content, decoded, "sampleRate", static_cast<std::int64_t>(frames.sample_rate()));
    json::set(*content, decoded, "channels", static_cast<std::int64_t>(frames.channels()));
    json::set(*content, *content, "decoded", std::move(decoded));
    return json::to_string(*content);
}

// Waits for its turn, has the words prepared, and listens; once more when there was no place.
Async<Result<Spoken>> speak(Context& context, const Kind& kind, const json::Document& params) {
    Record& record = context.record();
    Queue::Wish wish;
    wish.line = &kSpeechLine;
    wish.account = fixed_account(context, params);
    std::string why_waiting;
    for (;;) {
        Queue::Turn turn = co_await context.queue().turn(context, wish, why_waiting);
        if (!turn) co_return cancelled();
        context.enter(CONCH_PHASE_CREATING);
        // Gives a token and nothing else, so a lost answer costs nothing; it is still not repeated by itself.
        auto prepared = co_await ask(context, *catalog::find_operation(kind.operation), params);
        if (!prepared) {
            if (!waits_for_a_place(prepared.error())) co_return fail(std::move(prepared.error()));
            why_waiting = prepared.error().message;
            turn.refused(prepared.error());
            continue;
        }
        const auto token = json::string_member(prepared->content, "token");
        const json::Value* payload = json::object_member(prepared->content, "payload");
        if (!token || payload == nullptr)
            co_return fail(CONCH_E_RESPONSE, "audio.create_stream: the answer has no token or payload");

        // From here on credits are spent, and nothing tells later which clip it was.
        if (auto written = co_await record.creating(context, wish.account); !written)
            co_return fail(std::move(written.error()));
        context.enter(CONCH_PHASE_WORKING);
        Spoken spoken;
        spoken.id = std::string(json::string_member(*payload, "msg_id").value_or("stream"));
        // A named one: GCC 12 destroys an aggregate that is made inside the co_await twice.
        SpeechRequest request{std::string(*token), json::to_string(*payload)};
        auto last = co_await SpeechStream(context, std::move(request), [&](SpeechFrame frame) {
            spoken.sound += frame.sound;
            context.progress().bytes = spoken.sound.size();
            // The service cuts where it likes; whoever plays the pieces needs whole frames.
            std::string playable = spoken.frames.push(frame.sound);
            if (frame.last) playable += spoken.frames.rest();
            if (!playable.empty()) context.chunk({std::move(playable), std::move(frame.json)});
        });
        if (last) {
            spoken.last_frame = std::move(*last);
            co_return spoken;
        }
        const conch_status status = last.error().status;
        if (status == CONCH_E_AMBIGUOUS || status == CONCH_E_CANCELLED || status == CONCH_E_JOB_FAILED)
            co_return fail(std::move(last.error()));  // it may have cost something
        co_await record.refused(context);
        if (!waits_for_a_place(last.error())) co_return fail(std::move(last.error()));
        why_waiting = last.error().message;
        turn.refused(last.error());
    }
}

}  // namespace

Async<End> run_speech_stream(Context& context, const Kind& kind, json::Document params) {
    if (context.record().sent()) co_return ended(interrupted("audio.list"));
    auto spoken = co_await speak(context, kind, params);
    if (!spoken) co_return ended(std::move(spoken.error()));
    End end;
    end.http_code = 101;
    end.json = summary(*spoken);
    if ((context.settings().flags & CONCH_TASK_NO_DOWNLOAD) != 0) co_return end;

    context.enter(CONCH_PHASE_DOWNLOADING);
    const std::string& wanted = context.settings().file_name;
    const std::string name = wanted.empty() ? default_file_name(kind.name, spoken->id, "mp3") : wanted;
    Result<std::string> path;
    co_await context.offload([&] { path = save_bytes(context.settings(), name, spoken->sound); });
    co_return with_files(std::move(end),
                         std::move(path).map([](std::string one) { return std::vector<std::string>{std::move(one)}; }));
}

}  // namespace conch::jobs
