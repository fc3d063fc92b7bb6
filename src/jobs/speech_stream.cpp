#include "jobs/speech_stream.hpp"

#include "api/answer.hpp"
#include "api/url.hpp"
#include "jobs/create.hpp"
#include "json/json.hpp"

namespace conch::jobs {

namespace {

constexpr std::int64_t kStatusCompleted = 2;

int hex_digit(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

// "http://…" to "ws://…", "https://…" to "wss://…".
std::string socket_url(const std::string& base_url, const std::string& token) {
    return "ws" + base_url.substr(4) + "/audio/wss?token=" + api::percent_encode(token);
}

// A frame that says what went wrong, in either of the two ways that the service has.
std::optional<Error> failure_in(const json::Value& frame) {
    for (const auto& [object, code_name, text_name] :
         {std::tuple{"statusInfo", "code", "message"}, std::tuple{"base_resp", "status_code", "status_msg"}}) {
        const json::Value* info = json::object_member(frame, object);
        const std::int64_t code = info == nullptr ? 0 : json::integer_member(*info, code_name).value_or(0);
        if (code == 0) continue;
        Error error;
        error.status = CONCH_E_JOB_FAILED;
        error.service_code = code;
        error.message =
            "audio.stream: " + std::string(json::string_member(*info, text_name).value_or("failed without a reason"));
        return error;
    }
    return std::nullopt;
}

// The words to speak have left, and nobody says how that went.
Error lost(Error cause) {
    return ambiguous(std::move(cause), "audio.list", {});
}

}  // namespace

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_digit(text[i]);
        const int low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

bool SpeechStream::await_ready() {
    if (!context_.cancelled()) return false;
    result_ = cancelled();
    return true;
}

void SpeechStream::await_suspend(std::coroutine_handle<> waiting) {
    net::WebSocketRequest request;
    request.url = socket_url(context_.service().base_url, request_.token);
    request.timeouts = context_.service().timeouts;
    net::WebSocketEvents events;
    events.on_open = [] {};
    events.on_message = [this](const net::WebSocketMessage& message) { take(message); };
    events.on_end = [this, waiting](net::WebSocketEnd ended) { end(std::move(ended), waiting); };
    socket_ = net::open_web_socket(context_.loop(), std::move(request), std::move(events));
    socket_->send_text(request_.payload);
    context_.begin_wait([this] { socket_->cancel(); });
}

void SpeechStream::take(const net::WebSocketMessage& message) {
    if (result_) return;
    const auto frame = json::parse(message.data);
    if (!frame) {
        result_ = fail(lost(frame.error()));
        socket_->close(1007);
        return;
    }
    if (auto failure = failure_in(*frame)) {
        failure->body = message.data;
        result_ = fail(std::move(*failure));
        socket_->close();
        return;
    }
    const json::Value* data = json::object_member(*frame, "data");
    if (data == nullptr) return;
    auto sound = from_hex(json::string_member(*data, "audio").value_or(""));
    if (!sound) {
        result_ = fail(lost(error_with(CONCH_E_RESPONSE, "audio.stream: a frame's sound is not hexadecimal")));
        socket_->close(1007);
        return;
    }
    const bool last = json::integer_member(*data, "status") == kStatusCompleted;
    on_frame_({std::move(*sound), message.data, last});
    if (last) {
        result_ = message.data;
        socket_->close();
    }
}

namespace {

// In the service's own words. Where it says yes, but opens no stream, in ours.
Error refusal(net::WebSocketEnd ended) {
    net::Outcome outcome;
    outcome.delivery = net::Delivery::delivered;
    outcome.response = std::move(ended.response);
    auto answer = api::read_plain_answer(*catalog::find_operation("audio.stream"), std::move(outcome));
    return answer ? std::move(ended.error) : std::move(answer.error());
}

}  // namespace

void SpeechStream::end(net::WebSocketEnd ended, std::coroutine_handle<> waiting) {
    context_.end_of_wait();
    using How = net::WebSocketEnd::How;
    if (!result_) {
        if (ended.how == How::refused) {
            result_ = fail(refusal(std::move(ended)));
        } else {
            Error error = std::move(ended.error);
            if (ended.how == How::closed) {
                error = error_with(CONCH_E_RESPONSE,
                                   "audio.stream: the service closed the stream before it was complete (code " +
                                       std::to_string(ended.close_code) + ")");
            }
            const bool is_lost = ended.message_may_be_out && ended.how != How::cancelled;
            result_ = fail(is_lost ? lost(std::move(error)) : std::move(error));
        }
    }
    waiting.resume();
}

}  // namespace conch::jobs
