#include "net/admission.hpp"

#include <gtest/gtest.h>

namespace conch::net {
namespace {

std::vector<std::uint64_t> all_next(Admission& admission) {
    std::vector<std::uint64_t> ids;
    while (const auto id = admission.next())
        ids.push_back(*id);
    return ids;
}

using Ids = std::vector<std::uint64_t>;

TEST(Admission, lets_calls_through_in_order_up_to_the_window) {
    Admission admission({.calls = 3, .calls_per_host = 8, .bulk = 1});
    for (std::uint64_t id = 1; id <= 5; ++id)
        admission.enqueue(id, Lane::call, "a:1");
    EXPECT_EQ(all_next(admission), (Ids{1, 2, 3}));
    admission.finished(Lane::call, "a:1");
    EXPECT_EQ(all_next(admission), (Ids{4}));
}

TEST(Admission, a_full_host_does_not_hold_up_another) {
    Admission admission({.calls = 10, .calls_per_host = 2, .bulk = 1});
    for (std::uint64_t id = 1; id <= 4; ++id)
        admission.enqueue(id, Lane::call, "a:1");
    admission.enqueue(5, Lane::call, "b:1");
    EXPECT_EQ(all_next(admission), (Ids{1, 2, 5}));
    admission.finished(Lane::call, "a:1");
    EXPECT_EQ(all_next(admission), (Ids{3}));
}

TEST(Admission, files_and_calls_do_not_wait_for_each_other_and_streams_for_nobody) {
    Admission admission({.calls = 1, .calls_per_host = 1, .bulk = 1});
    admission.enqueue(1, Lane::call, "a:1");
    admission.enqueue(2, Lane::call, "a:1");
    admission.enqueue(3, Lane::bulk, "a:1");
    admission.enqueue(4, Lane::bulk, "a:1");
    admission.enqueue(5, Lane::stream, "a:1");
    admission.enqueue(6, Lane::stream, "a:1");
    EXPECT_EQ(all_next(admission), (Ids{5, 6, 1, 3}));
    admission.finished(Lane::stream, "a:1");
    EXPECT_EQ(all_next(admission), Ids{});
    admission.finished(Lane::bulk, "a:1");
    EXPECT_EQ(all_next(admission), (Ids{4}));
}

TEST(Admission, a_withdrawn_one_leaves_no_trace) {
    Admission admission({.calls = 1, .calls_per_host = 1, .bulk = 1});
    for (std::uint64_t id = 1; id <= 3; ++id)
        admission.enqueue(id, Lane::call, "a:1");
    EXPECT_EQ(all_next(admission), (Ids{1}));
    admission.withdraw(2, Lane::call, "a:1");
    admission.withdraw(77, Lane::call, "nowhere:1");
    admission.finished(Lane::call, "a:1");
    EXPECT_EQ(all_next(admission), (Ids{3}));
}

}  // namespace
}  // namespace conch::net
