// A chat: the service sends the whole text so far again and again; the host gets what is new.
#include <algorithm>

#include "jobs/ask.hpp"
#include "jobs/attached_files.hpp"
#include "jobs/create.hpp"
#include "jobs/end.hpp"
#include "jobs/event_stream.hpp"
#include "jobs/kinds.hpp"
#include "jobs/queue.hpp"
#include "jobs/record.hpp"

namespace conch::jobs {

namespace {

// Running messages have 6, a finished one 1. The service's isEnd says the opposite of its name and is not asked.
constexpr std::int64_t kMessageDone = 1;
constexpr int kReadsAfterBreak = 60;
constexpr LineRules kLine{"chat", 5, false, 10};

class Conversation {
  public:
    explicit Conversation(Context& context) : context_(context) {}

    // One that an earlier run of the host began.
    void go_on(std::string chat_id, std::string message_id) {
        chat_id_ = std::move(chat_id);
        message_id_ = std::move(message_id);
    }

    bool take(const net::SseEvent& event) {
        auto content = json::parse(event.data);
        if (!content) return true;  // a frame that is not JSON says nothing to us
        if (const json::Value* info = json::object_member(*content, "statusInfo")) {
            const std::int64_t code = json::integer_member(*info, "code").value_or(0);
            if (code != 0) {
                Error error;
                error.status = CONCH_E_JOB_FAILED;
                error.service_code = code;
                error.message = "llm.send: the chat failed: " +
                                std::string(json::string_member(*info, "message").value_or("no reason given"));
                error.body = event.data;
                failure_ = std::move(error);
                return false;
            }
        }
        if (event.type == "close_chunk") {
            closed_ = true;
            return true;
        }
        const json::Value* data = json::object_member(*content, "data");
        if (data == nullptr) return true;
        if (const json::Value* sent = json::object_member(*data, "sendResult")) {
            chat_id_ = std::string(json::string_member(*sent, "chatID").value_or(""));
            message_id_ = std::string(json::string_member(*sent, "systemMsgID").value_or(""));
            context_.progress().remote_id = chat_id_;
            if (!chat_id_.empty()) context_.record().note(context_, {chat_id_, message_id_});
            context_.enter(CONCH_PHASE_WORKING);
        }
        if (const json::Value* result = json::object_member(*data, "messageResult")) {
            take_text(json::string_member(*result, "content").value_or(""), event.data);
            done_ = json::integer_member(*result, "requestStatus") == kMessageDone;
            last_ = event.data;
        }
        return true;
    }

    // The text so far, from a frame or from the stored conversation.
    void take_text(std::string_view text, std::string frame) {
        const auto [mine, theirs] = std::mismatch(text_.begin(), text_.end(), text.begin(), text.end());
        const auto common = static_cast<std::size_t>(mine - text_.begin());
        static_cast<void>(theirs);
        if (common == text.size()) return;
        // Whole code points only: a text that was changed may part in the middle of one.
        std::size_t from = common;
        while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U)
            --from;
        context_.chunk({std::string(text.substr(from)), std::move(frame)});
        text_ = std::string(text);
    }

    [[nodiscard]] bool complete() const { return done_ || closed_; }
    [[nodiscard]] bool began() const { return !chat_id_.empty(); }
    [[nodiscard]] const std::string& chat_id() const { return chat_id_; }
    [[nodiscard]] const std::string& message_id() const { return message_id_; }
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
    [[nodiscard]] const std::string& last_frame() const { return last_; }

