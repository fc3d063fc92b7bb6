#include "net/timers.hpp"

namespace conch::net {

std::uint64_t Timers::add(Time due, std::function<void()> fire) {
    const std::uint64_t id = next_id_;
    due_of_.emplace(id, due);
    try {
        by_due_.emplace(Key{due, id}, std::move(fire));
    } catch (...) {
        due_of_.erase(id);
        throw;
    }
    ++next_id_;
    return id;
}

void Timers::remove(std::uint64_t id) {
    const auto found = due_of_.find(id);
    if (found == due_of_.end()) return;
    by_due_.erase(Key{found->second, id});
    due_of_.erase(found);
}

std::optional<Timers::Time> Timers::next_due() const {
    if (by_due_.empty()) return std::nullopt;
    return by_due_.begin()->first.first;
}

std::function<void()> Timers::take_due(Time now) {
    for (auto at = by_due_.begin(); at != by_due_.end() && at->first.first <= now; ++at) {
        const std::uint64_t id = at->first.second;
        if (id >= round_ends_) continue;
        std::function<void()> fire = std::move(at->second);
        by_due_.erase(at);
        due_of_.erase(id);
        return fire;
    }
    return nullptr;
}

void Timers::clear() {
    by_due_.clear();
    due_of_.clear();
}

Timers::Time rounded_up(Timers::Time due, std::chrono::milliseconds tick) {
    const auto step = std::chrono::duration_cast<Timers::Time::duration>(tick);
    if (step.count() <= 0) return due;
    const auto past = due.time_since_epoch() % step;
    return past.count() == 0 ? due : due + (step - past);
}

}  // namespace conch::net
