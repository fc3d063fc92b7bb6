#include "net/loop.hpp"

#include <gtest/gtest.h>

#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"
#include "support/temp_folder.hpp"

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

}  // namespace
}  // namespace conch::net
