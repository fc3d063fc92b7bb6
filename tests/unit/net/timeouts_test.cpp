// Every phase of an exchange has its limit, and the error names the phase. The limits here are short, the silence is
// endless.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "requests.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"

namespace conch::net {
namespace {

using test::LoopThread;
using test::Peer;
using test::TcpServer;

constexpr Milliseconds kShort{60};

void expect_timeout(const Outcome& outcome, Delivery delivery, std::string_view phase) {
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(delivery));
    EXPECT_EQ(outcome.error.status, CONCH_E_NETWORK_TIMEOUT) << outcome.error.message;
    EXPECT_TRUE(outcome.error.retriable);
    for (const std::string_view part : {phase, std::string_view("60 ms"), std::string_view("127.0.0.1:")}) {
        EXPECT_TRUE(contains(outcome.error.message, part)) << outcome.error.message;
    }
}

// Only that limit is set, so that only it can end the exchange.
Timeouts only(Milliseconds Timeouts::*phase) {
    Timeouts timeouts;
    timeouts.connect = timeouts.send_stall = timeouts.first_byte = timeouts.idle = timeouts.total = Milliseconds(0);
    timeouts.*phase = kShort;
    return timeouts;
}

TEST(Timeout, of_a_tcp_connection_that_is_never_accepted) {
    // A listener whose queue is full: further connections get no answer at all.
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
    ASSERT_EQ(::listen(listener, 0), 0);
    ASSERT_EQ(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
    std::vector<int> fillers;
    for (int i = 0; i < 4; ++i) {
        fillers.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        (void)::connect(fillers.back(), reinterpret_cast<sockaddr*>(&address), size);
    }
    LoopThread thread;
    Request request = post_request("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)), "{}");
    request.timeouts = only(&Timeouts::connect);
    expect_timeout(thread.run(std::move(request)), Delivery::never_sent, "connecting");
    for (const int filler : fillers)
        ::close(filler);
    ::close(listener);
}

TEST(Timeout, of_a_tls_handshake_counts_as_connecting) {
    TcpServer server([](Peer& peer) { peer.ignore_until_closed(); });
    LoopThread thread;
    Request request = post_request("https://127.0.0.1:" + std::to_string(server.port()), "{}");
    request.timeouts = only(&Timeouts::connect);
    expect_timeout(thread.run(std::move(request)), Delivery::never_sent, "connecting");
}

TEST(Timeout, of_a_proxy_that_does_not_answer_counts_as_connecting) {
    TcpServer proxy([](Peer& peer) { peer.ignore_until_closed(); });
    LoopOptions options;
    options.proxy = proxy.url("");
    LoopThread thread(options);
    Request request = post_request("https://127.0.0.1:1/", "{}");
    request.timeouts = only(&Timeouts::connect);
    expect_timeout(thread.run(std::move(request)), Delivery::never_sent, "connecting");
}

TEST(Timeout, of_sending_when_the_other_side_takes_nothing_more) {
    TcpServer server([](Peer& peer) { peer.wait_until_stopped(); });
    LoopThread thread;
    Request request = post_request(server.url(), std::string(64U << 20U, 'x'));
    request.headers.push_back({"Expect", ""});
    request.timeouts = only(&Timeouts::send_stall);
    expect_timeout(thread.run(std::move(request)), Delivery::lost, "sending");
}

TEST(Timeout, of_the_first_byte) {
    TcpServer server([](Peer& peer) { peer.ignore_until_closed(); });
    LoopThread thread;
    for (const bool with_body : {false, true}) {
        Request request = with_body ? post_request(server.url(), "{}") : get_request(server.url());
        request.timeouts = only(&Timeouts::first_byte);
        expect_timeout(thread.run(std::move(request)), Delivery::lost, "waiting for the answer");
    }
}

TEST(Timeout, of_the_first_byte_is_not_held_off_by_interim_answers) {
    TcpServer server([](Peer& peer) {
        (void)peer.read_request();
        peer.send("HTTP/1.1 102 Processing\r\n\r\n");
        peer.ignore_until_closed();
    });
    LoopThread thread;
    Request request = get_request(server.url());
    request.timeouts = only(&Timeouts::first_byte);
    expect_timeout(thread.run(std::move(request)), Delivery::lost, "waiting for the answer");
}

TEST(Timeout, of_an_answer_that_stalls) {
    for (const char* begun : {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"}) {
        TcpServer server([&](Peer& peer) {
            (void)peer.read_request();
            peer.send(begun);
            peer.ignore_until_closed();
        });
        LoopThread thread;
        Request request = get_request(server.url());
        request.timeouts = only(&Timeouts::idle);
        expect_timeout(thread.run(std::move(request)), Delivery::lost, "reading the answer");
    }
}

TEST(Timeout, in_all_ends_even_an_answer_that_never_stalls) {
    TcpServer server([](Peer& peer) {
        (void)peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\n\r\n");
        // Until the other side goes away.
        while (peer.is_connected())
            peer.send("x");
    });
    LoopThread thread;
    Request request = get_request(server.url());
    request.timeouts = only(&Timeouts::total);
    request.on_data = [](std::string_view) { return true; };
    expect_timeout(thread.run(std::move(request)), Delivery::lost, "in all");
}

TEST(Timeout, of_one_phase_does_not_touch_the_others) {
    // Slower in all than each limit, yet never silent for as long as one.
    TcpServer server([](Peer& peer) {
        (void)peer.read_request();
        const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + std::string(20, 'x');
        for (const char byte : answer) {
            ::usleep(40'000);
            peer.send({&byte, 1});
        }
        peer.ignore_until_closed();
    });
    LoopThread thread;
    Request request = get_request(server.url());
    request.timeouts.first_byte = request.timeouts.idle = Milliseconds(2'000);
    EXPECT_TRUE(thread.run(std::move(request)).delivered());
}

TEST(Timeout, has_no_effect_on_those_that_wait_their_turn) {
    std::promise<void> release;
    const auto released = release.get_future().share();
    TcpServer server(TcpServer::serve([&](Peer& peer, const test::HttpRequest&) {
        released.wait();
        peer.answer(200, "ok");
    }));
    LoopOptions options;
    options.max_transfers = 1;
    LoopThread thread(options);
    auto first = thread.start(get_request(server.url()));
    Request second = get_request(server.url());
    second.timeouts.connect = kShort;
    second.timeouts.total = Milliseconds(5'000);
    auto waiting = thread.start(std::move(second));
    EXPECT_EQ(waiting.wait_for(2 * kShort), std::future_status::timeout);
    release.set_value();
    EXPECT_TRUE(first.get().delivered());
    EXPECT_TRUE(waiting.get().delivered());
}

}  // namespace
}  // namespace conch::net
