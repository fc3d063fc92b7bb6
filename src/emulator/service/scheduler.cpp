#include "emulator/service/scheduler.hpp"

#include <algorithm>

#include "emulator/service/dates.hpp"

namespace conch::emulator {

JsonText Scheduler::executing() const {
    std::vector<JsonText> items;
    for (const GenerationPtr& each : lifecycle_.tracked()) {
        items.push_back(object({
            {each->family == "image" ? "imageId" : "videoId", each->id},
            {"started", iso_date(each->created)},
            {"elapsed", elapsed(world_.clock.now() - each->created)},
            {"replyUrl", unless_empty(each->reply_url)},
            {"replyRef", unless_empty(each->reply_ref)},
        }));
    }
    return array(items);
}

void Scheduler::list(const CallPtr& call) {
    call->ok(executing());
}

void Scheduler::available(const CallPtr& call) {
    std::vector<JsonText> accounts;
    for (const Account* account : world_.accounts.with("video")) {
        int busy = 0;
        for (const GenerationPtr& each : lifecycle_.tracked()) {
            if (each->account == account->id && each->family == "video") ++busy;
        }
        accounts.push_back(object({
            {"account", account->id},
            {"maxJobs", account->max_jobs},
            {"executing", busy},
            {"available", std::max(0, account->max_jobs - busy)},
        }));
    }
    call->ok(object({{"executing", executing()}, {"available", array(accounts)}}));
}

void Scheduler::remove(const CallPtr& call) {
    const std::string id = call->text_or("id", "");
    for (const GenerationPtr& each : lifecycle_.tracked()) {
        if (each->id != id) continue;
        // The generation itself goes on at the provider.
        lifecycle_.untrack(GenerationPtr(each));
        return call->no_content();
    }
    call->fail(404, "Unable to locate running " + id);
}

}  // namespace conch::emulator
