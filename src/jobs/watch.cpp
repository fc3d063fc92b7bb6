#include "jobs/watch.hpp"

#include <algorithm>
#include <vector>

#include "catalog/catalog.hpp"
#include "jobs/ask.hpp"
#include "jobs/list.hpp"

namespace conch::jobs {

namespace {

// Below that, single looks are cheaper: a list of 30 items is read for them.
constexpr std::size_t kWorthAList = 4;
constexpr std::int64_t kPage = 100;

}  // namespace

// One list call that is under way, with a context of its own: it belongs to no task.
struct Watch::Reading {
    Reading(net::Loop& loop, const api::Service& service)
        : context(loop, service, {},
                  {[](const Progress&) {}, [](const Chunk&) {}, [](std::uint32_t, const std::string&) {}}) {}

    Context context;
    Group group;
    std::optional<Async<bool>> flow;
};

Watch::Watch(net::Loop& loop, const api::Service& service) : loop_(loop), service_(service) {}

Watch::~Watch() = default;

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
    Group& group = due_[look.list_operation_ + ' ' + account];
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
        if (group.waiters.size() < kWorthAList || group.account.empty() || !begin_reading(group))
            alone_.merge(group.waiters);
    }
    leave_to_themselves(alone_);
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
    const auto pages = static_cast<std::int64_t>(reading.group.waiters.size()) / kPage + 1;
    json::Document params;
    params.SetObject();
    json::set(params, params, "account", std::string_view(reading.group.account));
    json::set(params, params, "limit", kPage);

    for (std::int64_t page = 0; page < pages && !reading.group.waiters.empty(); ++page) {
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