  private:
    Context& context_;
    std::string chat_id_;
    std::string message_id_;
    std::string text_;
    std::string last_;
    std::optional<Error> failure_;
    bool done_ = false;
    bool closed_ = false;
};

// After a break the answer goes on being written at the service, and can be read there.
Async<Result<api::Answer>> read_on(Context& context, Conversation& conversation, const json::Value& params) {
    const catalog::Operation& get = *catalog::find_operation("llm.get");
    json::Document where;
    where.SetObject();
    json::set(where, where, "chatID", std::string_view(conversation.chat_id()));
    if (const auto account = json::string_member(params, "account")) json::set(where, where, "account", *account);
    for (int read = 0; read < kReadsAfterBreak; ++read) {
        auto answer = co_await ask_patiently(context, get, where);
        if (!answer) co_return answer;
        if (const json::Value* messages = json::array_member(answer->content, "messages")) {
            for (const json::Value& message : messages->GetArray()) {
                if (json::string_member(message, "msgID") != std::optional<std::string_view>(conversation.message_id()))
                    continue;
                conversation.take_text(json::string_member(message, "content").value_or(""), json::to_string(message));
                if (json::integer_member(message, "requestStatus") == kMessageDone) co_return answer;
            }
        }
        if (!co_await context.sleep(context.service().poll_interval, true))
            co_return fail(CONCH_E_CANCELLED, "the task was cancelled");
    }
    co_return fail(CONCH_E_TIMEOUT,
                   "llm.send: the answer was not finished in time; it lives on as chat " + conversation.chat_id());
}

// The whole answer at once, when the host asked for no stream.
Async<End> answer_at_once(Context& context, const catalog::Operation& send, const json::Document& params,
                          std::vector<std::string> files) {
    net::Outcome outcome = co_await send_once(context, send, params, files);
    const bool lost = outcome.delivery == net::Delivery::lost || may_have_been_queued(outcome.response.code);
    auto answer = api::read_answer(send, std::move(outcome));
    if (!answer && !lost) co_await context.record().refused(context);
    if (!answer)
        co_return ended(lost ? ambiguous(std::move(answer.error()), "llm.list", {}) : std::move(answer.error()));
    End end;
    end.http_code = answer->http_code;
    end.json = std::move(answer->text);
    co_return end;
}

}  // namespace

Async<End> run_chat(Context& context, const Kind& kind, json::Document params) {
    const catalog::Operation& send = *catalog::find_operation(kind.operation);
    std::vector<std::string> files = take_attached_files(params, "file");
    if (json::member(params, "stream") == nullptr) json::set(params, params, "stream", true);
    Record& record = context.record();
    Conversation conversation(context);
    End end;
    if (record.job().remote_ids.size() == 2) {
        conversation.go_on(record.job().remote_ids[0], record.job().remote_ids[1]);
        context.enter(CONCH_PHASE_WORKING);
        auto rest = co_await read_on(context, conversation, params);
        if (!rest) co_return ended(std::move(rest.error()));
        end.http_code = rest->http_code;
        end.json = std::move(rest->text);
        co_return end;
    }
    if (record.sent()) co_return ended(interrupted("llm.list"));

    const Queue::Wish wish{&kLine, fixed_account(context, params), false};
    if (context.queue().would_wait(wish)) context.enter(CONCH_PHASE_WAITING);
    const Queue::Turn turn = co_await context.queue().turn(context, wish);
    if (!turn) co_return ended(fail(CONCH_E_CANCELLED, "the task was cancelled").value());
    context.enter(CONCH_PHASE_CREATING);
    if (auto written = co_await record.creating(context, wish.account); !written)
        co_return ended(std::move(written.error()));
    if (!json::bool_member(params, "stream").value_or(true)) {
        co_return co_await answer_at_once(context, send, params, std::move(files));
    }

    net::Outcome outcome = co_await stream_once(context, send, params, std::move(files),
                                                [&](const net::SseEvent& event) { return conversation.take(event); });
    if (conversation.failure()) co_return ended(*conversation.failure());
    end.http_code = outcome.response.code;
    end.json = conversation.last_frame();
    if (conversation.complete()) co_return end;
    if (outcome.delivery == net::Delivery::cancelled) co_return ended(std::move(outcome.error));

    const int code = outcome.response.code;
    const bool refused = outcome.delivered() && code >= 300 && !may_have_been_queued(code);
    const bool never_sent = outcome.delivery == net::Delivery::never_sent;
    if (refused || never_sent) co_await record.refused(context);
    if (refused || never_sent) co_return ended(api::read_answer(send, std::move(outcome)).error());
    if (!conversation.began()) {
        Error cause = outcome.error;
        if (outcome.delivered() && code >= 300) {
            cause = api::read_answer(send, std::move(outcome)).error();
        } else if (outcome.delivered()) {
            cause = fail(CONCH_E_RESPONSE, "llm.send: the stream ended before it began").value();
        }
        co_return ended(ambiguous(std::move(cause), "llm.list", {}));
    }
    context.log(CONCH_LOG_WARNING, "the stream of chat " + conversation.chat_id() + " broke; reading on without it");
    auto rest = co_await read_on(context, conversation, params);
    if (!rest) co_return ended(std::move(rest.error()));
    end.http_code = rest->http_code;
    end.json = std::move(rest->text);
    co_return end;
}

}  // namespace conch::jobs
