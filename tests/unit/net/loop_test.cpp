#include "net/loop.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <new>
#include <stdexcept>
#include <thread>

#include "requests.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"

namespace conch::net {
namespace {

using test::HttpRequest;
using test::LoopThread;
using test::Peer;
using test::TcpServer;

TEST(Loop, brings_back_a_complete_answer) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest& request) {
        peer.answer(201, request.method + " " + request.target, "X-One: a\r\nx-two:  b \r\n");
    }));
    LoopThread thread;
    const Outcome outcome = thread.get(server.url("/v1/x?q=1"));
    ASSERT_TRUE(outcome.delivered()) << outcome.error.message;
    EXPECT_EQ(outcome.response.code, 201);
    EXPECT_EQ(outcome.response.body, "GET /v1/x?q=1");
    EXPECT_EQ(outcome.response.header("x-one"), "a");
    EXPECT_EQ(outcome.response.header("X-TWO"), "b");
    EXPECT_FALSE(outcome.response.header("x-three"));
}

TEST(Loop, five_thousand_transfers_go_through_the_window) {
    std::atomic<int> served{0};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest&) {
        ++served;
        peer.answer(200, "ok");
    }));
    LoopThread thread;
    constexpr int kCount = 5000;
    std::atomic<int> left{kCount};
    std::atomic<int> good{0};
    std::promise<void> all_done;
    thread.on_loop([&] {
        for (int i = 0; i < kCount; ++i) {
            Request request;
            request.url = server.url();
            thread.loop().start(std::move(request), [&](Outcome outcome) {
                if (outcome.delivered() && outcome.response.body == "ok") ++good;
                if (--left == 0) all_done.set_value();
            });
        }
        EXPECT_EQ(thread.loop().transfers(), static_cast<std::size_t>(kCount));
    });
    all_done.get_future().get();
    EXPECT_EQ(good, kCount);
    EXPECT_EQ(served, kCount);
    EXPECT_LE(server.connections(), 8);
}

TEST(Post, keeps_the_order_of_each_thread_and_loses_nothing) {
    LoopThread thread;
    constexpr int kThreads = 4;
    constexpr int kEach = 2000;
    std::vector<std::vector<int>> seen(kThreads);
    std::atomic<int> left{kThreads * kEach};
    std::promise<void> all;
    std::vector<std::thread> posters;
    for (int t = 0; t < kThreads; ++t) {
        posters.emplace_back([&, t] {
            for (int i = 0; i < kEach; ++i) {
                thread.loop().post([&, t, i] {
                    seen[static_cast<std::size_t>(t)].push_back(i);
                    if (--left == 0) all.set_value();
                });
            }
        });
    }
    all.get_future().get();
    for (std::thread& poster : posters)
        poster.join();
    for (const auto& one : seen) {
        ASSERT_EQ(one.size(), static_cast<std::size_t>(kEach));
        EXPECT_TRUE(std::is_sorted(one.begin(), one.end()));
    }
}

TEST(Post, from_the_loop_itself_runs_after_the_present_work) {
    LoopThread thread;
    std::promise<std::string> order;
    thread.on_loop([&] {
        auto text = std::make_shared<std::string>();
        thread.loop().post([&, text] { order.set_value(*text + "2"); });
        *text += "1";
    });
    EXPECT_EQ(order.get_future().get(), "12");
}

