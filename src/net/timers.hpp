// What is due when. Knows no clock: whoever asks says what time it is.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace conch::net {

class Timers {
  public:
    using Time = std::chrono::steady_clock::time_point;

    std::uint64_t add(Time due, std::function<void()> fire);
    void remove(std::uint64_t id);  // harmless when it has fired

    [[nodiscard]] std::optional<Time> next_due() const;

    // Takes out the earliest timer that is due and was added before this round began, in order of due time, then of
    // adding. A round begins with begin_round(): what fires may add timers for ever without holding up the loop.
    void begin_round() { round_ends_ = next_id_; }
    std::function<void()> take_due(Time now);

    void clear();

  private:
    using Key = std::pair<Time, std::uint64_t>;
    std::map<Key, std::function<void()>> by_due_;
    std::unordered_map<std::uint64_t, Time> due_of_;
    std::uint64_t next_id_ = 1;
    std::uint64_t round_ends_ = 1;
};

// The first multiple of `tick` that is not before `due`: timers of one tick fire together.
Timers::Time rounded_up(Timers::Time due, std::chrono::milliseconds tick);

}  // namespace conch::net
