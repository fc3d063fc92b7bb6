// Nothing goes where it should not: tokens, redirects, header lines, proxies, endless answers.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>

#include "requests.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"

namespace conch::net {
namespace {

using test::HttpRequest;
using test::LoopThread;
using test::Peer;
using test::TcpServer;

TcpServer::Session head_echo() {
    return TcpServer::serve([](Peer& peer, const HttpRequest& request) { peer.answer(200, request.head); });
}

TEST(Token, goes_out_as_a_bearer_header) {
    TcpServer server(head_echo());
    LoopThread thread;
    Request request = get_request(server.url());
    request.bearer_token = "user:1-abc";
    EXPECT_TRUE(contains(thread.run(std::move(request)).response.body, "\r\nAuthorization: Bearer user:1-abc\r\n"));
    EXPECT_FALSE(contains(thread.get(server.url()).response.body, "Authorization"));
}

TEST(Redirects, are_told_and_not_followed) {
    std::atomic<int> elsewhere_requests{0};
    TcpServer elsewhere(TcpServer::serve([&](Peer& peer, const HttpRequest&) {
        ++elsewhere_requests;
        peer.answer(200, "");
    }));
    const std::string target = "http://127.0.0.1:" + std::to_string(elsewhere.port()) + "/path?token=secret";
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        peer.answer(std::stoi(request.target.substr(1)), "moved", "Location: " + target + "\r\n");
    }));
    LoopThread thread;
    for (const int code : {301, 302, 303, 307, 308}) {
        Request request = post_request(server.url("/" + std::to_string(code)), "{}");
        request.bearer_token = "abc";
        const Outcome outcome = thread.run(std::move(request));
        EXPECT_TRUE(outcome.delivered());
        EXPECT_EQ(outcome.response.code, code);
        EXPECT_EQ(outcome.response.body, "moved");
        EXPECT_EQ(outcome.error.status, CONCH_E_REDIRECT);
        EXPECT_EQ(outcome.error.http_code, code);
        EXPECT_TRUE(contains(outcome.error.message, "127.0.0.1:" + std::to_string(elsewhere.port())))
            << outcome.error.message;
        EXPECT_FALSE(contains(outcome.error.message, "secret"));
        EXPECT_FALSE(contains(outcome.error.message, "/path"));
    }
    EXPECT_EQ(elsewhere_requests, 0);
}

TEST(Redirects, without_a_target_or_to_the_same_place_are_harmless) {
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        peer.answer(302, "", request.target == "/none" ? "" : "Location: /elsewhere\r\n");
    }));
    LoopThread thread;
    EXPECT_EQ(thread.get(server.url("/none")).error.message, "");
    EXPECT_EQ(thread.get(server.url("/same")).error.status, CONCH_E_REDIRECT);
    EXPECT_EQ(thread.get(server.url("/304")).response.code, 302);
}

TEST(HeaderLines, cannot_be_smuggled_in) {
    TcpServer server(head_echo());
    LoopThread thread;
    std::vector<Request> bad;
    for (const std::string& token : {std::string("a\r\nX: y"), std::string("a\nb"), std::string("a b"),
                                     std::string("a\0b", 3), std::string("ä")}) {
        bad.push_back(get_request(server.url()));
        bad.back().bearer_token = token;
    }
    for (const Header& header : {Header{"X", "a\r\nY: z"}, Header{"X", "a\n"}, Header{"X", std::string("\0", 1)},
                                 Header{"X:", "a"}, Header{"X Y", "a"}, Header{"", "a"}, Header{"X\r\nY", "a"}}) {
        bad.push_back(get_request(server.url()));
        bad.back().headers.push_back(header);
    }
    bad.push_back(post_request(server.url(), "{}"));
    bad.back().body.content_type = "text/plain\r\nX: y";
    for (const Part& part :
         {Part{"a\r\nb", "", "", "", ""}, Part{"a", "", "", "", "x\r\ny"}, Part{"a", "", "/x", "f\r\n", ""}}) {
        bad.push_back(post_request(server.url(), ""));
        bad.back().body.kind = Body::Kind::multipart;
        bad.back().body.parts = {part};
    }
    bad.push_back(get_request(server.url("/a b")));
    bad.push_back(get_request(server.url("/\r\nX: y")));
    bad.push_back(get_request("ftp://127.0.0.1/"));
    bad.push_back(get_request("file:///etc/passwd"));
    for (Request& request : bad) {
        const Outcome outcome = thread.run(std::move(request));
        EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::never_sent));
        EXPECT_EQ(outcome.error.status, CONCH_E_ARGUMENT);
        EXPECT_FALSE(outcome.error.message.empty());
        EXPECT_EQ(outcome.error.message.find_first_of("\r\n"), std::string::npos);
    }
    EXPECT_EQ(server.connections(), 0);
}

TEST(HeaderLines, with_empty_values_and_own_agent_go_out) {
    TcpServer server(head_echo());
    LoopOptions options;
    options.user_agent = "conch/1.0";
    LoopThread thread(options);
    Request request = get_request(server.url());
    request.headers = {{"X-Empty", ""}, {"X-Tab", "a\tb"}, {"Accept", "text/event-stream"}};
    const std::string head = thread.run(std::move(request)).response.body;
    EXPECT_TRUE(contains(head, "\r\nX-Empty:\r\n")) << head;
    EXPECT_TRUE(contains(head, "\r\nX-Tab: a\tb\r\n")) << head;
    EXPECT_TRUE(contains(head, "\r\nAccept: text/event-stream\r\n")) << head;
    EXPECT_TRUE(contains(head, "\r\nUser-Agent: conch/1.0\r\n")) << head;
}

