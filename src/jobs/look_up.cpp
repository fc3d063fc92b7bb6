#include "jobs/look_up.hpp"

#include "api/reply_ref.hpp"
#include "jobs/ask.hpp"

namespace conch::jobs {

namespace {

constexpr int kTries = 3;

// Items stand in arrays, in arrays by account, or alone, so all of the answer is walked; it is at most 64 levels deep.
void collect(const json::Value& value, std::string_view mark, std::vector<std::string>& ids) {
    if (value.IsArray()) {
        for (const json::Value& element : value.GetArray())
            collect(element, mark, ids);
    } else if (value.IsObject()) {
        const auto ref = json::string_member(value, "replyRef");
        if (ref && api::has_mark(*ref, mark)) {
            // The scheduler names images by either key; the id itself says what it is.
            for (const char* key : {"videoId", "imageId"}) {
                if (const auto id = json::string_member(value, key)) {
                    ids.emplace_back(*id);
                    break;
                }
            }
        }
        for (const auto& member : value.GetObject())
            collect(member.value, mark, ids);
    }
}

}  // namespace

std::vector<std::string> items_with_mark(const json::Value& answer, std::string_view mark) {
    std::vector<std::string> ids;
    collect(answer, mark, ids);
    return ids;
}

Async<std::vector<std::string>> look_up_in_scheduler(Context& context, std::string mark) {
    json::Document none;
    none.SetObject();
    const auto answer = co_await ask_patiently(context, *catalog::find_operation("scheduler.list"), none, kTries);
    if (!answer) co_return std::vector<std::string>{};
    co_return items_with_mark(answer->content, mark);
}

Async<std::vector<std::string>> look_up_agent_jobs(Context& context, std::string mark) {
    std::vector<std::string> ids;
    json::Document none;
    none.SetObject();
    const auto running = co_await ask_patiently(context, *catalog::find_operation("agent.jobs"), none, kTries);
    if (!running) co_return ids;
    const json::Value* accounts = json::object_member(running->content, "executing");
    if (accounts == nullptr) co_return ids;
    for (const auto& account : accounts->GetObject()) {
        if (!account.value.IsArray()) continue;
        for (const json::Value& job : account.value.GetArray()) {
            const auto id = json::string_member(job, "jobId");
            if (!id) continue;
            json::Document params;
            params.SetObject();
            json::set(params, params, "jobId", *id);
            const auto answer = co_await ask_patiently(context, *catalog::find_operation("agent.get"), params, kTries);
            if (!answer) continue;
            const json::Value* request = json::object_member(answer->content, "request");
            const auto ref = request == nullptr ? std::nullopt : json::string_member(*request, "replyRef");
            if (ref && api::has_mark(*ref, mark)) ids.emplace_back(*id);
        }
    }
    co_return ids;
}

}  // namespace conch::jobs
