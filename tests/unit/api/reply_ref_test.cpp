#include "api/reply_ref.hpp"

#include <gtest/gtest.h>

namespace {

using namespace conch::api;

std::string some_mark() {
    return mark_of(new_job_id().value());
}

TEST(ReplyRef, every_mark_is_new_and_fits_beside_the_longest_text_of_a_user) {
    const std::string one = some_mark();
    EXPECT_NE(one, some_mark());
    EXPECT_LE(with_mark(std::string(kMaxUsersRef, 'x'), one).size(), 1024U);
}

TEST(ReplyRef, the_mark_is_found_with_and_without_a_users_text) {
    const std::string mark = some_mark();
    EXPECT_TRUE(has_mark(with_mark("", mark), mark));
    EXPECT_TRUE(has_mark(with_mark("my shot 12", mark), mark));
    EXPECT_FALSE(has_mark("my shot 12", mark));
    EXPECT_FALSE(has_mark(with_mark("", some_mark()), mark));
}

TEST(ReplyRef, the_users_text_comes_back_as_it_was) {
    const std::string mark = some_mark();
    EXPECT_EQ(users_text(with_mark("my shot 12", mark)), "my shot 12");
    EXPECT_EQ(users_text(with_mark("", mark)), "");
    EXPECT_EQ(users_text("never marked"), "never marked");
    EXPECT_EQ(users_text("ends like conch:one"), "ends like conch:one") << "not a mark of ours";
}

TEST(ReplyRef, marks_leave_a_json_text_and_nothing_else_does) {
    const std::string mark = some_mark();
    const auto without = [](std::string text) {
        take_out_marks(text);
        return text;
    };
    EXPECT_EQ(without(R"({"replyRef":"my shot 12 )" + mark + R"(", "id": 7 })"),
              R"({"replyRef":"my shot 12", "id": 7 })");
    EXPECT_EQ(without(R"([{"replyRef":")" + mark + R"("},{"replyRef":"a )" + mark + R"("}])"),
              R"([{"replyRef":""},{"replyRef":"a"}])");
    for (const std::string& kept : {std::string(R"({"prompt":"conch:fail"})"),
                                    R"({"prompt":")" + mark + R"( is a mark"})", mark, std::string()}) {
        EXPECT_EQ(without(kept), kept);
    }
}

}  // namespace
