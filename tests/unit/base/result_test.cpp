// Errors as values: nothing of them is lost on the way up, and they cost little where there is none.
#include "base/result.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace conch {
namespace {

Error full_error() {
    Error error = error_with(CONCH_E_RATE_LIMITED, "a sentence that is too long to be kept inside of a string object");
    error.field = "prompt";
    error.http_code = 429;
    error.service_code = 7;
    error.retriable = true;
    error.retry_after_ms = 10'000;
    error.retry_after_advised = true;
    error.body = R"({"error":"slow down"})";
    error.violations = "[]";
    return error;
}

void expect_full(const Error& error) {
    const Error expected = full_error();
    EXPECT_EQ(error.status, expected.status);
    EXPECT_EQ(error.message, expected.message);
    EXPECT_EQ(error.field, expected.field);
    EXPECT_EQ(error.http_code, expected.http_code);
    EXPECT_EQ(error.service_code, expected.service_code);
    EXPECT_EQ(error.retriable, expected.retriable);
    EXPECT_EQ(error.retry_after_ms, expected.retry_after_ms);
    EXPECT_EQ(error.retry_after_advised, expected.retry_after_advised);
    EXPECT_EQ(error.body, expected.body);
    EXPECT_EQ(error.violations, expected.violations);
}

TEST(Result, an_error_arrives_whole_through_copies_moves_and_changes_of_type) {
    const Result<int> first = fail(full_error());
    Result<int> copy = first;
    expect_full(copy.error());
    Result<int> moved = std::move(copy);
    expect_full(moved.error());
    copy = first;
    expect_full(copy.error());
    const Result<std::string> other = fail(std::move(moved.error()));
    expect_full(other.error());
    expect_full(first.error());
}

TEST(Result, a_copy_of_an_error_is_its_own) {
    const Result<void> first = fail(full_error());
    Result<void> copy = first;
    copy.error().message += ", and more";
    copy.error().status = CONCH_E_CANCELLED;
    expect_full(first.error());
    Result<void> value;
    value = first;
    EXPECT_FALSE(value);
    value = Result<void>();
    EXPECT_TRUE(value);
}

TEST(Result, an_error_for_which_there_is_no_memory_says_that) {
    const Result<void> none = out_of_memory();
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().status, CONCH_E_NO_MEMORY);
    EXPECT_EQ(none.error().message, "out of memory");
    Result<void> copy = none;
    copy.error().message += "; nothing was sent";
    EXPECT_EQ(copy.error().message, "out of memory; nothing was sent");
    EXPECT_EQ(none.error().message, "out of memory") << "all of them share one";
}

TEST(Result, one_without_a_value_is_small) {
    EXPECT_LE(sizeof(Result<void>), 2 * sizeof(void*)) << "a job that waits for hours keeps several of them";
}

}  // namespace
}  // namespace conch
