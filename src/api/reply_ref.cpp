#include "api/reply_ref.hpp"

#include "platform/random.hpp"

namespace conch::api {

namespace {
constexpr std::string_view kSeparator = " ";
constexpr std::string_view kPrefix = "conch:";
constexpr std::size_t kRandomBytes = 16;
constexpr std::size_t kMarkLength = kPrefix.size() + 2 * kRandomBytes;
}  // namespace

Result<std::string> new_mark() {
    auto random = platform::random_hex(kRandomBytes);
    if (!random) return fail(random.error());
    return std::string(kPrefix) + *random;
}

std::string with_mark(std::string_view users_ref, std::string_view mark) {
    std::string text(users_ref);
    if (!text.empty()) text += kSeparator;
    return text += mark;
}

std::string_view users_text(std::string_view reply_ref) {
    if (reply_ref.size() < kMarkLength) return reply_ref;
    const std::string_view mark = reply_ref.substr(reply_ref.size() - kMarkLength);
    const bool ours = mark.substr(0, kPrefix.size()) == kPrefix &&
                      mark.substr(kPrefix.size()).find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!ours) return reply_ref;
    std::string_view text = reply_ref.substr(0, reply_ref.size() - kMarkLength);
    if (!text.empty()) text.remove_suffix(kSeparator.size());
    return text;
}

bool has_mark(std::string_view reply_ref, std::string_view mark) {
    return reply_ref.size() >= mark.size() && reply_ref.substr(reply_ref.size() - mark.size()) == mark;
}

}  // namespace conch::api
