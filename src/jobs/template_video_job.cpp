// A video from a template: its steps come live, its end as for every other video.
#include "jobs/ask.hpp"
#include "jobs/create.hpp"
#include "jobs/end.hpp"
#include "jobs/event_stream.hpp"
#include "jobs/item_job.hpp"
#include "jobs/kinds.hpp"
#include "jobs/look_up.hpp"
#include "jobs/upload.hpp"

namespace conch::jobs {

namespace {

// The answer's own id comes with its first step; an answer that is no stream is an error, or lost.
constexpr CreateRules kTemplateCreate{[](const json::Value& answer) { return ids_at(answer, "videoId"); },
                                      look_up_in_scheduler,
                                      {"videos.list", "videoId"},
                                      kVideoLine,
                                      "videos.list"};

// What the live steps have told so far.
class Steps {
  public:
    Steps(Context& context, const KnownIds& known) : context_(context), known_(known) {}

    bool take(const net::SseEvent& event) {
        const auto content = json::parse(event.data);
        if (!content) return true;
        const std::string_view status = json::string_member(*content, "status").value_or("");
        if (status == "heartbeat") return true;
        const std::int64_t code = json::integer_member(*content, "errCode").value_or(0);
        if (code != 0) {
            Error error;
            error.status = CONCH_E_JOB_FAILED;
            error.service_code = code;
            error.message = "the template's job failed: " +
                            std::string(json::string_member(*content, "errMsg").value_or("no reason given"));
            error.body = event.data;
            failure_ = std::move(error);
            return false;
        }
        if (const auto id = json::string_member(*content, "videoId"); id && id_.empty()) {
            id_ = std::string(*id);
            context_.progress().remote_id = id_;
            known_({id_});
        }
        const json::Value* message = json::object_member(*content, "message");
        const std::string text(message == nullptr ? "" : json::string_member(*message, "msgContent").value_or(""));
        if (!text.empty()) context_.enter(CONCH_PHASE_WORKING, text);
        context_.chunk({text, event.data});
        return true;
    }

    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

  private:
    Context& context_;
    const KnownIds& known_;
    std::string id_;
    std::optional<Error> failure_;
};

// Whether the stream comes to its end or breaks: a video whose id it told is known, and followed like any other.
Async<Attempt> send_and_listen(Context& context, const catalog::Operation& create, const json::Document& params,
                               const KnownIds& known) {
    Steps steps(context, known);
    Attempt attempt;
    attempt.outcome = co_await stream_once(context, create, params, {},
                                           [&](const net::SseEvent& event) { return steps.take(event); });
    attempt.failure = steps.failure();
    if (!attempt.failure && !steps.id().empty()) attempt.ids.push_back(steps.id());
    co_return attempt;
}

}  // namespace

Async<End> run_template_video(Context& context, const Kind& kind, json::Document params) {
    const catalog::Operation& create = *catalog::find_operation(kind.operation);
    if (auto uploaded = co_await upload_local_files(context, create, params); !uploaded)
        co_return ended(std::move(uploaded.error()));
    auto created = co_await create_once(context, create, kTemplateCreate, params,
                                        [&](const json::Document& sent, const KnownIds& known) {
                                            return send_and_listen(context, create, sent, known);
                                        });
    if (!created) co_return ended(std::move(created.error()));
    co_return co_await finish_videos(context, kind, std::move(created->ids));
}

}  // namespace conch::jobs
