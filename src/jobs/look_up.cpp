#include "jobs/look_up.hpp"

#include <algorithm>

#include "api/reply_ref.hpp"
#include "jobs/ask.hpp"
#include "jobs/list.hpp"
#include "jobs/places.hpp"
#include "jobs/record.hpp"

namespace conch::jobs {

namespace {

constexpr int kTries = 3;
constexpr std::int64_t kNewest = 100;  // items of a list that are looked at
// How far the service's clock may be behind ours.
constexpr std::int64_t kClockSkewMs = 600'000;

std::string_view id_of(const json::Value& item) {
    // The scheduler names images by either key; the id itself says what it is.
    for (const char* key : {"videoId", "imageId"}) {
        if (const auto id = json::string_member(item, key)) return *id;
    }
    return {};
}

// Items stand in arrays, in arrays by account, or alone, so all of the answer is walked; it is at most 64 levels deep.
void collect(const json::Value& value, std::string_view mark, std::vector<std::string>& ids) {
    if (value.IsArray()) {
        for (const json::Value& element : value.GetArray())
            collect(element, mark, ids);
    } else if (value.IsObject()) {
        const auto ref = json::string_member(value, "replyRef");
        if (ref && api::has_mark(*ref, mark)) {
            if (const std::string_view id = id_of(value); !id.empty()) ids.emplace_back(id);
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

namespace {

bool has_file(const json::Value& item, std::string_view file) {
    const json::Value* files = json::array_member(item, "originFiles");
    if (files == nullptr || files->Empty()) return true;  // it does not say
    return std::any_of(files->Begin(), files->End(),
                       [file](const json::Value& origin) { return json::string_member(origin, "id") == file; });
}

Async<std::vector<std::string>> all_accounts(Context& context) {
    std::vector<std::string> names;
    if (auto places = co_await ask_for_places(context, kTries)) {
        for (Places& of : *places)
            names.push_back(std::move(of.account));
    }
    co_return names;
}

// Of one account.
Async<Result<api::Answer>> newest_items(Context& context, ListRules list, std::string_view account) {
    json::Document page;
    page.SetObject();
    json::set(page, page, "account", account);
    json::set(page, page, "limit", kNewest);
    co_return co_await ask_patiently(context, *catalog::find_operation(list.operation), page, kTries);
}

const json::Value* items_in(const Result<api::Answer>& answer, ListRules list) {
    return answer ? items_of(*paging_of(list.operation), answer->content) : nullptr;
}

}  // namespace

Async<std::vector<std::string>> look_up_in_list(Context& context, ListRules list, const json::Value& params,
                                                const std::set<std::string>& running) {
    std::vector<std::string> ids;
    const std::string_view prompt = json::string_member(params, "prompt").value_or("");
    const std::string_view file = json::string_member(params, "fileID").value_or("");
    if (list.operation.empty() || (prompt.empty() && file.empty())) co_return ids;  // nothing to know it by

    Record& record = context.record();
    std::vector<std::string> accounts;
    if (record.job().account.empty()) {
        accounts = co_await all_accounts(context);
    } else {
        accounts.push_back(record.job().account);
    }
    for (const std::string& account : accounts) {
        const auto answer = co_await newest_items(context, list, account);
        const json::Value* items = items_in(answer, list);
        if (items == nullptr) continue;
        std::string batch;
        for (const json::Value& item : items->GetArray()) {
            const std::string id(json::string_member(item, list.id_parameter).value_or(""));
            // Newest first: from one on that is older than our create, all are.
            const auto accepted = co_await record.accepted_of_remote(context, id);
            if (accepted && *accepted < record.job().sent_ms) break;
            const auto made = json::integer_member(item, "createTime");
            if (made && *made < record.job().sent_ms - kClockSkewMs) break;
            if (accepted || id.empty() || running.contains(id)) continue;
            if (json::string_member(item, "desc").value_or("") != prompt) continue;
            if (!file.empty() && !has_file(item, file)) continue;
            // Several pictures of one create belong together.
            const std::string its_batch(json::string_member(item, "batchID").value_or(""));
            if (!ids.empty() && (its_batch.empty() || its_batch != batch)) break;
            batch = its_batch;
            ids.push_back(id);
        }
        if (!ids.empty()) break;
    }
    co_return ids;
}

Async<std::vector<std::string>> whole_batch(Context& context, ListRules list, std::vector<std::string> ids) {
    const auto known = catalog::parse_id(ids.front());
    if (list.operation.empty() || !known) co_return ids;
    const auto answer = co_await newest_items(context, list, known->account);
    const json::Value* items = items_in(answer, list);
    if (items == nullptr) co_return ids;
    std::vector<std::string> batch;
    for (const json::Value& ours : items->GetArray()) {
        const auto name = json::string_member(ours, "batchID");
        if (!name || json::string_member(ours, list.id_parameter) != std::string_view(ids.front())) continue;
        for (const json::Value& item : items->GetArray()) {
            const auto id = json::string_member(item, list.id_parameter);
            if (id && json::string_member(item, "batchID") == name) batch.emplace_back(*id);
        }
    }
    if (batch.size() > ids.size()) co_return batch;
    co_return ids;
}

Async<Found> look_up_in_scheduler(Context& context, std::string mark) {
    Found found;
    json::Document none;
    none.SetObject();
    const auto answer = co_await ask_patiently(context, *catalog::find_operation("scheduler.list"), none, kTries);
    if (!answer) co_return found;
    found.ids = items_with_mark(answer->content, mark);
    if (answer->content.IsArray()) {
        for (const json::Value& item : answer->content.GetArray())
            found.running.emplace(id_of(item));
    }
    co_return found;
}

Async<Found> look_up_agent_jobs(Context& context, std::string mark) {
    Found found;
    json::Document none;
    none.SetObject();
    const auto running = co_await ask_patiently(context, *catalog::find_operation("agent.jobs"), none, kTries);
    if (!running) co_return found;
    const json::Value* accounts = json::object_member(running->content, "executing");
    if (accounts == nullptr) co_return found;
    for (const auto& account : accounts->GetObject()) {
        if (!account.value.IsArray()) continue;
        for (const json::Value& job : account.value.GetArray()) {
            const auto id = json::string_member(job, "jobId");
            if (!id) continue;
            std::string of(*id);
            const auto answer = co_await ask_for_item(context, "agent.get", "jobId", std::move(of), kTries);
            if (!answer) continue;
            const json::Value* request = json::object_member(answer->content, "request");
            const auto ref = request == nullptr ? std::nullopt : json::string_member(*request, "replyRef");
            if (ref && api::has_mark(*ref, mark)) found.ids.emplace_back(*id);
        }
    }
    co_return found;
}

}  // namespace conch::jobs
