// What is known about a request whose answer did not come, and that a create never goes out twice.
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

void expect_failure(const Outcome& outcome, Delivery delivery, conch_status status, const std::string& authority) {
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(delivery)) << outcome.error.message;
    EXPECT_EQ(outcome.error.status, status) << outcome.error.message;
    EXPECT_EQ(outcome.may_have_been_sent, delivery != Delivery::never_sent);
    EXPECT_TRUE(contains(outcome.error.message, authority)) << outcome.error.message;
}

std::string authority_of(const TcpServer& server) {
    return "127.0.0.1:" + std::to_string(server.port());
}

TEST(Delivery, where_nothing_listens_nothing_was_sent) {
    LoopThread thread;
    const std::string authority = "127.0.0.1:" + std::to_string(test::closed_port());
    const Outcome outcome = thread.run(post_request("http://" + authority + "/?token=secret", "{}"));
    expect_failure(outcome, Delivery::never_sent, CONCH_E_CONNECT, authority);
    EXPECT_TRUE(outcome.error.retriable);
    EXPECT_FALSE(contains(outcome.error.message, "secret"));
}

TEST(Delivery, a_name_without_address_is_never_sent) {
    LoopThread thread;
    const Outcome outcome = thread.get("http://no-such-host.invalid/");
    expect_failure(outcome, Delivery::never_sent, CONCH_E_RESOLVE, "no-such-host.invalid:80");
    EXPECT_TRUE(outcome.error.retriable);
}

TEST(Delivery, a_failed_tls_handshake_is_never_sent) {
    TcpServer server([](Peer& peer) {
        (void)peer.read_some();
        peer.send("this is not TLS at all\r\n");
        peer.ignore_until_closed();
    });
    LoopThread thread;
    const Outcome outcome = thread.run(post_request("https://" + authority_of(server), "{}"));
    expect_failure(outcome, Delivery::never_sent, CONCH_E_TLS, authority_of(server));
}

// Each way in which a server can fail after the request went out.
struct Breakage {
    const char* name;
    const char* answer;  // then the connection ends
    conch_status status;
};

class Broken : public testing::TestWithParam<Breakage> {};

