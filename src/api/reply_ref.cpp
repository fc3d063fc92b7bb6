#include "api/reply_ref.hpp"

#include "platform/random.hpp"

namespace conch::api {

namespace {
constexpr std::string_view kSeparator = " ";
constexpr std::string_view kPrefix = "conch:";
}  // namespace

Result<std::string> new_mark() {
    auto random = platform::random_hex(16);
    if (!random) return fail(random.error());
    return std::string(kPrefix) + *random;
}

std::string with_mark(std::string_view users_ref, std::string_view mark) {
    std::string text(users_ref);
    if (!text.empty()) text += kSeparator;
    return text += mark;
}

bool has_mark(std::string_view reply_ref, std::string_view mark) {
    return reply_ref.size() >= mark.size() && reply_ref.substr(reply_ref.size() - mark.size()) == mark;
}

}  // namespace conch::api