TEST(Limits, refuse_a_gigabyte_at_its_head) {
    std::atomic<bool> ended{false};
    TcpServer server([&](Peer& peer) {
        (void)peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
        peer.ignore_until_closed();
        ended = true;
    });
    LoopThread thread;
    const Outcome outcome = thread.get(server.url());
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::lost));
    EXPECT_EQ(outcome.error.status, CONCH_E_RESPONSE);
    EXPECT_TRUE(contains(outcome.error.message, "1073741824 bytes; at most 67108864")) << outcome.error.message;
}

TEST(Limits, end_what_grows_without_having_said_how_much) {
    TcpServer server([&](Peer& peer) {
        (void)peer.read_request();
        peer.send("HTTP/1.1 500 Oops\r\n\r\n");
        while (peer.is_connected())
            peer.send(std::string(10'000, 'x'));
    });
    LoopThread thread;
    for (const bool streamed : {false, true}) {
        Request request = get_request(server.url());
        request.max_response_bytes = 100'000;
        if (streamed) request.on_data = [](std::string_view) { return true; };
        const Outcome outcome = thread.run(std::move(request));
        EXPECT_EQ(outcome.error.status, CONCH_E_RESPONSE) << outcome.error.message;
        EXPECT_LE(outcome.response.body.size(), 100'000U);
    }
}

TEST(Limits, end_a_head_without_end) {
    TcpServer server([&](Peer& peer) {
        (void)peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\n");
        while (peer.is_connected())
            peer.send("X-Filler: " + std::string(1'000, 'x') + "\r\n");
    });
    LoopThread thread;
    const Outcome outcome = thread.get(server.url());
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::lost));
    EXPECT_TRUE(outcome.error.status == CONCH_E_RESPONSE || outcome.error.status == CONCH_E_NETWORK)
        << outcome.error.message;
}

TEST(Limits, take_an_answer_of_exactly_that_size) {
    TcpServer server(
        TcpServer::serve([](Peer& peer, const HttpRequest&) { peer.answer(200, std::string(1'000, 'x')); }));
    LoopThread thread;
    Request request = get_request(server.url());
    request.max_response_bytes = 1'000;
    EXPECT_TRUE(thread.run(request).delivered());
    request.max_response_bytes = 999;
    EXPECT_EQ(thread.run(request).error.status, CONCH_E_RESPONSE);
}

// Holds the environment as a host might have it.
class ProxyEnvironment {
  public:
    explicit ProxyEnvironment(const std::string& url) {
        for (const char* name : kNames)
            ::setenv(name, url.c_str(), 1);
    }
    ~ProxyEnvironment() {
        for (const char* name : kNames)
            ::unsetenv(name);
    }
    ProxyEnvironment(const ProxyEnvironment&) = delete;
    ProxyEnvironment& operator=(const ProxyEnvironment&) = delete;

  private:
    static constexpr const char* kNames[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
};

TEST(Proxy, of_the_environment_is_not_asked) {
    TcpServer server(head_echo());
    const ProxyEnvironment environment("http://127.0.0.1:" + std::to_string(test::closed_port()));
    LoopThread thread;
    EXPECT_TRUE(thread.get(server.url()).delivered());
}

TEST(Proxy, that_was_set_gets_the_requests_but_for_the_hosts_named) {
    TcpServer server(head_echo());
    std::atomic<int> proxied{0};
    TcpServer proxy(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        ++proxied;
        peer.answer(200, request.head);
    }));
    ::setenv("no_proxy", "example.invalid", 1);
    LoopOptions options;
    options.proxy = "127.0.0.1:" + std::to_string(proxy.port());
    {
        LoopThread thread(options);
        const std::string head = thread.get("http://example.invalid/x").response.body;
        EXPECT_TRUE(head.starts_with("GET http://example.invalid/x HTTP/1.1\r\n")) << head;
    }
    EXPECT_EQ(proxied, 1);
    ::unsetenv("no_proxy");
    options.no_proxy = "127.0.0.1,other.example";
    LoopThread thread(options);
    EXPECT_TRUE(thread.get(server.url()).delivered());
    EXPECT_EQ(proxied, 1);
}

TEST(Proxy, sees_no_token_when_it_opens_a_tunnel_and_its_refusal_means_nothing_was_sent) {
    std::string seen;
    TcpServer proxy([&](Peer& peer) {
        seen = peer.read_until("\r\n\r\n").value_or("");
        peer.answer(403, "no");
    });
    LoopOptions options;
    options.proxy = proxy.url("");
    LoopThread thread(options);
    Request request = post_request("https://example.invalid/?token=secret", "{}");
    request.bearer_token = "secret";
    request.headers.push_back({"X-Private", "secret"});
    const Outcome outcome = thread.run(std::move(request));
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::never_sent));
    EXPECT_EQ(outcome.error.status, CONCH_E_CONNECT) << outcome.error.message;
    EXPECT_TRUE(contains(outcome.error.message, "403")) << outcome.error.message;
    EXPECT_TRUE(seen.starts_with("CONNECT example.invalid:443 HTTP/1.1\r\n")) << seen;
    EXPECT_FALSE(contains(seen, "secret"));
}

TEST(Proxy, that_is_not_there_is_named) {
    LoopOptions options;
    options.proxy = "http://127.0.0.1:" + std::to_string(test::closed_port());
    LoopThread thread(options);
    const Outcome outcome = thread.get("http://example.invalid/");
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::never_sent));
    EXPECT_EQ(outcome.error.status, CONCH_E_CONNECT);
}

}  // namespace
}  // namespace conch::net
