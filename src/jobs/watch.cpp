#include "jobs/watch.hpp"

#include <algorithm>
#include <iterator>
#include <new>

#include "catalog/catalog.hpp"
#include "jobs/ask.hpp"
#include "jobs/list.hpp"

namespace conch::jobs {

namespace {

// With fewer jobs under way, single looks are cheaper: a list of 30 items is read for them. From here on the first that
// is due brings the others along, and from then on they are due together.
constexpr std::size_t kWorthAList = 4;
constexpr std::size_t kPage = 100;

std::size_t pages_for(std::size_t items) {
    return items / kPage + 1;
}

}  // namespace

// One list call that is under way, with a context of its own: it belongs to no task.
struct Watch::Reading {
    Reading(net::Loop& loop, const api::Service& service) : context(loop, service) {}

    Context context;
    Group group;
    std::optional<Async<bool>> flow;
};

Watch::Watch(net::Loop& loop, const api::Service& service) : loop_(loop), service_(service) {}

Watch::~Watch() = default;

std::string Watch::key_of(std::string_view list_operation, std::string_view account) {
    return std::string(list_operation) + ' ' + std::string(account);
}

Watch::Following::Following(Watch& watch, Context& context, std::string_view list_operation, std::string_view id)
    : watch_(watch) {
    const auto parsed = catalog::parse_id(id);
    if (!parsed || list_operation.empty()) return;
    std::string key = key_of(list_operation, parsed->account);
    auto& others = watch_.followed_[key];
    others.push_back(&context);
    place_ = std::prev(others.end());
    key_ = std::move(key);
}

Watch::Following::~Following() {
    if (key_.empty()) return;
    const auto group = watch_.followed_.find(key_);
    group->second.erase(place_);
    if (group->second.empty()) watch_.followed_.erase(group);
}

void Watch::Look::await_suspend(std::coroutine_handle<> waiting) {
    waiting_ = waiting;
    try {
        watch_.join(*this);
    } catch (...) {
        watch_.leave(*this);
        throw;
    }
    context_.begin_wait([this] {
        watch_.leave(*this);
        resume(std::nullopt);
    });
}

void Watch::Look::resume(std::optional<api::Answer> answer) {
    context_.end_of_wait();
    answer_ = std::move(answer);
    waiting_.resume();
}

void Watch::join(Look& look) {
    const auto id = catalog::parse_id(look.id_);
    const std::string account(id ? id->account : std::string_view());
    Group& group = due_[key_of(look.list_operation_, account)];
    group.list_operation = look.list_operation_;
    group.id_parameter = look.id_parameter_;
    group.account = account;
    group.waiters.emplace(look.id_, &look);
    if (flush_is_near_) return;
    // After everything else that this tick wakes.
    loop_.post([this] { flush(); });
    flush_is_near_ = true;
}

void Watch::leave(Look& look) {
    const auto leave = [&look](Waiters& waiters) {
        const auto [begin, end] = waiters.equal_range(look.id_);
        const auto found = std::find_if(begin, end, [&look](const auto& waiter) { return waiter.second == &look; });
        if (found != end) waiters.erase(found);
    };
    for (auto& [key, group] : due_)
        leave(group.waiters);
    leave(alone_);
    for (const auto& reading : readings_)
        leave(reading->group.waiters);
}

void Watch::flush() {
    flush_is_near_ = false;
    std::map<std::string, Group> due;
    due.swap(due_);
    for (auto& [key, group] : due) {
        const bool as_list = is_worth_a_list(key, group);
        if (as_list) gather(key, group);
        if (!as_list || !begin_reading(group)) alone_.merge(group.waiters);
    }
    leave_to_themselves(alone_);
}

bool Watch::is_worth_a_list(const std::string& key, const Group& group) const {
    const auto all = followed_.find(key);
    if (group.account.empty() || all == followed_.end()) return false;
    return all->second.size() >= kWorthAList && group.waiters.size() >= pages_for(all->second.size());
}

// The pages that are read for those that are due show most of the others as well.
void Watch::gather(const std::string& key, Group& group) {
    auto& all = followed_.at(key);
    for (auto at = all.begin(); at != all.end();)
        (*at++)->poke();  // those that pause come here, and wait in due_
    const auto come = due_.find(key);
    if (come == due_.end()) return;
    group.waiters.merge(come->second.waiters);
    due_.erase(come);
}

// One by one: a resumed job may cancel another one that still waits in that list.
void Watch::leave_to_themselves(Waiters& waiters) {
    while (!waiters.empty()) {
        Look* look = waiters.begin()->second;
        waiters.erase(waiters.begin());
        look->resume(std::nullopt);
    }
}

// False, and the group as it was, when there is no memory for it.
bool Watch::begin_reading(Group& group) {
    Reading* reading = nullptr;
    try {
        readings_.push_back(std::make_unique<Reading>(loop_, service_));
        reading = readings_.back().get();
        reading->flow.emplace(read(*reading));
    } catch (const std::bad_alloc&) {
        if (reading != nullptr) readings_.pop_back();
        return false;
    }
    reading->group = std::move(group);
    reading->flow->start();
    return true;
}

Async<bool> Watch::read(Reading& reading) {
    try {
        co_await read_pages(reading);
        // Not from inside its own coroutine.
        loop_.post([this, &reading] {
            leave_to_themselves(reading.group.waiters);
            readings_.remove_if([&reading](const std::unique_ptr<Reading>& other) { return other.get() == &reading; });
        });
    } catch (const std::bad_alloc&) {
        leave_to_themselves(reading.group.waiters);  // the reading itself stays, unused, as long as its client
    }
    co_return true;
}

// Resumes those of the group that the list shows.
Async<bool> Watch::read_pages(Reading& reading) {
    const catalog::Operation& operation = *catalog::find_operation(std::string_view(reading.group.list_operation));
    const Paging& paging = *paging_of(operation.name);
    const std::size_t pages = pages_for(reading.group.waiters.size());
    json::Document params;
    params.SetObject();
    json::set(params, params, "account", std::string_view(reading.group.account));
    json::set(params, params, "limit", static_cast<std::int64_t>(kPage));

    for (std::size_t page = 0; page < pages && !reading.group.waiters.empty(); ++page) {
        const auto answer = co_await ask(reading.context, operation, params);
        if (!answer) break;
        const json::Value* items =
            paging.items.empty() ? &answer->content : json::array_member(answer->content, paging.items);
        if (items == nullptr || !items->IsArray() || items->Empty()) break;
        for (const json::Value& item : items->GetArray()) {
            const auto id = json::string_member(item, reading.group.id_parameter);
            if (!id) continue;
            auto& waiters = reading.group.waiters;
            const auto found = waiters.find(*id);
            if (found == waiters.end()) continue;
            Look* look = found->second;
            waiters.erase(found);
            api::Answer seen;
            seen.http_code = answer->http_code;
            static_cast<json::Value&>(seen.content) = json::copy(item, seen.content);
            look->resume(std::move(seen));
        }
        const json::Value& last = (*items)[items->Size() - 1];
        json::set(params, params, paging.cursor, json::string_member(last, paging.key).value_or(""));
    }
    co_return true;
}

}  // namespace conch::jobs
