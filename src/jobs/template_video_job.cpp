// A video from a template: its steps come live, its end as for every other video.
#include "api/reply_ref.hpp"
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

constexpr int kLookUps = 5;

// What the live steps have told so far.
class Steps {
  public:
    explicit Steps(Context& context) : context_(context) {}

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
    std::string id_;
    std::optional<Error> failure_;
};

}  // namespace

Async<End> run_template_video(Context& context, const Kind& kind, json::Document params) {
    const catalog::Operation& create = *catalog::find_operation(kind.operation);
    context.enter(CONCH_PHASE_CHECKING);
    auto uploaded = co_await upload_local_files(context, create, params);
    if (!uploaded) co_return ended(std::move(uploaded.error()));
    const auto mark = api::new_mark();
    if (!mark) co_return ended(mark.error());
    const std::string reply_ref = api::with_mark(json::string_member(params, "replyRef").value_or(""), *mark);
    json::set(params, params, "replyRef", std::string_view(reply_ref));

    context.enter(CONCH_PHASE_CREATING);
    Steps steps(context);
    net::Outcome outcome = co_await stream_once(context, create, params, {},
                                                [&](const net::SseEvent& event) { return steps.take(event); });
    if (steps.failure()) co_return ended(*steps.failure());

    std::vector<std::string> ids;
    if (!steps.id().empty()) {
        // Whether the stream came to its end or broke: the video is known, and followed like any other.
        ids.push_back(steps.id());
    } else {
        const bool refused = outcome.delivered() && outcome.response.code >= 300;
        if (refused || outcome.delivery == net::Delivery::never_sent || outcome.delivery == net::Delivery::cancelled) {
            co_return ended(api::read_answer(create, std::move(outcome)).error());
        }
        for (int attempt = 0; attempt < kLookUps && ids.empty(); ++attempt) {
            if (!co_await context.sleep(context.service().poll_interval * attempt, false)) break;
            ids = co_await look_up_in_scheduler(context, *mark);
        }
        if (ids.empty()) co_return ended(ambiguous(std::move(outcome.error), "videos.list", *mark));
    }
    co_return co_await finish_videos(context, kind, std::move(ids));
}

}  // namespace conch::jobs
