// One conversation over the service's speech WebSocket: the payload goes out, frames of sound come in.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "jobs/context.hpp"
#include "net/websocket.hpp"

namespace conch::jobs {

struct SpeechFrame {
    std::string sound;  // MP3 bytes, decoded from the service's hexadecimal; may be empty
    std::string json;   // the frame as it came
    bool last = false;  // the frame that says completed; it has the totals
};

struct SpeechRequest {
    std::string token;    // of audio.create_stream
    std::string payload;  // JSON, as audio.create_stream gave it
};

// Awaited: ends with the last frame's JSON, or why it did not come. Frames are handed on as they arrive.
class SpeechStream {
  public:
    SpeechStream(Context& context, SpeechRequest request, std::function<void(SpeechFrame)> on_frame)
        : context_(context), request_(std::move(request)), on_frame_(std::move(on_frame)) {}
    bool await_ready();
    void await_suspend(std::coroutine_handle<> waiting);
    Result<std::string> await_resume() { return std::move(*result_); }

  private:
    void take(const net::WebSocketMessage& message);
    void end(net::WebSocketEnd end, std::coroutine_handle<> waiting);

    Context& context_;
    SpeechRequest request_;
    std::function<void(SpeechFrame)> on_frame_;
    std::shared_ptr<net::WebSocket> socket_;
    std::optional<Result<std::string>> result_;
};

// Bytes from hexadecimal; nothing when it is not that.
std::optional<std::string> from_hex(std::string_view text);

}  // namespace conch::jobs
