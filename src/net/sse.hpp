// Server-sent events, as the WHATWG HTML standard has them: bytes in, events out. Knows no network.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::net {

struct SseEvent {
    std::string type;  // "message" when the stream did not say
    std::string data;
    std::string last_id;  // of this event or of the last one before it that had one
};

class SseParser {
  public:
    // Of one event, before it is complete.
    static constexpr std::size_t kDefaultLimit = 8U << 20U;

    explicit SseParser(std::function<void(SseEvent)> on_event, std::size_t max_event_bytes = kDefaultLimit)
        : on_event_(std::move(on_event)), max_event_bytes_(max_event_bytes) {}

    // Any piece of the stream, split wherever it may be. Fails when an event is larger than the limit; nothing more
    // comes then. What is incomplete when the stream ends is dropped, as the standard asks.
    Result<void> push(std::string_view bytes);

    // For a reconnect: the Last-Event-ID to send, and the delay that the server asked for.
    [[nodiscard]] const std::string& last_id() const { return last_id_; }
    [[nodiscard]] std::optional<std::int64_t> retry_ms() const { return retry_ms_; }

  private:
    std::string_view without_mark(std::string_view bytes);
    void take_line(std::string_view line);
    void take_field(std::string_view name, std::string_view value);
    void dispatch();

    std::function<void(SseEvent)> on_event_;
    std::size_t max_event_bytes_;
    std::string mark_;  // what has come of a byte order mark
    bool mark_is_past_ = false;
    std::string line_;       // the beginning of a line whose end has not come
    bool after_cr_ = false;  // a LF now belongs to the line end before it
    std::string type_;
    std::string data_;
    bool has_data_ = false;
    std::string id_;  // as the stream says; counts from the next dispatch on
    std::string last_id_;
    std::optional<std::int64_t> retry_ms_;
    bool failed_ = false;
};

}  // namespace conch::net
