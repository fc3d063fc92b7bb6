// A chat: the service sends the whole text so far again and again; the host gets what is new.
#include <algorithm>

#include "base/utf8.hpp"
#include "jobs/ask.hpp"
#include "jobs/attached_files.hpp"
#include "jobs/create.hpp"
#include "jobs/end.hpp"
#include "jobs/event_stream.hpp"
#include "jobs/kinds.hpp"
#include "jobs/record.hpp"

namespace conch::jobs {

namespace {

// Running messages have 6, a finished one 1. The service's isEnd says the opposite of its name and is not asked.
constexpr std::int64_t kMessageDone = 1;
constexpr int kReadsAfterBreak = 60;

// The two ids of a chat that go together: the conversation, and the message that is the answer.
std::vector<std::string> ids_of(const json::Value* sent) {
    const auto chat = sent == nullptr ? std::nullopt : json::string_member(*sent, "chatID");
    const auto message = sent == nullptr ? std::nullopt : json::string_member(*sent, "systemMsgID");
    if (!chat || chat->empty() || !message) return {};
    return {std::string(*chat), std::string(*message)};
}

std::vector<std::string> ids_of_whole(const json::Value& answer) {
    const json::Value* request = json::object_member(answer, "request");
    return ids_of(request == nullptr ? nullptr : json::object_member(*request, "sendResult"));
}

constexpr CreateRules kChatCreate{ids_of_whole, nullptr, {}, kChatLine, "llm.list"};

class Conversation {
  public:
    explicit Conversation(Context& context) : context_(context) {}

    // One that an earlier run of the host began.
    void go_on(std::vector<std::string> ids) { ids_ = std::move(ids); }

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
        if (auto ids = ids_of(json::object_member(*data, "sendResult")); !ids.empty()) {
            ids_ = std::move(ids);
            context_.progress().remote_id = ids_.front();
            context_.record().note(context_, ids_);
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
        const std::size_t from = first_bytes(text, common).size();
        context_.chunk({std::string(text.substr(from)), std::move(frame)});
        text_ = std::string(text);
    }

    [[nodiscard]] bool complete() const { return done_ || closed_; }
    [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }  // none before it began
    [[nodiscard]] const std::string& chat_id() const { return ids_[0]; }
    [[nodiscard]] const std::string& message_id() const { return ids_[1]; }
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
    [[nodiscard]] const std::string& last_frame() const { return last_; }

  private:
    Context& context_;
    std::vector<std::string> ids_;
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
        if (!co_await context.sleep(context.service().poll_interval, true)) co_return cancelled();
    }
    co_return fail(CONCH_E_TIMEOUT,
                   "llm.send: the answer was not finished in time; it lives on as chat " + conversation.chat_id());
}

// A chat that has begun is known, whatever becomes of its stream. It keeps its place as long as it streams.
Async<Attempt> send_and_listen(Context& context, const catalog::Operation& send, const json::Document& params,
                               std::vector<std::string> files, Conversation& conversation) {
    Attempt attempt;
    attempt.outcome = co_await stream_once(context, send, params, std::move(files),
                                           [&](const net::SseEvent& event) { return conversation.take(event); });
    attempt.failure = conversation.failure();
    if (!attempt.failure) attempt.ids = conversation.ids();
    co_return attempt;
}

}  // namespace

Async<End> run_chat(Context& context, const Kind& kind, json::Document params) {
    const catalog::Operation& send = *catalog::find_operation(kind.operation);
    const std::vector<std::string> files = take_attached_files(params, "file");
    if (json::member(params, "stream") == nullptr) json::set(params, params, "stream", true);
    const bool streams = json::bool_member(params, "stream").value_or(true);
    Conversation conversation(context);
    Send how = plainly(context, send, files);
    if (streams) {
        how = [&](const json::Document& sent, const KnownIds&) {
            return send_and_listen(context, send, sent, files, conversation);
        };
    }
    auto created = co_await create_once(context, send, kChatCreate, params, std::move(how));
    if (!created) co_return ended(std::move(created.error()));
    End end;
    end.http_code = created->answer.http_code;
    end.json = std::move(created->answer.text);
    if (!end.json.empty()) co_return end;  // the whole answer at once

    if (conversation.complete()) {
        end.http_code = 200;
        end.json = conversation.last_frame();
        co_return end;
    }
    conversation.go_on(std::move(created->ids));
    context.enter(CONCH_PHASE_WORKING);
    context.log(CONCH_LOG_WARNING, "the stream of chat " + conversation.chat_id() + " broke; reading on without it");
    auto rest = co_await read_on(context, conversation, params);
    if (!rest) co_return ended(std::move(rest.error()));
    end.http_code = rest->http_code;
    end.json = std::move(rest->text);
    co_return end;
}

}  // namespace conch::jobs
