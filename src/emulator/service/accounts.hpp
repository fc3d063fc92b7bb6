// The accounts that are configured at the service, with the plan that each has at the provider.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "emulator/control/clock.hpp"
#include "emulator/service/ids.hpp"
#include "emulator/service/json_text.hpp"

namespace conch::emulator {

struct Plan {
    std::string_view name;
    int processed_at_once;
    int queue;  // unfinished jobs that the provider takes
    std::int64_t credits;
    bool paid;
};

const Plan* find_plan(std::string_view name);  // Free, Standard, Unlimited

struct Account {
    std::string id;
    // From the login.
    std::string name;
    std::string avatar;
    std::string device_id;
    std::string token_shown;  // the two ends of the token; the whole of it is not kept
    double expires = 0;       // seconds
    std::int64_t issued = 0;  // seconds
    // From the URL.
    std::string host;
    std::string search_params;
    bool video = true;
    bool chat = true;
    bool audio = true;
    bool music = true;

    int max_jobs = 1;
    // At the provider.
    std::string plan;
    int processed_at_once = 1;
    int queue = 3;
    bool paid = false;
    std::int64_t credits = 0;
    Clock::Ms held_until = 0;  // 596 until then

    bool can(std::string_view capability) const;
};

template <typename Visitor>
void fields(Visitor& visit, Account& account) {
    visit("id", account.id);
    visit("name", account.name);
    visit("avatar", account.avatar);
    visit("device_id", account.device_id);
    visit("token_shown", account.token_shown);
    visit("expires", account.expires);
    visit("issued", account.issued);
    visit("host", account.host);
    visit("search_params", account.search_params);
    visit("video", account.video);
    visit("chat", account.chat);
    visit("audio", account.audio);
    visit("music", account.music);
    visit("max_jobs", account.max_jobs);
    visit("plan", account.plan);
    visit("processed_at_once", account.processed_at_once);
    visit("queue", account.queue);
    visit("paid", account.paid);
    visit("credits", account.credits);
    visit("held_until", account.held_until);
}

// Gives the account the plan and the credits that come with it.
void set_plan(Account& account, const Plan& plan);

JsonText account_json(const Account& account);

struct Login {
    std::string url;
    std::string token;
    int max_jobs = 1;
};

class Accounts {
  public:
    Accounts(const Clock& clock, Ids& ids) : clock_(clock), ids_(ids) {}

    // The account that a fresh emulator has.
    Account& add_fresh();
    // Creates or renews the account that the login belongs to.
    // `expected`: the account that it should be, empty: any.
    Result<Account*> set(const Login& login, std::string_view expected);
    bool remove(std::string_view id);

    Account* find(std::string_view id);
    // Those that can do something, in order of their ids; empty: all.
    std::vector<Account*> with(std::string_view capability);
    const std::map<std::string, Account, std::less<>>& all() const { return accounts_; }
    void clear() { accounts_.clear(); }
    Account& put(Account account);

  private:
    const Clock& clock_;
    Ids& ids_;
    std::map<std::string, Account, std::less<>> accounts_;
};

}  // namespace conch::emulator
