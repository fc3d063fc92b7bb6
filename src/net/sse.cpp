#include "net/sse.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/utf8.hpp"

namespace conch::net {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Result<void> SseParser::push(std::string_view bytes) {
    if (!mark_is_past_) {
        bytes = without_mark(bytes);
        if (!mark_is_past_) return {};
        // What looked like the beginning of a mark and was none is part of the stream.
        const std::string held_back = std::exchange(mark_, {});
        if (!held_back.empty()) {
            if (auto pushed = push(held_back); !pushed) return pushed;
        }
    }
    while (!failed_ && !bytes.empty()) {
        if (after_cr_) {
            after_cr_ = false;
            if (bytes.front() == '\n') {
                bytes.remove_prefix(1);
                continue;
            }
        }
        const std::size_t end = bytes.find_first_of("\r\n");
        const std::string_view piece = bytes.substr(0, end);
        if (line_.size() + data_.size() + piece.size() > max_event_bytes_) {
            failed_ = true;
            break;
        }
        if (end == std::string_view::npos) {
            line_.append(piece);
            return {};
        }
        after_cr_ = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        if (line_.empty()) {
            take_line(piece);
        } else {
            line_.append(piece);
            take_line(line_);
            line_.clear();
        }
    }
    if (failed_) {
        return fail(CONCH_E_RESPONSE, "an event of the stream is larger than the " + std::to_string(max_event_bytes_) +
                                          " bytes that are taken");
    }
    return {};
}

std::string_view SseParser::without_mark(std::string_view bytes) {
    while (!bytes.empty() && mark_.size() < kByteOrderMark.size()) {
        if (bytes.front() != kByteOrderMark[mark_.size()]) {
            mark_is_past_ = true;
            return bytes;
        }
        mark_.push_back(bytes.front());
        bytes.remove_prefix(1);
    }
    if (mark_.size() == kByteOrderMark.size()) {
        mark_.clear();
        mark_is_past_ = true;
    }
    return bytes;
}

void SseParser::take_line(std::string_view line) {
    if (line.empty()) return dispatch();
    const std::size_t colon = line.find(':');
    if (colon == 0) return;  // a comment
    if (colon == std::string_view::npos) return take_field(line, {});
    std::string_view value = line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    take_field(line.substr(0, colon), value);
}

void SseParser::take_field(std::string_view name, std::string_view value) {
    if (name == "data") {
        if (has_data_) data_.push_back('\n');
        data_.append(value);
        has_data_ = true;
    } else if (name == "event") {
        type_.assign(value);
    } else if (name == "id") {
        if (value.find('\0') == std::string_view::npos) id_.assign(value);
    } else if (name == "retry") {
        const bool digits =
            !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        std::int64_t number = 0;
        if (digits && std::from_chars(value.data(), value.data() + value.size(), number).ec == std::errc())
            retry_ms_ = number;
    }
}

void SseParser::dispatch() {
    last_id_ = with_valid_utf8(id_);
    if (has_data_) {
        SseEvent event{type_.empty() ? "message" : with_valid_utf8(std::move(type_)), with_valid_utf8(std::move(data_)),
                       last_id_};
        type_.clear();
        data_.clear();
        has_data_ = false;
        on_event_(std::move(event));
    } else {
        type_.clear();
    }
}

}  // namespace conch::net
