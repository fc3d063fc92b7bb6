#include "jobs/journal_view.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "api/reply_ref.hpp"
#include "base/status.hpp"
#include "jobs/kinds.hpp"
#include "json/json.hpp"

namespace conch::jobs {

namespace {

tl::unexpected<KeptError> bad_filter(std::string_view field, const std::string& rule) {
    Error error;
    error.status = CONCH_E_INVALID;
    error.field = std::string(field);
    error.message = "filter: " + (field.empty() ? std::string() : std::string(field) + ' ') + rule;
    return fail(std::move(error));
}

void set_time(json::Document& document, json::Value& object, std::string_view name, std::int64_t ms) {
    if (ms <= 0) return;
    const std::time_t seconds = ms / 1000;
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
    const std::string millis = std::to_string(1000 + ms % 1000).substr(1);
    json::set(document, object, name, std::string_view(std::string(text.data(), size) + '.' + millis + 'Z'));
}

std::string_view owner_name(store::Owner owner) {
    switch (owner) {
        case store::Owner::ours:
            return "this";
        case store::Owner::other:
            return "other";
        case store::Owner::nobody:
            break;
    }
    return "none";
}

std::string_view status_name(std::int32_t status) {
    const StatusRow* row = find_status(status);
    return row == nullptr ? "CONCH_E_UNKNOWN" : row->name;
}

void set_kind(json::Document& document, json::Value& object, std::int32_t number) {
    const Kind* kind = find_kind(number);
    json::set(document, object, "kind", kind == nullptr ? std::string_view("unknown") : kind->name);
    json::set(document, object, "kindNumber", std::int64_t{number});
}

json::Value value_of(json::Document& document, const store::Job& job, std::uint64_t task) {
    json::Value object(rapidjson::kObjectType);
    json::set(document, object, "job", std::string_view(job.id));
    set_kind(document, object, job.kind);
    json::set(document, object, "state", store::name_of(job.state));
    json::set(document, object, "owner", owner_name(job.owner));
    if (task != 0) json::set(document, object, "task", std::string_view(std::to_string(task)));
    json::set(document, object, "prompt", std::string_view(job.prompt));
    if (const auto params = json::parse(job.params)) {
        json::Value copy(*params, document.GetAllocator());
        json::set(document, object, "params", std::move(copy));
    }
    if (!job.account.empty()) json::set(document, object, "account", std::string_view(job.account));
    json::set(document, object, "remoteIds", json::array_of(job.remote_ids, document));
    json::set(document, object, "files", json::array_of(job.files, document));
    if (job.credits) json::set(document, object, "credits", *job.credits);
    json::set(document, object, "status", status_name(job.status));
    json::set(document, object, "message", std::string_view(job.message));
    set_time(document, object, "created", job.created_ms);
    set_time(document, object, "sent", job.sent_ms);
    set_time(document, object, "accepted", job.accepted_ms);
    set_time(document, object, "ended", job.ended_ms);
    return object;
}

}  // namespace

Result<store::Filter> parse_filter(std::string_view text) {
    store::Filter filter;
    if (text.empty()) return filter;
    const auto document = json::parse(text);
    if (!document) return bad_filter("", "is " + document.error().message);
    if (!document->IsObject()) return bad_filter("", "is not a JSON object");
    for (const auto& member : document->GetObject()) {
        const std::string_view name = json::text_of(member.name);
        const std::string given = "; given: " + json::to_string(member.value).substr(0, 80);
        if (name == "state") {
            const std::string_view state = member.value.IsString() ? json::text_of(member.value) : std::string_view();
            filter.unfinished = state == "unfinished";
            filter.ended = state == "ended";
            if (!filter.unfinished && !filter.ended)
                return bad_filter(name, R"(has to be "unfinished" or "ended")" + given);
        } else if (name == "job") {
            if (!member.value.IsString() || !api::is_job_id(json::text_of(member.value)))
                return bad_filter(name, "has to be a job's id of 32 hexadecimal digits" + given);
            filter.id = std::string(json::text_of(member.value));
        } else if (name == "limit") {
            if (!member.value.IsInt64() || member.value.GetInt64() < 0)
                return bad_filter(name, "has to be a whole number from 0" + given);
            filter.limit = member.value.GetInt64();
        } else {
            return bad_filter(name, "is not known; there are state, job and limit");
        }
    }
    return filter;
}

std::string list_json(const std::vector<store::Job>& jobs, const store::Journal& journal,
                      const std::function<std::uint64_t(const std::string& id)>& task_of) {
    json::Document document;
    document.SetObject();
    json::set(document, document, "directory", std::string_view(journal.path()));
    json::Value array(rapidjson::kArrayType);
    for (const store::Job& job : jobs)
        array.PushBack(value_of(document, job, task_of(job.id)), document.GetAllocator());
    json::set(document, document, "jobs", std::move(array));
    json::set(document, document, "damaged", json::array_of(journal.damaged(), document));
    return json::to_string(document);
}

std::string restore_json(const std::vector<Restored>& restored, std::size_t left, const store::Journal& journal) {
    json::Document document;
    document.SetObject();
    json::Value array(rapidjson::kArrayType);
    for (const Restored& job : restored) {
        json::Value object(rapidjson::kObjectType);
        json::set(document, object, "task", std::string_view(std::to_string(job.task)));
        json::set(document, object, "job", std::string_view(job.id));
        set_kind(document, object, job.kind);
        array.PushBack(object, document.GetAllocator());
    }
    json::set(document, document, "restored", std::move(array));
    json::set(document, document, "left", static_cast<std::int64_t>(left));
    json::set(document, document, "damaged", json::array_of(journal.damaged(), document));
    return json::to_string(document);
}

}  // namespace conch::jobs
