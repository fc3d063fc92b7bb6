// What jobs of one client know of each other's items.
#include <gtest/gtest.h>

#include <string>

#include "jobs/record.hpp"

namespace {

using conch::jobs::Claims;

TEST(Claims, the_first_claim_on_an_item_counts) {
    Claims claims;
    claims.add("a", 1);
    claims.add("a", 2);
    EXPECT_EQ(claims.accepted("a"), 1);
    EXPECT_EQ(claims.accepted("b"), std::nullopt);
}

TEST(Claims, of_ended_jobs_the_last_thousands_are_remembered_and_running_ones_for_ever) {
    Claims claims;
    claims.add("runs", 1);
    const auto name = [](int i) { return "an item of the service that is number " + std::to_string(i); };
    for (int i = 0; i < 5'000; ++i) {
        claims.add(name(i), i);
        claims.retire(name(i));
        claims.retire(name(i));  // two jobs may have found the same
    }
    EXPECT_EQ(claims.accepted("runs"), 1);
    EXPECT_EQ(claims.accepted(name(0)), std::nullopt);
    EXPECT_EQ(claims.accepted(name(5'000 - 4'096 - 1)), std::nullopt);
    EXPECT_EQ(claims.accepted(name(5'000 - 4'096)), 5'000 - 4'096);
    EXPECT_EQ(claims.accepted(name(4'999)), 4'999);
    claims.retire("runs");
    EXPECT_EQ(claims.accepted("runs"), 1);
    claims.retire("nobody's");
}

}  // namespace
