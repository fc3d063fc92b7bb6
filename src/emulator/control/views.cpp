#include "emulator/control/views.hpp"

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

}  // namespace conch::emulator
