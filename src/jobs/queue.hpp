// Who may send the next create. Jobs wait here rather than at the service: by priority, then in their order, and no
// more of them go out than the account has places for.
//
// A client has one Queue. Its lines (videos, images, …, each for one account, or for whichever the service picks) do
// not hold each other up.
#pragma once

#include <coroutine>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/service.hpp"
#include "jobs/context.hpp"
#include "jobs/lines.hpp"

namespace conch::jobs {

class Queue {
  public:
    Queue(net::Loop& loop, const api::Service& service);
    ~Queue();
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;

    void pause(bool paused);

    // What a job wants to wait for.
    struct Wish {
        const LineRules* line = nullptr;
        std::string account;     // empty: the service chooses
        bool own_limit = false;  // the job says itself how many may run, so the account's figure does not hold
    };

    // Awaited: the right to send one create, or nothing when the task was cancelled. The host is told that it waits,
    // and why, when it does.
    class Wait;
    class Turn;
    Wait turn(Context& context, Wish wish, std::string why = {});

    // A job that was created has ended: there may be a place.
    void place_freed(const LineRules& line);

    // Accounts. One without credits or on hold is rested for a while.
    void rest(const std::string& account, Milliseconds how_long);
    [[nodiscard]] bool resting(const std::string& account) const;
    [[nodiscard]] bool any_resting() const;
    // The account with most free places among those that do not rest.
    struct Choice {
        std::string best;        // empty: none
        std::size_t listed = 0;  // how many the service has
    };
    Async<Result<Choice>> best_account(Context& context);

  private:
    struct Order {
        std::int64_t rank;  // lower goes first
        std::uint64_t number;
        auto operator<=>(const Order&) const = default;
    };
    struct Lane {
        const LineRules* line = nullptr;
        std::string account;
        std::map<Order, Wait*> waiting;
        std::size_t under_way = 0;
        net::Clock::time_point last_began{};
        net::Clock::time_point rests_until{};
        std::optional<net::TimerId> timer;
    };
    struct Account {
        std::int64_t free = 0;  // places
        net::Clock::time_point rests_until{};
    };
    struct Asking;

    static std::string key_of(const Wish& wish);
    static Order order_of(const Wait& wait);
    [[nodiscard]] bool would_wait(const Wish& wish) const;
    void join(Wait& wait);
    void leave(Wait& wait);
    void look_soon();
    void look(Lane& lane);
    [[nodiscard]] bool has_place(const Lane& lane) const;
    void take_place(const Lane& lane, const std::string& account);
    void rest(Lane& lane, Milliseconds how_long);
    void wake_after(Lane& lane, Milliseconds delay);
    void read_places_soon();
    Async<bool> read_places(Context& context);
    void turn_over(const std::string& lane);

    net::Loop& loop_;
    const api::Service& service_;
    std::map<std::string, Lane> lanes_;
    std::map<std::string, Account> accounts_;
    bool paused_ = false;
    bool look_is_near_ = false;
    bool places_known_ = false;  // asked, and not outdated by what happened since
    bool has_figures_ = false;   // and there was an answer
    net::Clock::time_point asked_at_{};
    std::unique_ptr<Asking> asking_;
};

// The right to send one create. Gives itself back.
class Queue::Turn {
  public:
    Turn() = default;
    Turn(Queue& queue, std::string lane) : queue_(&queue), lane_(std::move(lane)) {}
    Turn(Turn&& other) noexcept : queue_(std::exchange(other.queue_, nullptr)), lane_(std::move(other.lane_)) {}
    Turn& operator=(Turn&& other) noexcept {
        std::swap(queue_, other.queue_);
        std::swap(lane_, other.lane_);
        return *this;
    }
    ~Turn() { give_back(); }

    void give_back() noexcept;
    // The create was taken, by that account if it is known.
    void taken(const std::string& account);
    // There was no place: everybody in the line waits, as long as the service says or the documented pause.
    void refused(const Error& because);

    explicit operator bool() const { return queue_ != nullptr; }

  private:
    Queue* queue_ = nullptr;
    std::string lane_;
};

class Queue::Wait {
  public:
    Wait(Queue& queue, Context& context, Wish wish, std::string why)
        : queue_(queue), context_(context), wish_(std::move(wish)), why_(std::move(why)) {}
    bool await_ready();
    void await_suspend(std::coroutine_handle<> waiting);
    Turn await_resume() { return std::move(turn_); }

  private:
    friend class Queue;
    Queue& queue_;
    Context& context_;
    Wish wish_;
    std::string why_;
    std::coroutine_handle<> waiting_;
    Turn turn_;
};

inline Queue::Wait Queue::turn(Context& context, Wish wish, std::string why) {
    return {*this, context, std::move(wish), std::move(why)};
}

// Whether a create that was refused so is to be sent again when there is a place.
bool waits_for_a_place(const Error& refusal);

}  // namespace conch::jobs