TEST(Post, after_the_end_is_dropped) {
    LoopThread thread;
    thread.stop();
    auto alive = std::make_shared<int>(0);
    thread.loop().post([alive] { ADD_FAILURE(); });
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(LoopTimers, fire_in_order_on_the_loops_thread_and_can_be_taken_back) {
    LoopThread thread;
    std::promise<std::string> fired;
    thread.on_loop([&] {
        auto order = std::make_shared<std::string>();
        Loop& loop = thread.loop();
        loop.after(Milliseconds(30), [&, order] { fired.set_value(*order); });
        loop.after(Milliseconds(20), [order] { *order += '2'; });
        loop.after(Milliseconds(10), [order] { *order += '1'; });
        const TimerId taken_back = loop.after(Milliseconds(5), [order] { *order += 'x'; });
        loop.cancel_timer(taken_back);
        loop.cancel_timer(taken_back);
    });
    EXPECT_EQ(fired.get_future().get(), "12");
}

TEST(LoopTimers, are_never_early) {
    LoopOptions options;
    options.tick = Milliseconds(40);
    LoopThread thread(options);
    std::promise<void> done;
    std::vector<Clock::time_point> on_tick;
    Clock::time_point begun;
    Clock::time_point exact;
    thread.on_loop([&] {
        Loop& loop = thread.loop();
        begun = Clock::now();
        loop.after(Milliseconds(7), [&] { exact = Clock::now(); });
        for (int i = 1; i <= 10; ++i) {
            loop.after_on_tick(Milliseconds(60 + i), [&] {
                on_tick.push_back(Clock::now());
                if (on_tick.size() == 10) done.set_value();
            });
        }
    });
    done.get_future().get();
    EXPECT_GE(exact - begun, Milliseconds(7));
    EXPECT_GE(on_tick.front() - begun, Milliseconds(61));
}

TEST(Offload, works_elsewhere_in_order_and_comes_back) {
    LoopThread thread;
    const auto loop_thread = thread.on_loop([] { return std::this_thread::get_id(); });
    std::promise<void> all;
    std::vector<int> worked;
    std::vector<int> came_back;
    thread.on_loop([&] {
        for (int i = 0; i < 10; ++i) {
            thread.loop().offload(
                [&, i] {
                    EXPECT_NE(std::this_thread::get_id(), loop_thread);
                    worked.push_back(i);
                    if (i == 5) throw std::runtime_error("work may fail");
                },
                [&, i] {
                    EXPECT_EQ(std::this_thread::get_id(), loop_thread);
                    came_back.push_back(i);
                    if (i == 9) all.set_value();
                });
        }
    });
    all.get_future().get();
    EXPECT_EQ(worked, came_back);
    EXPECT_EQ(worked.size(), 10U);
}

TEST(Offload, work_that_does_not_end_does_not_keep_the_loop_from_ending) {
    const int before = platform::thread_count();
    auto release = std::make_shared<std::promise<void>>();
    auto ended = std::make_shared<std::promise<void>>();
    std::promise<void> begun;
    {
        LoopThread thread;
        thread.on_loop([&] {
            thread.loop().offload(
                [&begun, ready = release->get_future().share(), ended] {
                    begun.set_value();
                    ready.wait();
                    ended->set_value();
                },
                [] { ADD_FAILURE(); });
            thread.loop().offload([] { ADD_FAILURE(); }, [] { ADD_FAILURE(); });
        });
        begun.get_future().get();
    }
    EXPECT_EQ(platform::thread_count(), before + 1);
    release->set_value();
    ended->get_future().get();
}

TEST(Loop, leaves_no_thread_and_no_descriptor_behind) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest&) { peer.answer(200, "ok"); }));
    const auto descriptors = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                             std::filesystem::directory_iterator());
    };
    { LoopThread warm_up; }
    const auto before = descriptors();
    const int threads = platform::thread_count();
    for (int i = 0; i < 20; ++i) {
        LoopThread thread;
        thread.on_loop([&] { thread.loop().offload([] {}, [] {}); });
        thread.get("http://127.0.0.1:" + std::to_string(test::closed_port()));
    }
    EXPECT_EQ(descriptors(), before);
    EXPECT_EQ(platform::thread_count(), threads);
}

TEST(Loop, an_exception_of_a_callback_leaves_run_and_the_loop_can_still_be_destroyed) {
    TcpServer server([](Peer& peer) { peer.ignore_until_closed(); });
    auto loop = Loop::create({});
    ASSERT_TRUE(loop);
    (*loop)->start(get_request(server.url()), [](const Outcome&) {});
    (*loop)->after(Milliseconds(1), [] { throw std::runtime_error("a callback failed"); });
    EXPECT_THROW((*loop)->run(), std::runtime_error);
    loop->reset();
}

TEST(Loop, an_exception_inside_a_transfer_ends_that_transfer_only) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest&) { peer.answer(200, "ok"); }));
    LoopThread thread;
    for (int where = 0; where < 3; ++where) {
        Request request = get_request(server.url());
        request.on_head = [=](const Response&) {
            if (where == 0) throw std::bad_alloc();
        };
        request.on_data = [=](std::string_view) -> bool {
            if (where == 1) throw std::bad_alloc();
            return true;
        };
        request.on_progress = [=](const Progress&) {
            if (where == 2) throw std::bad_alloc();
        };
        const Outcome outcome = thread.run(std::move(request));
        EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::lost));
        EXPECT_EQ(outcome.error.status, CONCH_E_NO_MEMORY);
    }
    EXPECT_TRUE(thread.get(server.url()).delivered());
}

}  // namespace
}  // namespace conch::net
