// Looking at many running items at once: one list call for all that are due together, instead of one call for each.
//
// A client has one Watch. Waits of jobs are rounded to shared ticks, so items of many jobs are due at the same moment.
// From four jobs of an account on, when reading its list takes no more calls than looking at those that are due, it is
// read once for all of them, also those that were not yet due: from then on they are due together. What the list does
// not show is read by itself.
#pragma once

#include <coroutine>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/answer.hpp"
#include "jobs/context.hpp"

namespace conch::jobs {

class Watch {
  public:
    Watch(net::Loop& loop, const api::Service& service);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    // Awaited: the item as the list shows it, or nothing when it has to be asked for by itself (few are due, the list
    // failed, or it does not show the item).
    class Look;
    // A job is one of those that its account's list is read for as long as this lives.
    class Following;
    Look look(Context& context, std::string_view list_operation, std::string_view id_parameter, const std::string& id);

  private:
    using Waiters = std::multimap<std::string, Look*, std::less<>>;  // by the item's id
    struct Group {
        std::string list_operation;
        std::string id_parameter;
        std::string account;
        Waiters waiters;
    };
    struct Reading;

    void join(Look& look);
    void leave(Look& look);
    void flush();
    static std::string key_of(std::string_view list_operation, std::string_view account);
    bool is_worth_a_list(const std::string& key, const Group& group) const;
    void gather(const std::string& key, Group& group);
    static void leave_to_themselves(Waiters& waiters);
    bool begin_reading(Group& group);
    Async<bool> read(Reading& reading);
    Async<bool> read_pages(Reading& reading);

    net::Loop& loop_;
    const api::Service& service_;
    std::map<std::string, Group> due_;                     // by list operation and account
    std::map<std::string, std::list<Context*>> followed_;  // the same
    Waiters alone_;                                        // on their way to single looks
    bool flush_is_near_ = false;
    std::list<std::unique_ptr<Reading>> readings_;
};

class Watch::Following {
  public:
    Following(Watch& watch, Context& context, std::string_view list_operation, std::string_view id);
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;
    ~Following();

  private:
    Watch& watch_;
    std::string key_;  // empty: no list shows the item
    std::list<Context*>::iterator place_;
};

class Watch::Look {
  public:
    Look(Watch& watch, Context& context, std::string_view list_operation, std::string_view id_parameter, std::string id)
        : watch_(watch),
          context_(context),
          list_operation_(list_operation),
          id_parameter_(id_parameter),
          id_(std::move(id)) {}
    bool await_ready() { return context_.cancelled() || list_operation_.empty(); }
    void await_suspend(std::coroutine_handle<> waiting);
    std::optional<api::Answer> await_resume() { return std::move(answer_); }

  private:
    friend class Watch;
    void resume(std::optional<api::Answer> answer);

    Watch& watch_;
    Context& context_;
    std::string list_operation_;
    std::string id_parameter_;
    std::string id_;
    std::coroutine_handle<> waiting_;
    std::optional<api::Answer> answer_;
};

inline Watch::Look Watch::look(Context& context, std::string_view list_operation, std::string_view id_parameter,
                               const std::string& id) {
    return {*this, context, list_operation, id_parameter, id};
}

}  // namespace conch::jobs
