#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "platform/clock.hpp"
#include "platform/fork_guard.hpp"
#include "platform/random.hpp"
#include "platform/system_error.hpp"
#include "platform/wakeup_fd.hpp"

namespace conch::platform {
namespace {

bool readable(const WakeupFd& wakeup) {
    pollfd polled{wakeup.fd(), POLLIN, 0};
    return ::poll(&polled, 1, 0) == 1;
}

TEST(WakeupFd, many_signals_are_one_wake_and_a_clear_ends_it) {
    auto wakeup = WakeupFd::create();
    ASSERT_TRUE(wakeup);
    EXPECT_FALSE(readable(*wakeup));
    for (int i = 0; i < 100'000; ++i)
        wakeup->signal();
    EXPECT_TRUE(readable(*wakeup));
    wakeup->clear();
    EXPECT_FALSE(readable(*wakeup));
    wakeup->clear();
    wakeup->signal();
    EXPECT_TRUE(readable(*wakeup));
    WakeupFd moved = std::move(*wakeup);
    EXPECT_TRUE(readable(moved));
}

TEST(ForkGuard, knows_the_child) {
    const ForkGuard guard;
    EXPECT_FALSE(guard.in_child());
    const pid_t child = ::fork();
    if (child == 0) ::_exit(guard.in_child() ? 7 : 1);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(ForkGuard, tells_every_generation_from_the_others) {
    const ForkGuard mine;
    const pid_t child = ::fork();
    if (child == 0) {
        const ForkGuard of_child;
        if (of_child.in_child() || !mine.in_child()) ::_exit(1);
        const pid_t grandchild = ::fork();
        if (grandchild == 0) {
            const ForkGuard own;
            ::_exit(!own.in_child() && of_child.in_child() && mine.in_child() ? 7 : 2);
        }
        int status = 0;
        ::waitpid(grandchild, &status, 0);
        ::_exit(WEXITSTATUS(status));
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 7);
    EXPECT_FALSE(mine.in_child());
}

TEST(Random, gives_as_many_digits_as_asked_and_never_the_same) {
    const auto one = random_hex(16);
    const auto two = random_hex(16);
    ASSERT_TRUE(one && two);
    EXPECT_EQ(one->size(), 32U);
    EXPECT_NE(*one, *two);
    EXPECT_EQ(one->find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(random_hex(0)->size(), 0U);
}

TEST(Errors, are_in_english_and_name_the_path) {
    EXPECT_EQ(errno_text(ENOSPC), "No space left on device");
    EXPECT_EQ(errno_text(99999), "system error 99999");
    EXPECT_EQ(file_error(CONCH_E_DISK, "cannot write to", "/a/b", ENOSPC).message,
              "cannot write to \"/a/b\": No space left on device");
}

TEST(WallClock, is_after_this_was_written) {
    EXPECT_GT(wall_clock_ms(), 1'700'000'000'000);
}

}  // namespace
}  // namespace conch::platform
