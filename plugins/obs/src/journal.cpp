#include "journal.hpp"

#include <obs-module.h>

#include <algorithm>
#include <iterator>

#include "json/json.hpp"

namespace conch::obs {

namespace {

constexpr const char* kLatest = R"({"limit":300})";
constexpr const char* kEnded = R"({"state":"ended","limit":100})";

struct Asked {
    Journal* journal;
    conch_client* client;
};

// Each element of a list in the event's answer, handed to `use`.
template <typename Use>
void for_each_in(const conch_event& event, std::string_view list, Use use) {
    std::size_t size = 0;
    const char* text = conch_event_json(&event, &size);
    const auto document = json::parse({text, size});
    if (!document) return;
    const json::Value* elements = json::array_member(*document, list);
    if (elements == nullptr) return;
    for (const json::Value& element : elements->GetArray())
        use(element);
}

std::string text_of(const json::Value& object, std::string_view name) {
    return std::string(json::string_member(object, name).value_or(""));
}

std::string reference_of(const json::Value& job) {
    const json::Value* params = json::object_member(job, "params");
    return params == nullptr ? "" : text_of(*params, "replyRef");
}

bool succeeded(const conch_event& event) {
    return conch_event_type(&event) == CONCH_EVENT_DONE && conch_event_status(&event) == CONCH_OK;
}

void ask(conch_client* client, const char* filter, conch_event_callback callback, Journal* journal) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.callback = callback;
    options.user_data = new Asked{journal, client};
    options.user_data_release = [](void* asked) { delete static_cast<Asked*>(asked); };
    conch_task task = 0;
    conch_jobs_list(client, filter, &options, &task, nullptr);
}

}  // namespace

// The task that brings jobs back shares its callback with them.
struct Journal::Restoring {
    Asked asked;
    conch_task task = 0;
    std::mutex started;  // its events may come before its number
};

void Journal::open(conch_client* client) {
    const auto restoring = std::make_shared<Restoring>();
    restoring->asked = {this, client};
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.callback = on_restored;
    options.user_data = new std::shared_ptr<Restoring>(restoring);
    options.user_data_release = [](void* data) { delete static_cast<std::shared_ptr<Restoring>*>(data); };
    {
        const std::lock_guard lock(restoring->started);
        conch_jobs_restore(client, nullptr, &options, &restoring->task, nullptr);
    }
    refresh(client);
}

void Journal::refresh(conch_client* client) {
    ask(client, kEnded, on_clips, this);
}

std::int32_t Journal::on_restored(const conch_event* event, void* user_data) {
    const std::shared_ptr<Restoring> restoring = *static_cast<std::shared_ptr<Restoring>*>(user_data);
    const auto& [journal, client] = restoring->asked;
    conch_task own = 0;
    {
        const std::lock_guard lock(restoring->started);
        own = restoring->task;
    }
    const std::string number = std::to_string(conch_event_task(event));
    if (conch_event_task(event) != own) {
        const std::lock_guard lock(journal->mutex_);
        const auto found = journal->restored_.find(number);
        if (found != journal->restored_.end()) found->second->read(*event);
    } else if (succeeded(*event)) {
        journal->note_restored(*event, client);
    } else if (conch_event_type(event) == CONCH_EVENT_DONE) {
        blog(LOG_WARNING, "[obs-conch] earlier jobs were not brought back: %s", conch_event_message(event, nullptr));
    }
    return 0;
}

void Journal::note_restored(const conch_event& event, conch_client* client) {
    std::size_t count = 0;
    {
        const std::lock_guard lock(mutex_);
        for_each_in(event, "restored", [&](const json::Value& one) {
            const std::string number = text_of(one, "task");
            auto job = std::make_shared<Job>();
            job->client = client;
            if (conch_task_from_text(number.c_str(), &job->task) != CONCH_OK) return;
            restored_[number] = job;
            unclaimed_[text_of(one, "job")] = job;
            ++count;
        });
    }
    if (count == 0) return;
    blog(LOG_INFO, "[obs-conch] %zu jobs of an earlier run go on", count);
    ask(client, kLatest, on_latest, this);  // says whose they are
}

std::int32_t Journal::on_latest(const conch_event* event, void* user_data) {
    Journal* journal = static_cast<Asked*>(user_data)->journal;
    if (!succeeded(*event)) return 0;
    const std::lock_guard lock(journal->mutex_);
    for_each_in(*event, "jobs", [journal](const json::Value& job) {
        const auto found = journal->unclaimed_.find(text_of(job, "job"));
        if (found == journal->unclaimed_.end()) return;
        journal->waiting_[reference_of(job)] = found->second;
        journal->unclaimed_.erase(found);
    });
    return 0;
}

std::int32_t Journal::on_clips(const conch_event* event, void* user_data) {
    Journal* journal = static_cast<Asked*>(user_data)->journal;
    if (!succeeded(*event)) return 0;
    std::vector<Clip> clips;
    for_each_in(*event, "jobs", [&clips](const json::Value& job) {
        const json::Value* files = json::array_member(job, "files");
        if (json::string_member(job, "status") != "CONCH_OK" || files == nullptr || files->Empty()) return;
        const json::Value& first = files->GetArray()[0];
        if (first.IsString()) clips.push_back({std::string(json::text_of(first)), text_of(job, "prompt")});
    });
    const std::lock_guard lock(journal->mutex_);
    journal->recorded_ = std::move(clips);
    return 0;
}

std::shared_ptr<Job> Journal::take(const std::string& reference) {
    const std::lock_guard lock(mutex_);
    const auto found = waiting_.find(reference);
    if (found == waiting_.end()) return nullptr;
    std::shared_ptr<Job> job = found->second;
    waiting_.erase(found);
    return job;
}

std::vector<Clip> Journal::clips() const {
    const std::lock_guard lock(mutex_);
    std::vector<Clip> all;
    std::copy_if(added_.begin(), added_.end(), std::back_inserter(all), [this](const Clip& clip) {
        return std::none_of(recorded_.begin(), recorded_.end(), [&](const Clip& one) { return one.path == clip.path; });
    });
    all.insert(all.end(), recorded_.begin(), recorded_.end());
    return all;
}

void Journal::add(Clip clip) {
    const std::lock_guard lock(mutex_);
    added_.insert(added_.begin(), std::move(clip));
}

std::string Journal::after(std::string_view path) const {
    const std::vector<Clip> all = clips();
    if (all.empty()) return {};
    const auto found = std::find_if(all.begin(), all.end(), [path](const Clip& clip) { return clip.path == path; });
    return found == all.end() || found + 1 == all.end() ? all.front().path : (found + 1)->path;
}

}  // namespace conch::obs
