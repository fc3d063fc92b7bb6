#include "emulator/control/console.hpp"

#include <algorithm>
#include <chrono>

#include "emulator/control/console_files.hpp"
#include "emulator/control/views.hpp"
#include "emulator/version.hpp"

namespace conch::emulator {

namespace {

// People see no difference below this, and tests wait no longer than this.
constexpr std::chrono::milliseconds kLookEvery{200};
// The page lets the time run by itself; now and then it is told the exact one.
constexpr int kLooksPerClock = 5;
// Something has to be sent now and then, or nobody would notice that the other side is gone.
constexpr int kLooksPerHeartbeat = 75;
constexpr std::size_t kJobsShown = 200;
constexpr std::uint64_t kMostRecords = 200;

std::string event(std::string_view name, std::string_view json) {
    return "event: " + std::string(name) + "\ndata: " + std::string(json) + "\n\n";
}

std::string jobs_event(const std::vector<std::string>& changed, const std::vector<std::string>& gone) {
    std::vector<JsonText> items;
    items.reserve(changed.size());
    for (const std::string& each : changed)
        items.push_back({each});
    return event("jobs", object({{"changed", array(items)}, {"gone", strings(gone)}}).text);
}

}  // namespace

std::optional<Response> Console::file(const Request& request) {
    const std::string name = request.path.size() < 2 ? "index.html" : request.path[1];
    if (request.path.size() > 2) return std::nullopt;
    if (request.path.size() == 1 && request.target.substr(0, request.target.find('?')).back() != '/') {
        // The page names its files relative to this.
        Response response;
        response.status = 301;
        response.headers = {{"Location", "/_conch/"}};
        return response;
    }
    const auto& files = console_files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const auto& each) { return each.name == name; });
    if (found == files.end()) return std::nullopt;
    Response response = Response::text(200, found->content_type, std::string(found->content));
    response.headers.push_back({"Cache-Control", "no-cache"});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back(
        {"Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"});
    return response;
}

Response Console::events() {
    Viewer viewer;
    viewer.stream = std::make_shared<ByteStream>();
    Response response;
    response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};
    response.body = viewer.stream;
    viewers_.push_back(std::move(viewer));
    if (!looking_) {
        looking_ = true;
        world_.loop.start(*next_look_, std::chrono::milliseconds(0), [this] { look(); });
    }
    return response;
}

void Console::start_over() {
    for (Viewer& viewer : viewers_)
        viewer.knows_nothing = true;
}

Console::View Console::view() const {
    View view;
    view.clock = clock_json(world_).text;
    view.accounts = accounts_json(world_).text;
    view.faults = world_.faults.list().text;
    for (const JobView& job : newest_jobs(service_, kJobsShown))
        view.jobs.emplace(job.id, job_json(job).text);
    return view;
}

void Console::look() {
    viewers_.erase(
        std::remove_if(viewers_.begin(), viewers_.end(), [](const Viewer& each) { return each.stream->abandoned; }),
        viewers_.end());
    looking_ = !viewers_.empty();
    if (!looking_) {
        seen_ = {};
        return;
    }
    const View before = std::exchange(seen_, view());
    ++looks_;
    const std::string news = changes(before);
    std::string all;
    for (Viewer& viewer : viewers_) {
        if (!viewer.stream->empty()) {
            // It does not read; when it does again, it has missed something.
            viewer.knows_nothing = true;
            continue;
        }
        std::string text;
        if (viewer.knows_nothing) {
            if (all.empty()) all = everything();
            text = all;
            viewer = {viewer.stream, false, 0, 0};
        } else {
            text = news;
        }
        text += journals(viewer);
        if (!text.empty()) viewer.stream->push(std::move(text));
    }
    world_.loop.start(*next_look_, kLookEvery, [this] { look(); });
}

std::string Console::everything() const {
    std::vector<std::string> jobs;
    jobs.reserve(seen_.jobs.size());
    for (const auto& [id, json] : seen_.jobs)
        jobs.push_back(json);
    const JsonText hello = object({{"version", kVersion}, {"base", world_.studio.origin() + "/v1/minimax"}});
    return event("hello", hello.text) + event("clock", seen_.clock) + event("accounts", seen_.accounts) +
           event("faults", seen_.faults) + jobs_event(jobs, {});
}

std::string Console::changes(const View& before) const {
    std::string news;
    if (looks_ % kLooksPerClock == 0) news += event("clock", seen_.clock);
    if (seen_.accounts != before.accounts) news += event("accounts", seen_.accounts);
    if (seen_.faults != before.faults) news += event("faults", seen_.faults);
    std::vector<std::string> changed;
    std::vector<std::string> gone;
    for (const auto& [id, json] : seen_.jobs) {
        const auto known = before.jobs.find(id);
        if (known == before.jobs.end() || known->second != json) changed.push_back(json);
    }
    for (const auto& [id, json] : before.jobs) {
        if (seen_.jobs.count(id) == 0) gone.push_back(id);
    }
    if (!changed.empty() || !gone.empty()) news += jobs_event(changed, gone);
    if (looks_ % kLooksPerHeartbeat == 0) news += ":\n\n";
    return news;
}

std::string Console::journals(Viewer& viewer) const {
    const auto from = [](std::uint64_t seen, std::uint64_t last) {
        return std::max(seen, last > kMostRecords ? last - kMostRecords : 0);
    };
    std::string news;
    const Journal& journal = world_.journal;
    if (const std::uint64_t last = journal.last_request(); last > viewer.last_request) {
        news += event("requests", journal.requests(from(viewer.last_request, last)).text);
        viewer.last_request = last;
    }
    if (const std::uint64_t last = journal.last_webhook(); last > viewer.last_webhook) {
        news += event("webhooks", journal.webhooks(from(viewer.last_webhook, last)).text);
        viewer.last_webhook = last;
    }
    return news;
}

}  // namespace conch::emulator
