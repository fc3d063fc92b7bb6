#include "net/websocket.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <vector>

#include "net/upgrade.hpp"
#include "requests.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"
#include "support/tls.hpp"

namespace conch::net {
namespace {

using test::HttpRequest;
using test::LoopThread;
using test::Peer;
using test::TcpServer;

std::string frame(unsigned first_byte, std::string_view payload) {
    std::string bytes(1, static_cast<char>(first_byte));
    if (payload.size() < 126) {
        bytes.push_back(static_cast<char>(payload.size()));
    } else if (payload.size() < 65536) {
        bytes.push_back(126);
        for (int shift = 8; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<char>(payload.size() >> shift));
    } else {
        bytes.push_back(127);
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<char>(payload.size() >> shift));
    }
    return bytes.append(payload);
}

std::string text_frame(std::string_view payload) {
    return frame(0x81, payload);
}
std::string close_frame(int code, std::string_view reason) {
    const char head[2] = {static_cast<char>(code >> 8), static_cast<char>(code)};
    return frame(0x88, std::string(head, 2).append(reason));
}

struct Frame {
    unsigned first_byte = 0;
    std::string payload;
};

// What a client sent: masked, as it must be.
std::optional<Frame> read_frame(Peer& peer) {
    const auto head = peer.read_exactly(2);
    if (!head) return std::nullopt;
    Frame read;
    read.first_byte = static_cast<unsigned char>((*head)[0]);
    const auto second = static_cast<unsigned char>((*head)[1]);
    if ((second & 0x80U) == 0) return std::nullopt;
    std::uint64_t size = second & 0x7FU;
    if (size >= 126) {
        const auto longer = peer.read_exactly(size == 126 ? 2 : 8);
        if (!longer) return std::nullopt;
        size = 0;
        for (const char byte : *longer)
            size = size << 8U | static_cast<unsigned char>(byte);
    }
    const auto mask = peer.read_exactly(4);
    auto payload = mask ? peer.read_exactly(size) : std::nullopt;
    if (!payload) return std::nullopt;
    for (std::size_t i = 0; i < payload->size(); ++i)
        (*payload)[i] = static_cast<char>((*payload)[i] ^ (*mask)[i % 4]);
    read.payload = std::move(*payload);
    return read;
}

std::string switching(const HttpRequest& request, const std::string& more = {}) {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
           accept_for(request.headers.at("sec-websocket-key")) + "\r\n" + more + "\r\n";
}

// Opens every WebSocket that is asked for, with those bytes right behind the answer, then goes on with that.
TcpServer::Session opening(std::string first_bytes, std::function<void(Peer&)> then = nullptr) {
    return [first_bytes = std::move(first_bytes), then = std::move(then)](Peer& peer) {
        const auto request = peer.read_request();
        if (!request) return;
        peer.send(switching(*request) + first_bytes);
        if (then) then(peer);
        peer.ignore_until_closed();
    };
}

// Answers a close, echoes messages.
void echo(Peer& peer) {
    while (const auto read = read_frame(peer)) {
        if (read->first_byte == 0x88) {
            peer.send(frame(0x88, read->payload));
            return;
        }
        if (read->first_byte != 0x8A) peer.send(frame(read->first_byte, read->payload));
    }
}

// One WebSocket and all that happened to it.
class Session {
  public:
    Session(LoopThread& thread, WebSocketRequest request) : thread_(thread) {
        WebSocketEvents events;
        events.on_open = [this] {
            ++opened;
            if (on_open) on_open();
        };
        events.on_message = [this](WebSocketMessage message) {
            messages.push_back((message.is_text ? "t:" : "b:") + message.data);
            if (on_message) on_message(messages.back());
        };
        events.on_end = [this](WebSocketEnd end) {
            if (++ended > 1) return;
            end_.set_value(std::move(end));
        };
        request_ = std::move(request);
        events_ = std::move(events);
    }
    Session(LoopThread& thread, const std::string& url) : Session(thread, WebSocketRequest{url, {}, {}}) {}
    ~Session() {
        thread_.on_loop_if_running([this] { socket.reset(); });
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start() {
        thread_.on_loop([this] { socket = open_web_socket(thread_.loop(), std::move(request_), std::move(events_)); });
    }
    WebSocketEnd wait() { return end_.get_future().get(); }
    WebSocketEnd run() {
        start();
        return wait();
    }

    std::function<void()> on_open;
    std::function<void(const std::string&)> on_message;
    std::shared_ptr<WebSocket> socket;
    std::vector<std::string> messages;
    std::atomic<int> opened{0};
    std::atomic<int> ended{0};

  private:
    LoopThread& thread_;
    WebSocketRequest request_;
    WebSocketEvents events_;
    std::promise<WebSocketEnd> end_;
};

std::string ws_url(const TcpServer& server, const std::string& target = "/audio/wss?token=secret") {
    return "ws://127.0.0.1:" + std::to_string(server.port()) + target;
}

void expect_end(const WebSocketEnd& end, WebSocketEnd::How how, conch_status status) {
    EXPECT_EQ(static_cast<int>(end.how), static_cast<int>(how)) << end.error.message;
    EXPECT_EQ(end.error.status, status) << end.error.message;
    EXPECT_FALSE(contains(end.error.message, "secret")) << end.error.message;
}

using How = WebSocketEnd::How;
using Messages = std::vector<std::string>;

TEST(AcceptFor, gives_the_example_of_the_rfc) {
    EXPECT_EQ(accept_for("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(Base64, pads) {
    const auto of = [](std::string_view text) {
        return base64({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    };
    EXPECT_EQ(of(""), "");
    EXPECT_EQ(of("f"), "Zg==");
    EXPECT_EQ(of("fo"), "Zm8=");
    EXPECT_EQ(of("foo"), "Zm9v");
    EXPECT_EQ(of("foob\xff"), "Zm9vYv8=");
}

TEST(WebSocket, talks_both_ways_and_closes_in_good_order) {
    std::string head;
    TcpServer server([&](Peer& peer) {
        const auto request = peer.read_request();
        head = request->head;
        peer.send(switching(*request));
        echo(peer);
    });
    LoopThread thread;
    WebSocketRequest request{ws_url(server), {{"X-One", "1"}}, {}};
    Session session(thread, std::move(request));
    session.on_open = [&] {
        session.socket->send_text("hello 海螺");
        session.socket->send_binary(std::string("\0\xff", 2));
    };
    session.on_message = [&](const std::string& message) {
        if (message[0] == 'b') session.socket->close(1000, "done");
    };
    const WebSocketEnd end = session.run();
    EXPECT_EQ(static_cast<int>(end.how), static_cast<int>(How::closed)) << end.error.message;
    EXPECT_EQ(end.close_code, 1000);
    EXPECT_EQ(end.close_reason, "done");
    EXPECT_TRUE(end.message_may_be_out);
    EXPECT_EQ(session.messages, (Messages{"t:hello 海螺", std::string("b:\0\xff", 4)}));
    EXPECT_EQ(session.opened, 1);
    EXPECT_TRUE(head.starts_with("GET /audio/wss?token=secret HTTP/1.1\r\nHost: 127.0.0.1:")) << head;
    EXPECT_TRUE(contains(head, "\r\nSec-WebSocket-Version: 13\r\n"));
    EXPECT_TRUE(contains(head, "\r\nX-One: 1\r\n"));
}

TEST(WebSocket, takes_what_comes_in_one_piece_with_the_answer_or_byte_by_byte) {
    const std::string bytes = text_frame("first") + text_frame(std::string(300, 'x')) + close_frame(1000, "bye");
    for (const bool in_one_piece : {true, false}) {
        TcpServer server([&](Peer& peer) {
            const auto request = peer.read_request();
            const std::string all = switching(*request) + bytes;
            in_one_piece ? peer.send(all) : peer.send_byte_by_byte(all);
            peer.ignore_until_closed();
        });
        LoopThread thread;
        Session session(thread, ws_url(server));
        const WebSocketEnd end = session.run();
        EXPECT_EQ(static_cast<int>(end.how), static_cast<int>(How::closed)) << end.error.message;
        EXPECT_EQ(end.close_reason, "bye");
        EXPECT_FALSE(end.message_may_be_out);
        EXPECT_EQ(session.messages, (Messages{"t:first", "t:" + std::string(300, 'x')}));
    }
}

TEST(WebSocket, puts_fragments_together_and_answers_a_ping_between_them) {
    std::string pong;
    TcpServer server(opening(frame(0x01, "one ") + frame(0x89, "ping") + frame(0x00, "two ") + frame(0x80, "three"),
                             [&](Peer& peer) {
                                 if (const auto read = read_frame(peer))
                                     pong = std::to_string(read->first_byte) + read->payload;
                                 peer.send(close_frame(1000, ""));
                             }));
    LoopThread thread;
    Session session(thread, ws_url(server));
    EXPECT_EQ(static_cast<int>(session.run().how), static_cast<int>(How::closed));
    EXPECT_EQ(session.messages, (Messages{"t:one two three"}));
    EXPECT_EQ(pong, "138ping");
}

TEST(WebSocket, carries_large_messages_both_ways) {
    TcpServer server(opening("", echo));
    LoopThread thread;
    Session session(thread, ws_url(server));
    const std::string large(12U << 20U, 'x');
    session.on_open = [&] { session.socket->send_text(large); };
    session.on_message = [&](const std::string&) { session.socket->close(); };
    EXPECT_EQ(static_cast<int>(session.run().how), static_cast<int>(How::closed));
    ASSERT_EQ(session.messages.size(), 1U);
    EXPECT_TRUE(session.messages[0] == "t:" + large);
}

TEST(WebSocket, sends_what_was_queued_before_it_opened) {
    TcpServer server(opening("", echo));
    LoopThread thread;
    Session session(thread, ws_url(server));
    session.on_message = [&](const std::string&) { session.socket->close(); };
    session.start();
    thread.on_loop([&] { session.socket->send_text("early"); });
    EXPECT_EQ(static_cast<int>(session.wait().how), static_cast<int>(How::closed));
    EXPECT_EQ(session.messages, (Messages{"t:early"}));
}

TEST(WebSocket, tells_why_the_other_side_closed_without_secrets) {
    TcpServer server(opening(close_frame(1008, "bad ?token=secret")));
    LoopThread thread;
    Session session(thread, ws_url(server));
    const WebSocketEnd end = session.run();
    EXPECT_EQ(static_cast<int>(end.how), static_cast<int>(How::closed));
    EXPECT_EQ(end.close_code, 1008);
    EXPECT_EQ(end.close_reason, "bad ?token=***");
}

TEST(WebSocket, that_breaks_off_is_broken_with_what_came_before) {
    for (const bool reset : {false, true}) {
        TcpServer server([&](Peer& peer) {
            const auto request = peer.read_request();
            peer.send(switching(*request) + text_frame("one") + text_frame("two").substr(0, 3));
            if (!reset) return;
            (void)peer.read_some();  // the client's word that it got all that
            peer.reset();
        });
        LoopThread thread;
        Session session(thread, ws_url(server));
        session.on_message = [&](const std::string&) { session.socket->send_text("got it"); };
        const WebSocketEnd end = session.run();
        expect_end(end, How::broken, CONCH_E_NETWORK);
        EXPECT_TRUE(end.error.retriable);
        EXPECT_EQ(session.messages, (Messages{"t:one"}));
    }
}

TEST(WebSocket, a_close_whose_reason_is_not_utf8_is_no_end_in_order_however_it_comes) {
    for (const bool in_one_piece : {true, false}) {
        SCOPED_TRACE(in_one_piece);
        const std::string close = close_frame(4881, "why \xA5 and the rest of it");
        TcpServer server(opening("", [&](Peer& peer) {
            in_one_piece ? peer.send(close) : peer.send_byte_by_byte(close);
            peer.stop_sending();
            peer.ignore_until_closed();
        }));
        LoopThread thread;
        Session session(thread, ws_url(server));
        const WebSocketEnd end = session.run();
        expect_end(end, How::broken, CONCH_E_RESPONSE);
        EXPECT_FALSE(end.error.retriable);
    }
}

struct Nonsense {
    const char* name;
    std::string bytes;
    int told_code;  // 0: a close without a code
};

class BadFrames : public testing::TestWithParam<Nonsense> {};

TEST_P(BadFrames, end_the_stream_and_are_told) {
    std::promise<std::string> close;
    TcpServer server(opening(GetParam().bytes, [&](Peer& peer) {
        const auto read = read_frame(peer);
        close.set_value(read && read->first_byte == 0x88 ? read->payload.substr(0, 2) : "no close");
        peer.stop_sending();
    }));
    LoopThread thread;
    WebSocketRequest request{ws_url(server), {}, {}};
    request.max_message_bytes = 1'000;
    Session session(thread, std::move(request));
    const WebSocketEnd end = session.run();
    expect_end(end, How::broken, CONCH_E_RESPONSE);
    EXPECT_FALSE(end.error.retriable);
    EXPECT_TRUE(session.messages.empty());
    EXPECT_EQ(close.get_future().get(),
              GetParam().told_code == 0 ? "" : close_frame(GetParam().told_code, "").substr(2));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BadFrames,
    testing::Values(
        Nonsense{"invalid_utf8", text_frame("a\xff"), 1007}, Nonsense{"surrogate", text_frame("\xED\xA0\x80"), 1007},
        Nonsense{"cut_utf8", text_frame("\xE6\xB5"), 1007}, Nonsense{"reserved_bit", frame(0xC1, "x"), 1002},
        Nonsense{"reserved_opcode", frame(0x83, "x"), 1002}, Nonsense{"reserved_control", frame(0x8B, ""), 1002},
        Nonsense{"fragmented_ping", frame(0x09, "x"), 0}, Nonsense{"long_ping", frame(0x89, std::string(126, 'x')), 0},
        Nonsense{"masked",
                 "\x81\x85"
                 "1234hello",
                 1002},
        Nonsense{"lone_continuation", frame(0x80, "x"), 1002},
        Nonsense{"start_within_message", frame(0x01, "x") + frame(0x81, "y"), 1002},
        Nonsense{"long_form_of_a_short_length", std::string("\x82\x7e\x00\x01x", 5), 0},
        Nonsense{"too_large", text_frame(std::string(1'001, 'x')), 1009},
        Nonsense{"too_large_in_pieces", frame(0x01, std::string(600, 'x')) + frame(0x80, std::string(600, 'x')), 1009},
        Nonsense{"claims_a_petabyte", std::string("\x82\x7f\x00\x04\x00\x00\x00\x00\x00\x00x", 11), 1009},
        Nonsense{"close_with_half_a_code", frame(0x88, "\x03"), 0},
        Nonsense{"close_with_a_wrong_code", close_frame(1004, ""), 1002}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(WebSocketUpgrade, that_is_answered_wrongly_is_not_open) {
    const std::vector<std::function<std::string(const HttpRequest&)>> answers = {
        [](const HttpRequest&) {
            return std::string("HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        },
        [](const HttpRequest&) {
            return std::string(
                "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        },
        [](const HttpRequest& request) {
            return switching(request, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        },
        [](const HttpRequest& request) { return switching(request, "Sec-WebSocket-Protocol: chat\r\n"); },
        [](const HttpRequest& request) {
            std::string answer = switching(request);
            return answer.replace(answer.find("websocket"), 9, "h2c");
        },
        [](const HttpRequest& request) {
            std::string answer = switching(request);
            return answer.replace(answer.find("Connection: Upgrade"), 19, "Connection: close");
        },
        [](const HttpRequest&) { return std::string("HTTP/1.0 101 X\r\n\r\n"); },
        [](const HttpRequest&) { return std::string("SSH-2.0-OpenSSH\r\n\r\n"); },
        [](const HttpRequest&) { return std::string("HTTP/1.1 200 OK\r\nno header\r\n\r\n"); },
        [](const HttpRequest&) { return "HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x'); },
        [](const HttpRequest&) { return std::string("HTTP/1.1 400 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"); },
        [](const HttpRequest&) { return std::string("HTTP/1.1 400 X\r\nContent-Length: 99999999999\r\n\r\n"); },
    };
    for (const auto& answer : answers) {
        TcpServer server([&](Peer& peer) {
            if (const auto request = peer.read_request()) peer.send(answer(*request));
            peer.ignore_until_closed();
        });
        LoopThread thread;
        Session session(thread, ws_url(server));
        expect_end(session.run(), How::broken, CONCH_E_RESPONSE);
        EXPECT_EQ(session.opened, 0);
    }
}

TEST(WebSocketUpgrade, that_is_refused_hands_out_the_answer) {
    const std::string body = R"({"error":"Unauthorized"})";
    for (const std::string& answer :
         {"HTTP/1.1 400 Bad\r\nContent-Length: 24\r\nContent-Type: application/json\r\n\r\n" + body,
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\n" +
              body.substr(0, 4) + "\r\n14\r\n" + body.substr(4) + "\r\n0\r\n\r\n",
          "HTTP/1.1 400 Bad\r\nConnection: close\r\n\r\n" + body}) {
        for (const bool byte_by_byte : {false, true}) {
            TcpServer server([&](Peer& peer) {
                (void)peer.read_request();
                byte_by_byte ? peer.send_byte_by_byte(answer) : peer.send(answer);
            });
            LoopThread thread;
            Session session(thread, ws_url(server));
            const WebSocketEnd end = session.run();
            expect_end(end, How::refused, CONCH_E_UNEXPECTED);
            EXPECT_EQ(end.error.http_code, 400);
            EXPECT_EQ(end.response.code, 400);
            EXPECT_EQ(end.response.body, body);
            EXPECT_FALSE(end.message_may_be_out);
        }
    }
}

TEST(WebSocketUpgrade, whose_answer_is_cut_short_is_broken) {
    for (const char* answer : {"", "HTTP/1.1 101 Swit", "HTTP/1.1 400 Bad\r\nContent-Length: 24\r\n\r\n{"}) {
        TcpServer server([&](Peer& peer) {
            (void)peer.read_request();
            peer.send(answer);
        });
        LoopThread thread;
        Session session(thread, ws_url(server));
        const WebSocketEnd end = session.run();
        EXPECT_EQ(static_cast<int>(end.how), static_cast<int>(How::broken)) << end.error.message;
        EXPECT_TRUE(end.error.status == CONCH_E_NETWORK || end.error.status == CONCH_E_RESPONSE) << end.error.message;
    }
}

TEST(WebSocketConnect, that_fails_sent_nothing) {
    LoopThread thread;
    {
        Session session(thread, "ws://127.0.0.1:" + std::to_string(test::closed_port()) + "/?token=secret");
        expect_end(session.run(), How::never_open, CONCH_E_CONNECT);
    }
    for (const char* url :
         {"http://127.0.0.1/?token=secret", "wss://user:secret@host/", "ws://", "ws://h/\r\nX: secret"}) {
        Session session(thread, url);
        expect_end(session.run(), How::never_open, CONCH_E_ARGUMENT);
    }
    Session session(thread, WebSocketRequest{"ws://127.0.0.1:1/", {{"X", "a\r\nY: secret"}}, {}});
    expect_end(session.run(), How::never_open, CONCH_E_ARGUMENT);
}

TEST(WebSocketLimits, end_each_phase_by_name) {
    TcpServer silent([](Peer& peer) { peer.ignore_until_closed(); });
    TcpServer opens(opening(text_frame("one")));
    LoopThread thread;
    {
        WebSocketRequest request{"wss://127.0.0.1:" + std::to_string(silent.port()) + "/", {}, {}};
        request.timeouts.connect = Milliseconds(50);
        Session session(thread, std::move(request));
        const WebSocketEnd end = session.run();
        expect_end(end, How::never_open, CONCH_E_NETWORK_TIMEOUT);
        EXPECT_TRUE(contains(end.error.message, "connecting to 127.0.0.1:")) << end.error.message;
        EXPECT_TRUE(contains(end.error.message, "50 ms")) << end.error.message;
    }
    {
        WebSocketRequest request{ws_url(silent), {}, {}};
        request.timeouts.first_byte = Milliseconds(50);
        Session session(thread, std::move(request));
        const WebSocketEnd end = session.run();
        expect_end(end, How::broken, CONCH_E_NETWORK_TIMEOUT);
        EXPECT_TRUE(contains(end.error.message, "waiting for the answer of 127.0.0.1:")) << end.error.message;
    }
    WebSocketRequest request{ws_url(opens), {}, {}};
    request.timeouts.idle = Milliseconds(50);
    Session session(thread, std::move(request));
    const WebSocketEnd end = session.run();
    expect_end(end, How::broken, CONCH_E_NETWORK_TIMEOUT);
    EXPECT_TRUE(contains(end.error.message, "reading from 127.0.0.1:")) << end.error.message;
    EXPECT_EQ(session.messages.size(), 1U);
}

TEST(WebSocketClose, that_is_never_answered_ends_all_the_same) {
    TcpServer server(opening(""));
    LoopThread thread;
    Session session(thread, ws_url(server));
    session.on_open = [&] { session.socket->close(); };
    expect_end(session.run(), How::broken, CONCH_E_NETWORK);
}

TEST(WebSocketCancel, at_every_stage_is_the_last_word) {
    TcpServer silent([](Peer& peer) { peer.ignore_until_closed(); });
    TcpServer opens(opening(text_frame("one") + text_frame("two")));
    LoopThread thread;
    for (int stage = 0; stage < 4; ++stage) {
        const std::string silent_url = "127.0.0.1:" + std::to_string(silent.port()) + "/";
        Session session(thread, stage == 3 ? ws_url(opens) : (stage == 1 ? "wss://" : "ws://") + silent_url);
        session.on_message = [&](const std::string&) {
            session.socket->cancel();
            session.socket->cancel();
            session.socket->send_text("too late");
            session.socket->close();
        };
        const int connections = silent.connections();
        session.start();
        if (stage == 1 || stage == 2) {
            while (silent.connections() == connections) {
            }
        }
        if (stage < 3) thread.on_loop([&] { session.socket->cancel(); });
        expect_end(session.wait(), How::cancelled, CONCH_E_CANCELLED);
        EXPECT_EQ(session.messages.size(), stage == 3 ? 1U : 0U);
        thread.on_loop([] {});
        EXPECT_EQ(session.ended, 1);
    }
}

TEST(WebSocketCancel, by_the_end_of_the_loop) {
    TcpServer opens(opening(text_frame("one")));
    TcpServer silent([](Peer& peer) { peer.ignore_until_closed(); });
    LoopThread thread;
    Session open(thread, ws_url(opens));
    Session connecting(thread, "wss://127.0.0.1:" + std::to_string(silent.port()) + "/");
    std::promise<void> got_one;
    open.on_message = [&](const std::string&) { got_one.set_value(); };
    connecting.start();
    open.start();
    got_one.get_future().get();
    while (silent.connections() == 0) {
    }
    thread.stop();
    expect_end(open.wait(), How::cancelled, CONCH_E_CANCELLED);
    expect_end(connecting.wait(), How::cancelled, CONCH_E_CANCELLED);
}

TEST(WebSocketInTheLoop, lives_through_other_traffic_while_bytes_of_it_are_waiting) {
    std::promise<void> send_more;
    TcpServer server(opening("", [&, go = send_more.get_future().share()](Peer& peer) {
        go.wait();
        peer.send(text_frame("waiting"));
        echo(peer);
    }));
    std::vector<std::unique_ptr<TcpServer>> others;
    for (int i = 0; i < 24; ++i) {
        others.push_back(std::make_unique<TcpServer>(
            TcpServer::serve([](Peer& peer, const HttpRequest&) { peer.answer(200, "ok"); })));
    }
    LoopThread thread;
    Session session(thread, ws_url(server));
    std::promise<void> opened;
    std::promise<void> got_it;
    session.on_open = [&] { opened.set_value(); };
    session.on_message = [&](const std::string& message) {
        if (message == "t:waiting") got_it.set_value();
        if (message == "t:again") session.socket->close();
    };
    session.start();
    opened.get_future().get();
    std::atomic<int> good{0};
    std::promise<void> all_good;
    thread.on_loop([&] {
        send_more.set_value();
        // Longer than the second after which libcurl looks for dead connections among its idle ones: one with bytes
        // waiting would look dead to it.
        std::this_thread::sleep_for(Milliseconds(1'200));
        // More connections than it keeps: the oldest idle one would be closed.
        for (const auto& other : others) {
            thread.loop().start(get_request(other->url()), [&](const Outcome& outcome) {
                if (outcome.delivered() && ++good == 24) all_good.set_value();
            });
        }
    });
    all_good.get_future().get();
    got_it.get_future().get();
    thread.on_loop([&] { session.socket->send_text("again"); });
    const WebSocketEnd end = session.wait();
    EXPECT_EQ(static_cast<int>(end.how), static_cast<int>(How::closed)) << end.error.message;
}

TEST(WebSocketOverTls, works_and_is_refused_for_an_unknown_authority) {
    const test::Authority authority;
    TcpServer server(opening("", echo));
    const test::TlsFront front(authority, server.port());
    const std::string url = "wss://127.0.0.1:" + std::to_string(front.port()) + "/?token=secret";
    {
        LoopThread thread;
        Session session(thread, url);
        expect_end(session.run(), How::never_open, CONCH_E_TLS);
        EXPECT_EQ(server.connections(), 0);
    }
    LoopOptions options;
    options.ca_file = authority.ca_file();
    LoopThread thread(options);
    Session session(thread, url);
    const std::string large(300'000, 'x');  // many TLS records, of which the socket may show nothing any more
    session.on_open = [&] { session.socket->send_text(large); };
    session.on_message = [&](const std::string&) { session.socket->close(); };
    EXPECT_EQ(static_cast<int>(session.run().how), static_cast<int>(How::closed));
    EXPECT_TRUE(session.messages == Messages{"t:" + large});
}

TEST(WebSocketThroughAProxy, gets_a_tunnel_that_knows_no_token) {
    TcpServer server(opening("", echo));
    std::string seen;
    TcpServer proxy([&](Peer& peer) {
        seen = peer.read_until("\r\n\r\n").value_or("");
        peer.send("HTTP/1.1 200 OK\r\n\r\n");
        peer.tunnel_to(server.port());
    });
    LoopOptions options;
    options.proxy = proxy.url("");
    LoopThread thread(options);
    Session session(thread, "ws://example.invalid/audio?token=secret");
    session.on_open = [&] { session.socket->close(); };
    EXPECT_EQ(static_cast<int>(session.run().how), static_cast<int>(How::closed));
    EXPECT_TRUE(seen.starts_with("CONNECT example.invalid:80 HTTP/1.1\r\n")) << seen;
    EXPECT_FALSE(contains(seen, "secret"));
}

}  // namespace
}  // namespace conch::net
