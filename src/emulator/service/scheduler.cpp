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
    struct Room {
        const Account* account;
        int busy;
        int left;
    };
    std::vector<Room> rooms;
    for (const Account* account : world_.accounts.with("video")) {
        int busy = 0;
        for (const GenerationPtr& each : lifecycle_.tracked()) {
            if (each->account == account->id && each->family == "video") ++busy;
        }
        rooms.push_back({account, busy, std::max(0, account->max_jobs - busy)});
    }
    // Clients take the first account that they find here, so the one with most room comes first.
    std::stable_sort(rooms.begin(), rooms.end(), [](const Room& a, const Room& b) { return a.left > b.left; });
    std::vector<JsonText> accounts;
    accounts.reserve(rooms.size());
    for (const Room& room : rooms) {
        accounts.push_back(object({
            {"account", room.account->id},
            {"maxJobs", room.account->max_jobs},
            {"executing", room.busy},
            {"available", room.left},
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
