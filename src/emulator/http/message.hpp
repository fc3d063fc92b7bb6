// What the service sees of HTTP: requests that have arrived and answers to give, free of sockets.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "emulator/http/body.hpp"
#include "emulator/http/url.hpp"

namespace conch::emulator {

struct Header {
    std::string name;
    std::string value;
};

class FormReader;

struct Request {
    std::string method;
    std::string target;             // as it came
    std::vector<std::string> path;  // decoded
    Query query;                    // decoded
    std::vector<Header> headers;
    Body body;
    // A multipart body is taken apart while it comes, so that a large one stops nobody; `body` then has only its size.
    std::shared_ptr<FormReader> parts;
    bool wants_websocket = false;

    // The first header of this name, whatever its case.
    std::string_view header(std::string_view name) const;
    std::optional<std::string_view> query_value(std::string_view name) const;
};

struct FileSlice {
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

// An answer whose end is not known yet: server-sent events.
// The service pushes; the server sends what is there and learns of more through `on_change`.
class ByteStream {
  public:
    void push(std::string_view bytes) {
        pending_ += bytes;
        changed();
    }
    void finish() {
        finished_ = true;
        changed();
    }
    std::string take() { return std::exchange(pending_, {}); }
    bool empty() const { return pending_.empty(); }
    bool finished() const { return finished_; }
    // Set by the server once nobody reads any more.
    bool abandoned = false;
    std::function<void()> on_change;

  private:
    void changed() {
        if (on_change) on_change();
    }

    std::string pending_;
    bool finished_ = false;
};

// One side of a WebSocket, as the service uses it.
class WebSocket {
  public:
    // Set by the service.
    std::function<void(std::string message, bool is_text)> on_message;
    // Set by the server; harmless after the other side has gone.
    std::function<void(std::string message, bool is_text)> send;
    std::function<void()> close;
};

// How an answer is spoilt on its way out, for those who test what happens then. Times are real time.
struct Damage {
    int delay_ms = 0;
    bool drop = false;                          // nothing is sent, the connection ends
    bool reset = false;                         // an end comes as RST instead of FIN
    std::optional<std::uint64_t> truncate_at;   // so many bytes of the body, then the connection ends
    std::optional<std::int64_t> length_offset;  // Content-Length lies by this much
    std::uint64_t dribble_bytes = 0;            // pieces of this size …
    int dribble_ms = 0;                         // … with so long between them
    std::optional<std::string> raw;             // these bytes instead of HTTP
};

struct Response {
    int status = 200;
    std::vector<Header> headers;
    std::variant<std::string, FileSlice, std::shared_ptr<ByteStream>, std::shared_ptr<WebSocket>> body;
    Damage damage;

    static Response json(int status, std::string text);
    static Response text(int status, std::string_view content_type, std::string body);
};

using Reply = std::function<void(Response)>;

// What happens with a request whose head has arrived: its body is read under these rules, or it is answered at once.
struct BodyRules {
    std::uint64_t limit = 0;
    bool to_file = false;                           // also when it is small
    std::optional<std::uint64_t> break_after = {};  // a fault: the connection ends while the body is coming
};
using Admission = std::variant<BodyRules, Response>;

// What the server calls, on its one thread.
struct Callbacks {
    std::function<Admission(const Request&)> admit;
    std::function<void(std::shared_ptr<Request>, Reply)> handle;
    // For requests that never became one: their status and why.
    std::function<Response(int status, std::string_view why)> refuse;
};

bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace conch::emulator
