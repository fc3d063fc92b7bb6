#include "api/reply_ref.hpp"

#include "platform/random.hpp"

namespace conch::api {

namespace {
constexpr std::string_view kSeparator = " ";
constexpr std::string_view kPrefix = "conch:";
constexpr std::size_t kRandomBytes = 16;
constexpr std::size_t kMarkLength = kPrefix.size() + 2 * kRandomBytes;

bool is_mark(std::string_view text) {
    return text.starts_with(kPrefix) && is_job_id(text.substr(kPrefix.size()));
}

}  // namespace

Result<std::string> new_job_id() {
    return platform::random_hex(kRandomBytes);
}

bool is_job_id(std::string_view text) {
    return text.size() == 2 * kRandomBytes && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string mark_of(std::string_view job_id) {
    return std::string(kPrefix).append(job_id);
}

std::string with_mark(std::string_view users_ref, std::string_view mark) {
    std::string text(users_ref);
    if (!text.empty()) text += kSeparator;
    return text += mark;
}

std::string_view users_text(std::string_view reply_ref) {
    if (reply_ref.size() < kMarkLength) return reply_ref;
    if (!is_mark(reply_ref.substr(reply_ref.size() - kMarkLength))) return reply_ref;
    std::string_view text = reply_ref.substr(0, reply_ref.size() - kMarkLength);
    if (!text.empty()) text.remove_suffix(kSeparator.size());
    return text;
}

bool has_mark(std::string_view reply_ref, std::string_view mark) {
    return reply_ref.size() >= mark.size() && reply_ref.substr(reply_ref.size() - mark.size()) == mark;
}

void take_out_marks(std::string& json) {
    for (std::size_t at = json.find(kPrefix); at != std::string::npos; at = json.find(kPrefix, at)) {
        // A mark is the end of a text; anything else that looks like one is the user's.
        const std::size_t end = at + kMarkLength;
        if (end >= json.size() || json[end] != '"' || !is_mark(std::string_view(json).substr(at, kMarkLength))) {
            at += kPrefix.size();
            continue;
        }
        const std::size_t begin = at > 0 && json[at - 1] == kSeparator.front() ? at - 1 : at;
        json.erase(begin, end - begin);
        at = begin;
    }
}

}  // namespace conch::api
