#include "accounts.hpp"

#include "json/json.hpp"

namespace conch::obs {

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenQuestions = 30s;

struct Asked {
    Accounts* accounts;
    conch_client* client;
};

// {"NAME": {"supportVideo": true, …}, …}
std::vector<std::string> names_in(const conch_event& event) {
    std::vector<std::string> names;
    std::size_t size = 0;
    const char* text = conch_event_json(&event, &size);
    const auto document = json::parse({text, size});
    if (!document || !document->IsObject()) return names;
    for (const auto& account : document->GetObject()) {
        if (account.value.IsObject() && json::bool_member(account.value, "supportVideo").value_or(true))
            names.emplace_back(json::text_of(account.name));
    }
    return names;
}

}  // namespace

std::vector<std::string> Accounts::names(conch_client* client) {
    const auto now = Clock::now();
    std::vector<std::string> known;
    {
        const std::lock_guard lock(mutex_);
        const auto [found, fresh] = lists_.try_emplace(client);
        List& list = found->second;
        if (!fresh && now - list.asked_at < kBetweenQuestions) return list.names;
        list.asked_at = now;
        known = list.names;
    }
    ask(client);
    return known;
}

void Accounts::ask(conch_client* client) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.callback = on_answer;
    options.user_data = new Asked{this, client};
    options.user_data_release = [](void* asked) { delete static_cast<Asked*>(asked); };
    conch_task task = 0;
    conch_call(client, CONCH_OP_ACCOUNTS_LIST, "{}", &options, &task, nullptr);
}

std::int32_t Accounts::on_answer(const conch_event* event, void* user_data) {
    if (conch_event_type(event) != CONCH_EVENT_DONE || conch_event_status(event) != CONCH_OK) return 0;
    const auto& [accounts, client] = *static_cast<Asked*>(user_data);
    accounts->take(client, names_in(*event));
    return 0;
}

void Accounts::take(conch_client* client, std::vector<std::string> names) {
    const std::lock_guard lock(mutex_);
    List& list = lists_[client];
    if (list.names == names) return;
    list.names = std::move(names);
    ++version_;
}

}  // namespace conch::obs
