#include "emulator/service/job_view.hpp"

#include <algorithm>

#include "emulator/service/service.hpp"

namespace conch::emulator {

namespace {

// Of each family; nobody looks at more.
constexpr std::size_t kMostOfFamily = 200;

JobView view_of(const Generation& item, const Studio& studio) {
    JobView view;
    view.kind = item.family;
    view.id = item.id;
    view.account = item.account;
    view.prompt = item.prompt;
    view.model = item.model;
    view.label = item.label();
    view.final = item.final();
    view.good = item.status == 2;
    view.percent = item.percent;
    view.message = item.message;
    view.created = item.created;
    if (!view.good) return view;
    if (item.family == "video") {
        view.media.push_back({"video", studio.url(item.marked), studio.url(item.cover)});
    } else {
        view.media.push_back({"image", studio.url(item.marked), ""});
    }
    return view;
}

JobView view_of(const Clip& clip, const Studio& studio) {
    JobView view;
    view.kind = "clip";
    view.id = clip.id;
    view.account = clip.account;
    view.prompt = clip.speech.text;
    view.model = clip.speech.model;
    view.label = "completed";
    view.final = view.good = true;
    view.created = clip.created;
    view.media.push_back({"audio", studio.url(clip.media_name), ""});
    return view;
}

JobView view_of(const Song& song, const Studio& studio) {
    JobView view;
    const catalog::ItemStatus status = catalog::item_status(catalog::ItemFamily::kMusic, song.status);
    view.kind = "song";
    view.id = song.id;
    view.account = song.account;
    view.prompt = song.title;
    view.model = song.style;
    view.label = status.label;
    view.final = status.final;
    view.good = song.status == 2;
    view.created = song.created;
    if (view.good) {
        view.media.push_back({"image", studio.url(song.cover), ""});
        view.media.push_back({"audio", studio.url(song.audio), ""});
    }
    return view;
}

JobView view_of(const AgentJob& job, const Studio& studio) {
    JobView view;
    view.kind = "agent";
    view.id = job.id;
    view.account = job.account;
    view.prompt = job.prompt;
    view.label = job.status;
    view.final = job.status != "started";
    view.good = job.status == "completed";
    view.created = job.created;
    if (!view.good) return view;
    for (const AgentResult& result : job.results) {
        view.model += (view.model.empty() ? "" : ", ") + result.model;
        const bool sound = result.kind != "video" && result.kind != "image";
        const std::string& file = sound || result.marked.empty() ? result.main : result.marked;
        view.media.push_back({sound ? "audio" : result.kind, studio.url(file),
                              result.kind == "video" && !result.cover.empty() ? studio.url(result.cover) : ""});
    }
    return view;
}

const Clip& value_of(const Clip& clip) {
    return clip;
}
template <typename Item>
const Item& value_of(const std::shared_ptr<Item>& item) {
    return *item;
}

bool is_shown(const Generation& item) {
    return !item.gone && !item.hidden;
}
template <typename Item>
bool is_shown(const Item&) {
    return true;
}

template <typename Items>
void add_latest(const Items& items, const Studio& studio, std::vector<JobView>& views) {
    std::size_t taken = 0;
    for (auto each = items.rbegin(); each != items.rend() && taken < kMostOfFamily; ++each) {
        if (!is_shown(value_of(*each))) continue;
        views.push_back(view_of(value_of(*each), studio));
        ++taken;
    }
}

}  // namespace

std::vector<JobView> Service::jobs() const {
    std::vector<JobView> views;
    add_latest(videos_.all(), world_.studio, views);
    add_latest(images_.all(), world_.studio, views);
    add_latest(audio_.clips(), world_.studio, views);
    add_latest(music_.songs(), world_.studio, views);
    std::vector<AgentJobPtr> jobs;
    for (const auto& [id, job] : agent_.all())
        jobs.push_back(job);
    std::sort(jobs.begin(), jobs.end(),
              [](const AgentJobPtr& a, const AgentJobPtr& b) { return a->created < b->created; });
    add_latest(jobs, world_.studio, views);
    return views;
}

}  // namespace conch::emulator
