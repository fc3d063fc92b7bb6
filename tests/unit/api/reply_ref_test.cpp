#include "api/reply_ref.hpp"

#include <gtest/gtest.h>

namespace {

using namespace conch::api;

TEST(ReplyRef, every_mark_is_new_and_fits_beside_the_longest_text_of_a_user) {
    const auto one = new_mark();
    const auto two = new_mark();
    ASSERT_TRUE(one && two);
    EXPECT_NE(*one, *two);
    EXPECT_LE(with_mark(std::string(kMaxUsersRef, 'x'), *one).size(), 1024U);
}

TEST(ReplyRef, the_mark_is_found_with_and_without_a_users_text) {
    const std::string mark = *new_mark();
    EXPECT_TRUE(has_mark(with_mark("", mark), mark));
    EXPECT_TRUE(has_mark(with_mark("my shot 12", mark), mark));
    EXPECT_FALSE(has_mark("my shot 12", mark));
    EXPECT_FALSE(has_mark(with_mark("", *new_mark()), mark));
}

TEST(ReplyRef, the_users_text_comes_back_as_it_was) {
    const std::string mark = *new_mark();
    EXPECT_EQ(users_text(with_mark("my shot 12", mark)), "my shot 12");
    EXPECT_EQ(users_text(with_mark("", mark)), "");
    EXPECT_EQ(users_text("never marked"), "never marked");
    EXPECT_EQ(users_text("ends like conch:one"), "ends like conch:one") << "not a mark of ours";
}

}  // namespace
