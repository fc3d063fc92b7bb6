#include "platform/thread.hpp"

#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <string>

namespace conch::platform {
namespace {

using std::chrono::milliseconds;

TEST(Thread, takes_no_signal_and_leaves_its_makers_mask_alone) {
    sigset_t before;
    pthread_sigmask(SIG_SETMASK, nullptr, &before);
    std::promise<sigset_t> seen;
    auto thread = Thread::start("conch-mask", [&] {
        sigset_t mask;
        pthread_sigmask(SIG_SETMASK, nullptr, &mask);
        seen.set_value(mask);
    });
    ASSERT_TRUE(thread);
    const sigset_t inside = seen.get_future().get();
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGALRM, SIGUSR1, SIGCHLD})
        EXPECT_EQ(sigismember(&inside, number), 1);
    sigset_t after;
    pthread_sigmask(SIG_SETMASK, nullptr, &after);
    for (int number = 1; number < 32; ++number)
        EXPECT_EQ(sigismember(&before, number), sigismember(&after, number));
}

TEST(Thread, has_its_name_cut_to_what_the_system_takes) {
    std::promise<void> named;
    auto thread = Thread::start("conch-a-very-long-name", [ready = named.get_future().share()] { ready.wait(); });
    ASSERT_TRUE(thread);
    // Set by the maker before start() returned, so any look from outside sees it.
    named.set_value();
    thread->join();
    std::promise<std::string> seen;
    std::promise<void> go;
    auto short_one = Thread::start("conch-worker", [&, ready = go.get_future().share()] {
        ready.wait();
        char name[32] = {};
        pthread_getname_np(pthread_self(), name, sizeof name);
        seen.set_value(name);
    });
    go.set_value();
    EXPECT_EQ(seen.get_future().get(), "conch-worker");
}

TEST(Thread, an_exception_ends_the_thread_and_not_the_process) {
    auto thread = Thread::start("conch-throws", [] { throw std::runtime_error("x"); });
    ASSERT_TRUE(thread);
    thread->join();
    EXPECT_FALSE(thread->joinable());
}

TEST(Thread, one_that_does_not_end_is_given_up_after_the_limit) {
    const int before = thread_count();
    auto release = std::make_shared<std::promise<void>>();
    auto ended = std::make_shared<std::promise<void>>();
    auto thread = Thread::start("conch-stuck", [ready = release->get_future().share(), ended] {
        ready.wait();
        ended->set_value();
    });
    ASSERT_TRUE(thread);
    EXPECT_FALSE(thread->join_within(milliseconds(1)));
    EXPECT_FALSE(thread->joinable());
    EXPECT_EQ(thread_count(), before + 1);
    release->set_value();
    ended->get_future().wait();
    auto quick = Thread::start("conch-quick", [] {});
    EXPECT_TRUE(quick->join_within(milliseconds(10'000)));
}

}  // namespace
}  // namespace conch::platform