TEST_P(Broken, answers_leave_the_request_lost_for_gets_and_creates_alike) {
    for (const bool creates : {false, true}) {
        std::atomic<int> requests{0};
        TcpServer server([&](Peer& peer) {
            if (!peer.read_request()) return;
            ++requests;
            peer.send(GetParam().answer);
            peer.stop_sending();
            peer.ignore_until_closed();
        });
        LoopThread thread;
        Request request = post_request(server.url("/?token=secret"), "{}");
        request.creates = creates;
        const Outcome outcome = thread.run(std::move(request));
        expect_failure(outcome, Delivery::lost, GetParam().status, authority_of(server));
        EXPECT_FALSE(contains(outcome.error.message, "secret"));
        EXPECT_EQ(requests, 1);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Ways, Broken,
    testing::Values(Breakage{"nothing", "", CONCH_E_NETWORK},
                    Breakage{"half_a_head", "HTTP/1.1 200 OK\r\nContent-Le", CONCH_E_NETWORK},
                    Breakage{"no_body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", CONCH_E_NETWORK},
                    Breakage{"half_a_body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", CONCH_E_NETWORK},
                    Breakage{"half_a_chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n12345",
                             CONCH_E_NETWORK},
                    Breakage{"no_last_chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
                             CONCH_E_NETWORK},
                    Breakage{"no_http", "SSH-2.0-OpenSSH_9.2\r\n", CONCH_E_RESPONSE}),
    [](const auto& way) { return std::string(way.param.name); });

TEST(Delivery, a_reset_connection_is_lost) {
    TcpServer server([](Peer& peer) {
        (void)peer.read_request();
        peer.reset();
    });
    LoopThread thread;
    const Outcome outcome = thread.run(post_request(server.url(), "{}"));
    expect_failure(outcome, Delivery::lost, CONCH_E_NETWORK, authority_of(server));
    EXPECT_TRUE(outcome.error.retriable);
}

TEST(Delivery, what_had_come_of_a_lost_answer_is_handed_out) {
    TcpServer server([](Peer& peer) {
        (void)peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nX-Id: 7\r\nContent-Length: 10\r\n\r\n12345");
    });
    LoopThread thread;
    const Outcome outcome = thread.get(server.url());
    EXPECT_EQ(outcome.response.code, 200);
    EXPECT_EQ(outcome.response.header("X-Id"), "7");
    EXPECT_EQ(outcome.response.body, "12345");
}

TEST(Delivery, every_code_of_a_complete_answer_is_delivered) {
    TcpServer server(TcpServer::serve(
        [](Peer& peer, const HttpRequest& request) { peer.answer(std::stoi(request.target.substr(1)), "body"); }));
    LoopThread thread;
    for (const int code : {200, 201, 400, 401, 404, 410, 412, 422, 429, 500, 502, 596}) {
        const Outcome outcome = thread.get(server.url("/" + std::to_string(code)));
        ASSERT_TRUE(outcome.delivered()) << code;
        EXPECT_EQ(outcome.response.code, code);
        EXPECT_EQ(outcome.response.body, "body");
    }
}

TEST(Delivery, an_answer_without_a_length_is_complete_when_the_server_ends_it) {
    TcpServer server([](Peer& peer) {
        (void)peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it");
    });
    LoopThread thread;
    const Outcome outcome = thread.get(server.url());
    EXPECT_TRUE(outcome.delivered());
    EXPECT_EQ(outcome.response.body, "all of it");
}

TEST(Delivery, an_answer_byte_by_byte_and_interim_answers_come_out_whole) {
    TcpServer server([](Peer& peer) {
        (void)peer.read_request();
        peer.send_byte_by_byte(
            "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: "
            "1\r\n\r\n"
            "5\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n");
        peer.ignore_until_closed();
    });
    LoopThread thread;
    Request request = get_request(server.url());
    int heads = 0;
    request.on_head = [&](const Response& head) {
        ++heads;
        EXPECT_EQ(head.code, 200);
        EXPECT_EQ(head.header("X"), "1");
        EXPECT_FALSE(head.header("X-Early"));
    };
    const Outcome outcome = thread.run(std::move(request));
    ASSERT_TRUE(outcome.delivered());
    EXPECT_EQ(outcome.response.body, "hello world");
    EXPECT_EQ(heads, 1);
    EXPECT_FALSE(outcome.response.header("X-Trailer"));
}

// A server that answers the first request of a connection and drops the second one unread or unanswered.
TcpServer::Session drops_the_second(std::atomic<int>& posts) {
    return [&posts](Peer& peer) {
        for (int i = 0; i < 2; ++i) {
            const auto request = peer.read_request();
            if (!request) return;
            if (request->method == "POST") ++posts;
            if (i == 1) return;
            peer.answer(200, "{}");
        }
    };
}

TEST(Creates, never_go_out_twice_on_a_connection_that_turned_out_dead) {
    std::atomic<int> posts{0};
    TcpServer server(drops_the_second(posts));
    LoopThread thread;
    ASSERT_TRUE(thread.get(server.url()).delivered());  // leaves an idle connection
    Request create = post_request(server.url(), "{}");
    create.creates = true;
    // On its own connection it is the first, and is answered.
    ASSERT_TRUE(thread.run(std::move(create)).delivered());
    EXPECT_EQ(posts, 1);
}

TEST(Creates, a_dropped_one_is_lost_and_was_sent_once) {
    std::atomic<int> posts{0};
    TcpServer server([&](Peer& peer) {
        if (peer.read_request()) ++posts;
    });
    LoopThread thread;
    for (int i = 1; i <= 2; ++i) {
        Request create = post_request(server.url(), "{}");
        create.creates = true;
        expect_failure(thread.run(std::move(create)), Delivery::lost, CONCH_E_NETWORK, authority_of(server));
        EXPECT_EQ(posts, i);
    }
}

TEST(Creates, are_not_sent_again_after_a_417_though_others_are) {
    for (const bool creates : {true, false}) {
        std::atomic<int> requests{0};
        TcpServer server([&](Peer& peer) {
            while (const auto head = peer.read_until("\r\n\r\n")) {
                ++requests;
                if (contains(*head, "Expect:")) {
                    peer.answer(417, "");
                    continue;
                }
                if (!peer.read_exactly(2U << 20U)) return;
                peer.answer(200, "taken");
            }
        });
        LoopThread thread;
        Request request = post_request(server.url(), std::string(2U << 20U, 'x'));
        request.creates = creates;
        const Outcome outcome = thread.run(std::move(request));
        if (creates) {
            expect_failure(outcome, Delivery::lost, CONCH_E_NETWORK, authority_of(server));
            EXPECT_EQ(requests, 1);
        } else {
            EXPECT_TRUE(outcome.delivered()) << outcome.error.message;
            EXPECT_EQ(outcome.response.body, "taken");
            EXPECT_EQ(requests, 2);
        }
    }
}

TEST(Connections, are_used_again) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest&) { peer.answer(200, "ok"); }));
    LoopThread thread;
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(thread.get(server.url()).delivered());
    EXPECT_EQ(server.connections(), 1);
}

