// Ending from here: at any moment, without a wait, with exactly one last word.
#include <gtest/gtest.h>

#include <atomic>

#include "requests.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"

namespace conch::net {
namespace {

using test::HttpRequest;
using test::LoopThread;
using test::Peer;
using test::TcpServer;

void expect_cancelled(const Outcome& outcome, bool may_have_been_sent) {
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::cancelled)) << outcome.error.message;
    EXPECT_EQ(outcome.error.status, CONCH_E_CANCELLED);
    EXPECT_EQ(outcome.may_have_been_sent, may_have_been_sent);
}

TEST(Cancel, while_waiting_for_a_turn_sends_nothing) {
    std::promise<void> release;
    std::atomic<int> requests{0};
    TcpServer server(TcpServer::serve([&, released = release.get_future().share()](Peer& peer, const HttpRequest&) {
        ++requests;
        released.wait();
        peer.answer(200, "ok");
    }));
    LoopOptions options;
    options.max_transfers = 1;
    LoopThread thread(options);
    auto first = thread.start(get_request(server.url()));
    TransferId id = 0;
    auto second = thread.start(get_request(server.url()), &id);
    thread.cancel(id);
    expect_cancelled(second.get(), false);
    release.set_value();
    EXPECT_TRUE(first.get().delivered());
    EXPECT_EQ(requests, 1);
    thread.cancel(id);
    thread.cancel(123456);
}

TEST(Cancel, in_a_tls_handshake) {
    std::promise<void> begun;
    TcpServer server([&](Peer& peer) {
        (void)peer.read_some();
        begun.set_value();
        peer.ignore_until_closed();
    });
    LoopThread thread;
    TransferId id = 0;
    auto outcome = thread.start(get_request("https://127.0.0.1:" + std::to_string(server.port())), &id);
    begun.get_future().get();
    thread.cancel(id);
    expect_cancelled(outcome.get(), false);
}

TEST(Cancel, while_the_body_is_being_sent) {
    TcpServer server([&](Peer& peer) { peer.wait_until_stopped(); });
    LoopThread thread;
    Request request = post_request(server.url(), std::string(64U << 20U, 'x'));
    request.headers.push_back({"Expect", ""});
    std::promise<void> sending;
    bool first = true;
    request.on_progress = [&](const Progress& progress) {
        if (progress.sent > 0 && std::exchange(first, false)) sending.set_value();
    };
    TransferId id = 0;
    auto outcome = thread.start(std::move(request), &id);
    sending.get_future().get();
    thread.cancel(id);
    expect_cancelled(outcome.get(), true);
}

TEST(Cancel, while_the_answer_is_awaited_or_half_read) {
    for (const char* begun_answer : {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12"}) {
        std::promise<void> begun;
        TcpServer server([&](Peer& peer) {
            (void)peer.read_request();
            peer.send(begun_answer);
            begun.set_value();
            peer.ignore_until_closed();
        });
        LoopThread thread;
        TransferId id = 0;
        auto outcome = thread.start(get_request(server.url()), &id);
        begun.get_future().get();
        thread.cancel(id);
        expect_cancelled(outcome.get(), true);
        // The loop goes on as before.
        EXPECT_EQ(thread.on_loop([&] { return thread.loop().transfers(); }), 0U);
    }
}

TEST(Cancel, from_inside_its_own_callbacks) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest&) { peer.answer(200, "data"); }));
    LoopThread thread;
    for (int where = 0; where < 4; ++where) {
        std::promise<Outcome> promise;
        int data_calls = 0;
        thread.on_loop([&] {
            auto id = std::make_shared<TransferId>(0);
            const auto cancel = [&loop = thread.loop(), id] { loop.cancel(*id); };
            Request request = get_request(server.url());
            request.on_head = [=](const Response&) {
                if (where == 0) cancel();
            };
            request.on_data = [=, &data_calls](std::string_view) {
                ++data_calls;
                if (where == 1) cancel();
                return where != 2;
            };
            request.on_progress = [=](const Progress&) {
                if (where == 3) cancel();
            };
            *id = thread.loop().start(std::move(request),
                                      [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
        });
        expect_cancelled(promise.get_future().get(), true);
        EXPECT_LE(data_calls, where == 0 ? 0 : 1);
    }
}

TEST(Cancel, of_another_from_a_done_callback) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest& request) {
        request.target == "/quick" ? peer.answer(200, "") : peer.ignore_until_closed();
    }));
    LoopThread thread;
    TransferId slow_id = 0;
    auto slow = thread.start(get_request(server.url("/slow")), &slow_id);
    thread.on_loop([&] {
        thread.loop().start(get_request(server.url("/quick")), [&](Outcome) { thread.loop().cancel(slow_id); });
    });
    EXPECT_EQ(static_cast<int>(slow.get().delivery), static_cast<int>(Delivery::cancelled));
}

TEST(Stop, ends_everything_in_every_phase_with_one_word_each) {
    TcpServer server([](Peer& peer) { peer.ignore_until_closed(); });
    TcpServer streaming(TcpServer::serve([](Peer& peer, const HttpRequest&) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12");
        peer.ignore_until_closed();
    }));
    auto thread = std::make_unique<LoopThread>();
    std::promise<void> streams;
    std::atomic<int> done{0};
    std::atomic<int> cancelled{0};
    std::atomic<int> restarted{0};
    constexpr int kEach = 20;
    thread->on_loop([&, &loop = thread->loop()] {
        const auto ended = [&](const Outcome& outcome) {
            ++done;
            if (outcome.delivery == Delivery::cancelled) ++cancelled;
            // A caller that tries again at once must not keep the loop from ending.
            loop.start(get_request(server.url()), [&](Outcome) { ++restarted; });
            loop.after(Milliseconds(0), [&] { ++restarted; });
            loop.post([&] { ++restarted; });
            loop.offload([] {}, [&] { ++restarted; });
        };
        for (int i = 0; i < kEach; ++i) {
            loop.start(get_request(server.url()), ended);  // most of these wait their turn
            loop.start(get_request("https://127.0.0.1:" + std::to_string(server.port())), ended);
            Request stream = get_request(streaming.url());
            stream.lane = Lane::stream;
            stream.on_data = [&, i](std::string_view) {
                if (i == 0) streams.set_value();
                return true;
            };
            loop.start(std::move(stream), ended);
        }
    });
    streams.get_future().get();
    thread->stop();
    EXPECT_EQ(done, 3 * kEach);
    EXPECT_EQ(cancelled, 3 * kEach);
    thread.reset();
    EXPECT_EQ(restarted, 0);
}

TEST(Stop, before_the_loop_runs_and_of_a_loop_that_never_ran) {
    auto loop = Loop::create({});
    ASSERT_TRUE(loop);
    int called = 0;
    (*loop)->start(get_request("http://127.0.0.1:1/"), [&](const Outcome& outcome) {
        ++called;
        EXPECT_FALSE(outcome.may_have_been_sent);
    });
    (*loop)->stop();
    (*loop)->run();
    EXPECT_EQ(called, 1);
    auto never = Loop::create({});
    (*never)->start(get_request("http://127.0.0.1:1/"), [&](const Outcome&) { ++called; });
    (*never)->after(Milliseconds(0), [&] { ++called; });
    (*never)->post([&] { ++called; });
    never->reset();
    EXPECT_EQ(called, 1);
}

}  // namespace
}  // namespace conch::net
