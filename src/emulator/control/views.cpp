#include "emulator/control/views.hpp"

#include <algorithm>

#include "emulator/service/dates.hpp"

namespace conch::emulator {

JsonText clock_json(const World& world) {
    static constexpr const char* kNames[] = {"time", "polls", "immediate"};
    return object({
        {"now", world.clock.now()},
        {"now_iso", iso_date(world.clock.now())},
        {"speed", world.clock.speed()},
        {"frozen", world.clock.frozen()},
        {"transitions", kNames[static_cast<std::size_t>(world.pace.by)]},
        {"polls", world.pace.polls},
    });
}

JsonText account_json_of_provider(const Account& account) {
    return object({
        {"account", account.id},
        {"plan", account.plan},
        {"paid", account.paid},
        {"credits", account.credits},
        {"maxJobs", account.max_jobs},
        {"processedAtOnce", account.processed_at_once},
        {"queue", account.queue},
        {"heldUntil", account.held_until == 0 ? JsonText() : json_string(iso_date(account.held_until))},
    });
}

JsonText accounts_json(const World& world) {
    std::vector<JsonText> accounts;
    for (const auto& [id, account] : world.accounts.all())
        accounts.push_back(account_json_of_provider(account));
    return array(accounts);
}

std::vector<JobView> newest_jobs(const Service& service, std::size_t most) {
    std::vector<JobView> jobs = service.jobs();
    std::stable_sort(jobs.begin(), jobs.end(),
                     [](const JobView& a, const JobView& b) { return a.created > b.created; });
    if (jobs.size() > most) jobs.resize(most);
    return jobs;
}

JsonText job_json(const JobView& job) {
    std::vector<JsonText> media;
    media.reserve(job.media.size());
    for (const MediaView& each : job.media) {
        media.push_back(object({{"kind", each.kind}, {"url", each.url}, {"poster", unless_empty(each.poster)}}));
    }
    return object({
        {"kind", job.kind},
        {"id", job.id},
        {"account", job.account},
        {"prompt", job.prompt},
        {"model", job.model},
        {"label", job.label},
        {"final", job.final},
        {"good", job.good},
        {"percent", job.percent},
        {"message", unless_empty(job.message)},
        {"created", job.created},
        {"media", array(media)},
    });
}

}  // namespace conch::emulator
