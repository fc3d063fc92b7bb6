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

// Streams and whole speech share the account's places.
constexpr LineRules kSpeechLine{"speech", 20, false, 10};

// The service's last frame without its sound, which the host has; with what was really received.
std::string summary(const std::string& last_frame, std::size_t bytes, const api::Mp3Frames& frames) {
    auto content = json::parse(last_frame);
    if (!content || !content->IsObject()) return last_frame;
    if (const auto data = content->FindMember("data"); data != content->MemberEnd() && data->value.IsObject())
        data->value.RemoveMember("audio");
    json::Value decoded(rapidjson::kObjectType);
    json::set(*content, decoded, "bytes", static_cast<std::int64_t>(bytes));
    json::set(*content, decoded, "frames", static_cast<std::int64_t>(frames.frames()));
    json::set(*content, decoded, "durationMs", static_cast<std::int64_t>(frames.duration_ms()));
    json::set(*content, decoded, "sampleRate", static_cast<std::int64_t>(frames.sample_rate()));
    json::set(*content, decoded, "channels", static_cast<std::int64_t>(frames.channels()));
    json::set(*content, *content, "decoded", std::move(decoded));
    return json::to_string(*content);
}

}  // namespace

Async<End> run_speech_stream(Context& context, const Kind& kind, json::Document params) {
    Record& record = context.record();
    if (record.sent()) co_return ended(interrupted("audio.list"));
    const Queue::Wish wish{&kSpeechLine, fixed_account(context, params), false};
    if (context.queue().would_wait(wish)) context.enter(CONCH_PHASE_WAITING);
    const Queue::Turn turn = co_await context.queue().turn(context, wish);
    if (!turn) co_return ended(fail(CONCH_E_CANCELLED, "the task was cancelled").value());
    context.enter(CONCH_PHASE_CREATING);
    // Gives a token and nothing else, so a lost answer costs nothing; it is still not repeated by itself.
    auto prepared = co_await ask(context, *catalog::find_operation(kind.operation), params);
    if (!prepared) co_return ended(std::move(prepared.error()));
    const auto token = json::string_member(prepared->content, "token");
    const json::Value* payload = json::object_member(prepared->content, "payload");
    if (!token || payload == nullptr)
        co_return ended(fail(CONCH_E_RESPONSE, "audio.create_stream: the answer has no token or payload").value());

    // From here on credits are spent, and nothing tells later which clip it was.
    if (auto written = co_await record.creating(context, wish.account); !written)
        co_return ended(std::move(written.error()));
    context.enter(CONCH_PHASE_WORKING);
    api::Mp3Frames frames;
    std::string sound;  // at most 5000 characters are spoken: a few megabytes
    // A named one: GCC 12 destroys an aggregate that is made inside the co_await twice.
    SpeechRequest request{std::string(*token), json::to_string(*payload)};
    auto last = co_await SpeechStream(context, std::move(request), [&](SpeechFrame frame) {
        sound += frame.sound;
        context.progress().bytes = sound.size();
        // The service cuts where it likes; whoever plays the pieces needs whole frames.
        std::string playable = frames.push(frame.sound);
        if (frame.last) playable += frames.rest();
        if (!playable.empty()) context.chunk({std::move(playable), std::move(frame.json)});
    });
    if (!last) {
        const conch_status status = last.error().status;
        const bool maybe_paid =
            status == CONCH_E_AMBIGUOUS || status == CONCH_E_CANCELLED || status == CONCH_E_JOB_FAILED;
        if (!maybe_paid) co_await record.refused(context);
        co_return ended(std::move(last.error()));
    }
    End end;
    end.http_code = 101;
    end.json = summary(*last, sound.size(), frames);
    if ((context.settings().flags & CONCH_TASK_NO_DOWNLOAD) != 0) co_return end;

    context.enter(CONCH_PHASE_DOWNLOADING);
    const std::string id = json::string_member(*payload, "msg_id")
                               ? std::string(*json::string_member(*payload, "msg_id"))
                               : std::string("stream");
    const std::string name =
        context.settings().file_name.empty() ? default_file_name(kind.name, id, "mp3") : context.settings().file_name;
    Result<std::string> path;
    co_await context.offload([&] { path = save_bytes(context.settings(), name, sound); });
    if (path) {
        end.files.push_back(std::move(*path));
    } else {
        end.result = fail(std::move(path.error()));
    }
    co_return end;
}

}  // namespace conch::jobs