TEST(Connections, that_died_while_idle_do_not_fail_the_next_get) {
    std::atomic<int> posts{0};
    TcpServer server(drops_the_second(posts));
    LoopThread thread;
    for (int i = 0; i < 4; ++i)
        EXPECT_TRUE(thread.get(server.url()).delivered());
}

TEST(Streams, do_not_wait_for_each_other_nor_hold_up_calls) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest& request) {
        if (request.target == "/call") return peer.answer(200, "ok");
        peer.send("HTTP/1.1 200 OK\r\n\r\nfirst");
        peer.ignore_until_closed();
    }));
    LoopOptions options;
    options.max_transfers = 2;
    options.max_connections_per_host = 2;
    LoopThread thread(options);
    constexpr int kStreams = 40;
    std::atomic<int> begun{0};
    std::promise<void> all_begun;
    std::vector<std::future<Outcome>> streams;
    for (int i = 0; i < kStreams; ++i) {
        Request request = get_request(server.url("/stream"));
        request.lane = Lane::stream;
        request.on_data = [&](std::string_view) {
            if (++begun == kStreams) all_begun.set_value();
            return true;
        };
        streams.push_back(thread.start(std::move(request)));
    }
    all_begun.get_future().get();
    EXPECT_TRUE(thread.get(server.url("/call")).delivered());
    thread.stop();
    for (auto& stream : streams)
        EXPECT_EQ(static_cast<int>(stream.get().delivery), static_cast<int>(Delivery::cancelled));
}

TEST(StreamedAnswers, give_their_data_in_order_and_errors_as_a_body) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest& request) {
        peer.answer(request.target == "/good" ? 200 : 429, "the content");
    }));
    LoopThread thread;
    for (const std::string target : {"/good", "/bad"}) {
        Request request = get_request(server.url(target));
        std::string streamed;
        std::string order;
        request.on_head = [&](const Response&) { order += 'h'; };
        request.on_data = [&](std::string_view data) {
            order += 'd';
            streamed += data;
            return true;
        };
        const Outcome outcome = thread.run(std::move(request));
        ASSERT_TRUE(outcome.delivered());
        EXPECT_EQ(order[0], 'h');
        EXPECT_EQ(streamed, target == "/good" ? "the content" : "");
        EXPECT_EQ(outcome.response.body, target == "/good" ? "" : "the content");
    }
}

}  // namespace
}  // namespace conch::net
