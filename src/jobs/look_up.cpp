#include "jobs/look_up.hpp"

#include "api/reply_ref.hpp"
#include "jobs/ask.hpp"

namespace conch::jobs {

namespace {

// Items stand in arrays, in arrays by account, or alone, so all of the answer is walked; it is at most 64 levels deep.
std::optional<std::string> find_in(const json::Value& value, std::string_view mark) {
    if (value.IsArray()) {
        for (const json::Value& element : value.GetArray()) {
            if (auto found = find_in(element, mark)) return found;
        }
    } else if (value.IsObject()) {
        const auto ref = json::string_member(value, "replyRef");
        if (ref && api::has_mark(*ref, mark)) {
            // The scheduler names images by either key; the id itself says what it is.
            for (const char* key : {"videoId", "imageId"}) {
                if (const auto id = json::string_member(value, key)) return std::string(*id);
            }
        }
        for (const auto& member : value.GetObject()) {
            if (auto found = find_in(member.value, mark)) return found;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> find_mark(std::string_view json_text, std::string_view mark) {
    const auto content = json::parse(json_text);
    if (!content) return std::nullopt;
    return find_in(*content, mark);
}

Async<std::optional<std::string>> look_up(Context& context, std::string mark) {
    json::Document none;
    none.SetObject();
    const auto answer = co_await ask_patiently(context, *catalog::find_operation("scheduler.list"), none, 3);
    if (!answer) co_return std::nullopt;
    co_return find_in(answer->content, mark);
}

}  // namespace conch::jobs
