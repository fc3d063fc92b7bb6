#include "net/timers.hpp"

#include <gtest/gtest.h>

#include <string>

namespace conch::net {
namespace {

using std::chrono::milliseconds;
using Time = Timers::Time;

Time at(int ms) {
    return Time(milliseconds(ms));
}

void run_round(Timers& timers, Time now) {
    timers.begin_round();
    while (auto fire = timers.take_due(now))
        fire();
}

TEST(Timers, fire_in_order_of_due_time_then_of_adding) {
    Timers timers;
    std::string fired;
    timers.add(at(20), [&] { fired += 'c'; });
    timers.add(at(10), [&] { fired += 'a'; });
    timers.add(at(10), [&] { fired += 'b'; });
    timers.add(at(21), [&] { fired += 'd'; });
    EXPECT_EQ(timers.next_due(), at(10));
    run_round(timers, at(9));
    EXPECT_EQ(fired, "");
    run_round(timers, at(20));
    EXPECT_EQ(fired, "abc");
    EXPECT_EQ(timers.next_due(), at(21));
}

TEST(Timers, a_removed_one_never_fires_even_when_removed_by_one_of_the_same_moment) {
    Timers timers;
    std::string fired;
    std::uint64_t second = 0;
    timers.add(at(10), [&] {
        fired += '1';
        timers.remove(second);
    });
    second = timers.add(at(10), [&] { fired += '2'; });
    run_round(timers, at(10));
    EXPECT_EQ(fired, "1");
    EXPECT_FALSE(timers.next_due());
    timers.remove(second);
    timers.remove(12345);
}

TEST(Timers, what_a_timer_adds_waits_for_the_next_round) {
    Timers timers;
    int fired = 0;
    std::function<void()> again = [&] {
        ++fired;
        timers.add(at(0), again);
    };
    timers.add(at(0), again);
    run_round(timers, at(5));
    EXPECT_EQ(fired, 1);
    run_round(timers, at(5));
    EXPECT_EQ(fired, 2);
}

TEST(RoundedUp, brings_neighbours_to_one_tick_and_is_never_early) {
    EXPECT_EQ(rounded_up(at(1), milliseconds(100)), at(100));
    EXPECT_EQ(rounded_up(at(99), milliseconds(100)), at(100));
    EXPECT_EQ(rounded_up(at(100), milliseconds(100)), at(100));
    EXPECT_EQ(rounded_up(at(101), milliseconds(100)), at(200));
    EXPECT_EQ(rounded_up(at(7), milliseconds(0)), at(7));
}

}  // namespace
}  // namespace conch::net
