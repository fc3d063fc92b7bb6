// A WebSocket client (RFC 6455): messages in, messages out, one end. Framing by wslay, bytes through the loop.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/loop.hpp"

namespace conch::net {

struct WebSocketRequest {
    std::string url;  // ws or wss; a token in its query appears in no text
    std::vector<Header> headers;
    Timeouts
        timeouts;  // connect; first_byte for the answer to the upgrade; idle between two pieces of what comes after it
    std::size_t max_message_bytes = 16U << 20U;
};

struct WebSocketMessage {
    bool is_text = true;  // then it is valid UTF-8
    std::string data;
};

struct WebSocketEnd {
    enum class How {
        closed,      // by the closing handshake; close_code says why
        refused,     // an ordinary HTTP answer came instead of the upgrade; response holds it
        never_open,  // no connection: surely nothing was sent
        broken,      // the connection or the other side's protocol failed, or a limit ran out
        cancelled,
    };
    How how = How::broken;
    Error error;                      // meaningful unless closed
    Response response;                // of a refusal
    int close_code = 0;               // the other side's; 1005 when it gave none
    std::string close_reason;         // its own words
    bool message_may_be_out = false;  // whether any byte of a message of ours may have left
};

struct WebSocketEvents {
    std::function<void()> on_open;
    std::function<void(WebSocketMessage)> on_message;
    std::function<void(WebSocketEnd)> on_end;  // exactly once, last
};

// Belongs to the loop's thread.
class WebSocket {
  public:
    virtual ~WebSocket() = default;
    // Queues a message; before on_open too. Ignored after a close.
    virtual void send_text(std::string text) = 0;
    virtual void send_binary(std::string data) = 0;
    // Begins the closing handshake; on_end comes when the other side has answered, or shortly after when it does not.
    virtual void close(std::uint16_t code = 1000, std::string_view reason = {}) = 0;
    // Ends at once, as cancelled; on_end comes later, from run().
    virtual void cancel() = 0;
};

// No event comes from inside this call.
std::shared_ptr<WebSocket> open_web_socket(Loop& loop, WebSocketRequest request, WebSocketEvents events);

}  // namespace conch::net
