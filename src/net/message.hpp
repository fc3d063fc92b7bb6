// One HTTP exchange as values: what is asked, what came back, and what is known about a request whose answer is
// missing.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace conch::net {

using Milliseconds = std::chrono::milliseconds;

enum class Method { get, post, del, head };

std::string_view name_of(Method method);

struct Header {
    std::string name;
    std::string value;
};

// One part of a multipart/form-data body: a plain field, or a file streamed from disk.
struct Part {
    std::string name;
    std::string value;         // the field's text; unused for a file
    std::string file_path;     // UTF-8; empty for a plain field
    std::string file_name;     // what the service gets to see; empty: the last component of file_path
    std::string content_type;  // empty: none for a field, application/octet-stream for a file
};

struct Body {
    enum class Kind { none, text, file, multipart };
    Kind kind = Kind::none;
    std::string content_type;  // of text and file bodies
    std::string text;
    std::string file_path;  // streamed, never loaded
    std::vector<Part> parts;
};

// Zero means no limit for that phase.
struct Timeouts {
    Milliseconds connect{15'000};     // name, TCP and TLS
    Milliseconds send_stall{30'000};  // no byte of the request body could be sent for this long
    Milliseconds first_byte{60'000};  // from the last byte sent to the first byte of the answer
    Milliseconds idle{60'000};        // between two pieces of the answer
    Milliseconds total{0};            // from leaving the loop's queue to the end of the answer
};

struct Progress {
    std::uint64_t sent = 0;
    std::uint64_t to_send = 0;  // 0: unknown
    std::uint64_t received = 0;
    std::uint64_t to_receive = 0;  // 0: unknown
};

struct Response {
    int code = 0;
    std::vector<Header> headers;
    std::string body;  // empty when the request had its own on_data

    // First header of that name, compared without case.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

// Which queue a request waits in, so that no kind keeps another from going out.
enum class Lane {
    call,    // short: asks and answers. LoopOptions::max_transfers at a time, max_connections_per_host of them to one
             // host
    bulk,    // whole files, either way. LoopOptions::max_bulk_transfers at a time
    stream,  // answers that go on for minutes. Never wait
};

struct Request {
    Method method = Method::get;
    std::string url;
    std::vector<Header> headers;
    std::string bearer_token;  // goes to this URL's host only: redirects are never followed
    Body body;
    Timeouts timeouts;
    Lane lane = Lane::call;
    std::uint64_t max_response_bytes = 64U
                                       << 20U;  // of an answer that is kept here; pieces given to on_data do not count

    // Costs credits: nobody below may send it a second time, not even curl on a connection that turned out dead
    // or after a 417. What would have been a second sending ends as `lost`.
    bool creates = false;

    // Streaming answers. on_head comes once, before any data; a false from on_data ends the transfer as cancelled.
    // Data of an answer whose code is not 2xx goes into Response::body as usual, so that the error can be read.
    std::function<void(const Response& head)> on_head;
    std::function<bool(std::string_view data)> on_data;
    std::function<void(const Progress&)> on_progress;
};

// What became of a request.
enum class Delivery {
    delivered,   // a complete answer is here, whatever its code
    never_sent,  // surely no byte of the request left this machine: safe to send again
    lost,        // it may have reached the service; the answer is missing or broken
    cancelled,   // ended from here
};

struct Outcome {
    Delivery delivery = Delivery::lost;
    Response response;  // for `lost`: what had come so far
    Error error;        // meaningful unless delivered; a delivered 3xx with a target also has one, CONCH_E_REDIRECT
    bool may_have_been_sent = true;  // for `cancelled`

    [[nodiscard]] bool delivered() const { return delivery == Delivery::delivered; }
};

}  // namespace conch::net
