#include "jobs/queue.hpp"

#include <algorithm>
#include <vector>

#include "catalog/catalog.hpp"
#include "jobs/ask.hpp"
#include "jobs/places.hpp"

namespace conch::jobs {

namespace {

// A figure of places is trusted this many poll intervals: others may use the account too.
constexpr int kFiguresLastIntervals = 5;
constexpr int kPatienceIntervals = 5;
constexpr std::size_t kAtOnceByOwnLimit = 8;

}  // namespace

// One look at the scheduler, with a context of its own: it belongs to no task.
struct Queue::Asking {
    Asking(net::Loop& loop, const api::Service& service) : context(loop, service) {}
    Context context;
    std::optional<Async<bool>> flow;
};

Queue::Queue(net::Loop& loop, const api::Service& service) : loop_(loop), service_(service) {}

Queue::~Queue() = default;

std::string Queue::key_of(const Wish& wish) {
    return std::string(wish.line->name) + ' ' + wish.account + (wish.own_limit ? " own" : "");
}

bool waits_for_a_place(const Error& refusal) {
    return refusal.status == CONCH_E_ACCOUNT_BUSY || refusal.status == CONCH_E_RATE_LIMITED;
}

bool Queue::Wait::await_ready() {
    if (queue_.would_wait(wish_)) context_.enter(CONCH_PHASE_WAITING, std::move(why_));
    return context_.cancelled();
}

void Queue::Wait::await_suspend(std::coroutine_handle<> waiting) {
    waiting_ = waiting;
    queue_.join(*this);
    context_.begin_wait([this] {
        queue_.leave(*this);
        context_.end_of_wait();
        waiting_.resume();
    });
}

Queue::Order Queue::order_of(const Wait& wait) {
    const Settings& settings = wait.context_.settings();
    return {-std::int64_t{settings.priority}, settings.number};
}

void Queue::join(Wait& wait) {
    Lane& lane = lanes_[key_of(wait.wish_)];
    lane.line = wait.wish_.line;
    lane.account = wait.wish_.account;
    look_soon();  // first: without memory for it, nobody may be left in the line
    lane.waiting.emplace(order_of(wait), &wait);
}

void Queue::leave(Wait& wait) {
    lanes_[key_of(wait.wish_)].waiting.erase(order_of(wait));
}

void Queue::pause(bool paused) {
    paused_ = paused;
    if (!paused_) look_soon();
}

void Queue::look_soon() {
    if (look_is_near_) return;
    loop_.post([this] {
        look_is_near_ = false;
        for (auto& [key, lane] : lanes_)
            look(lane);
        // Lines of many accounts come and go; their rests are over as well.
        std::erase_if(lanes_, [](const auto& entry) {
            const Lane& lane = entry.second;
            return lane.waiting.empty() && lane.under_way == 0 && !lane.timer && lane.rests_until <= net::Clock::now();
        });
    });
    look_is_near_ = true;
}

bool Queue::would_wait(const Wish& wish) const {
    if (paused_) return true;
    const auto found = lanes_.find(key_of(wish));
    if (found == lanes_.end()) return false;
    const Lane& lane = found->second;
    return !lane.waiting.empty() || lane.under_way >= lane.line->at_once || lane.rests_until > net::Clock::now();
}

bool Queue::has_place(const Lane& lane) const {
    if (!has_figures_) return true;  // the service will say no by itself
    std::int64_t free = 0;
    for (const auto& [name, account] : accounts_) {
        if (lane.account.empty() || lane.account == name) free += account.free;
    }
    const bool listed = lane.account.empty() || accounts_.contains(lane.account);
    return !listed || free > static_cast<std::int64_t>(lane.under_way);
}

void Queue::look(Lane& lane) {
    while (!paused_ && !lane.waiting.empty()) {
        const auto now = net::Clock::now();
        if (lane.rests_until > now) return rest(lane, std::chrono::ceil<Milliseconds>(lane.rests_until - now));
        // Jobs that say themselves how many may run are not ours to line up one by one.
        const bool own_limit = lane.waiting.begin()->second->wish_.own_limit;
        if (lane.under_way >= (own_limit ? kAtOnceByOwnLimit : lane.line->at_once)) {
            // One that hangs must not hold up the others for as long as its time limit.
            const auto patience = lane.last_began + service_.poll_interval * kPatienceIntervals - now;
            if (patience.count() > 0) return wake_after(lane, std::chrono::ceil<Milliseconds>(patience));
        }
        const bool by_figures = lane.line->counted_by_scheduler && !own_limit;
        // One job alone is just sent; where several wait, the scheduler is asked before the service has to say no.
        if (by_figures && (lane.waiting.size() > 1 || places_known_)) {
            const bool fresh =
                places_known_ && net::Clock::now() - asked_at_ < service_.poll_interval * kFiguresLastIntervals;
            if (!fresh) return read_places_soon();
            if (!has_place(lane)) {
                const Milliseconds shortest = service_.poll_interval / 2 * lane.line->pause_s;
                return rest(lane, jittered(shortest, shortest * 3));
            }
        }
        Wait* wait = lane.waiting.begin()->second;
        lane.waiting.erase(lane.waiting.begin());
        ++lane.under_way;
        lane.last_began = now;
        wait->turn_ = Turn(*this, key_of(wait->wish_));
        wait->context_.end_of_wait();
        wait->waiting_.resume();
    }
}

void Queue::rest(Lane& lane, Milliseconds how_long) {
    lane.rests_until = net::Clock::now() + how_long;
    wake_after(lane, how_long);
}

void Queue::wake_after(Lane& lane, Milliseconds delay) {
    if (lane.timer) loop_.cancel_timer(*lane.timer);
    lane.timer = loop_.after(delay, [this, &lane] {
        lane.timer.reset();
        places_known_ = places_known_ && has_place(lane);  // after a rest the figures are old
        look_soon();
    });
}

void Queue::read_places_soon() {
    if (asking_) return;
    asking_ = std::make_unique<Asking>(loop_, service_);
    asking_->flow.emplace(read_places(asking_->context));
    asking_->flow->start();
}

Async<bool> Queue::read_places(Context& context) {
    const auto places = co_await ask_for_places(context, 1);
    for (auto& [name, account] : accounts_)
        account.free = 0;
    has_figures_ = places && !places->empty();
    if (has_figures_) {
        for (const Places& of : *places)
            accounts_[of.account].free = of.free;
    }
    places_known_ = true;
    asked_at_ = net::Clock::now();
    // Not from inside its own coroutine.
    loop_.post([this] { asking_.reset(); });
    look_soon();
    co_return true;
}

void Queue::take_place(const Lane& lane, const std::string& account) {
    const std::string& which = account.empty() ? lane.account : account;
    auto found = accounts_.find(which);
    if (found == accounts_.end()) {
        // The service chose: most likely the one with most room.
        found = std::max_element(accounts_.begin(), accounts_.end(), [](const auto& one, const auto& other) {
            return one.second.free < other.second.free;
        });
    }
    if (found != accounts_.end() && found->second.free > 0) --found->second.free;
}

void Queue::place_freed(const LineRules& line) {
    if (!line.counted_by_scheduler) return;
    const auto soonest = asked_at_ + service_.poll_interval;
    for (auto& [key, lane] : lanes_) {
        if (lane.line->name != line.name || lane.waiting.empty() || !lane.timer) continue;
        const auto wait = std::max(Milliseconds(0), std::chrono::ceil<Milliseconds>(soonest - net::Clock::now()));
        if (net::Clock::now() + wait < lane.rests_until) rest(lane, wait);
    }
}

void Queue::rest(const std::string& account, Milliseconds how_long) {
    accounts_[account].rests_until = net::Clock::now() + how_long;
}

bool Queue::resting(const std::string& account) const {
    const auto found = accounts_.find(account);
    return found != accounts_.end() && found->second.rests_until > net::Clock::now();
}

bool Queue::any_resting() const {
    return std::any_of(accounts_.begin(), accounts_.end(),
                       [this](const auto& account) { return resting(account.first); });
}

Async<Result<Queue::Choice>> Queue::best_account(Context& context) {
    const auto places = co_await ask_for_places(context);
    if (!places) co_return fail(places.error());
    Choice choice;
    choice.listed = places->size();
    std::int64_t most = 0;
    for (const Places& of : *places) {
        if (resting(of.account) || (!choice.best.empty() && of.free <= most)) continue;
        choice.best = of.account;
        most = of.free;
    }
    co_return choice;
}

void Queue::turn_over(const std::string& lane) {
    const auto found = lanes_.find(lane);
    if (found == lanes_.end()) return;
    --found->second.under_way;
    look_soon();
}

void Queue::Turn::give_back() noexcept {
    Queue* const queue = std::exchange(queue_, nullptr);
    if (queue == nullptr) return;
    try {
        queue->turn_over(lane_);
    } catch (...) {
        // Without memory nobody is woken just now; the next one that joins or ends does it.
    }
}

void Queue::Turn::taken(const std::string& account) {
    if (queue_ == nullptr) return;
    const auto found = queue_->lanes_.find(lane_);
    if (found != queue_->lanes_.end() && found->second.line->counted_by_scheduler) {
        queue_->take_place(found->second, account);
    }
    give_back();
}

void Queue::Turn::refused(const Error& because) {
    if (queue_ == nullptr) return;
    const auto found = queue_->lanes_.find(lane_);
    if (found != queue_->lanes_.end()) {
        // All pauses are in proportion to the poll interval, whose default is 2 s.
        const Milliseconds second = queue_->service_.poll_interval / 2;
        const Milliseconds shortest =
            because.retry_after_advised ? Milliseconds(because.retry_after_ms) : second * found->second.line->pause_s;
        queue_->rest(found->second, jittered(shortest, shortest + second * 20));
    }
    queue_->places_known_ = false;
    give_back();
}

}  // namespace conch::jobs
