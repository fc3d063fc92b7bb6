#include <gtest/gtest.h>

#include "requests.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"
#include "support/tls.hpp"

namespace conch::net {
namespace {

using test::Authority;
using test::HttpRequest;
using test::LoopThread;
using test::Peer;
using test::TcpServer;
using test::TlsFront;

class Tls : public testing::Test {
  protected:
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(front_.port()) + "/x"; }
    static LoopOptions trusting(const std::string& ca_file) {
        LoopOptions options;
        options.ca_file = ca_file;
        return options;
    }
    static void expect_refused(const Outcome& outcome) {
        EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::never_sent));
        EXPECT_EQ(outcome.error.status, CONCH_E_TLS) << outcome.error.message;
        EXPECT_FALSE(outcome.error.retriable);
    }

    Authority authority_;
    std::atomic<int> requests_{0};
    TcpServer server_{TcpServer::serve([this](Peer& peer, const HttpRequest& request) {
        ++requests_;
        peer.answer(200, request.head);
    })};
    TlsFront front_{authority_, server_.port()};
};

TEST_F(Tls, with_the_right_authority_works_and_keeps_its_connection) {
    LoopThread thread(trusting(authority_.ca_file()));
    for (int i = 0; i < 5; ++i) {
        const Outcome outcome = thread.get(url());
        ASSERT_TRUE(outcome.delivered()) << outcome.error.message;
        EXPECT_TRUE(outcome.response.body.starts_with("GET /x HTTP/1.1\r\n")) << outcome.response.body;
    }
    EXPECT_EQ(server_.connections(), 1);
}

TEST_F(Tls, of_an_unknown_authority_is_refused_before_anything_is_sent) {
    {
        LoopThread thread;  // the system's authorities
        Request request = get_request(url());
        request.bearer_token = "secret";
        const Outcome outcome = thread.run(std::move(request));
        expect_refused(outcome);
        EXPECT_TRUE(contains(outcome.error.message, "127.0.0.1:" + std::to_string(front_.port())))
            << outcome.error.message;
    }
    const Authority another;
    LoopThread thread(trusting(another.ca_file()));
    expect_refused(thread.get(url()));
    EXPECT_EQ(requests_, 0);
}

TEST_F(Tls, for_another_name_is_refused) {
    const Authority elsewhere("DNS:elsewhere.example");
    const TlsFront front(elsewhere, server_.port());
    LoopThread thread(trusting(elsewhere.ca_file()));
    expect_refused(thread.get("https://127.0.0.1:" + std::to_string(front.port())));
    EXPECT_EQ(requests_, 0);
}

TEST_F(Tls, with_a_file_of_authorities_that_is_not_there_is_refused) {
    LoopThread thread(trusting("/nowhere/ca.pem"));
    expect_refused(thread.get(url()));
}

TEST_F(Tls, goes_through_a_proxys_tunnel) {
    TcpServer proxy([this](Peer& peer) {
        (void)peer.read_until("\r\n\r\n");
        peer.send("HTTP/1.1 200 Connection established\r\nX-Proxy: 1\r\n\r\n");
        peer.tunnel_to(front_.port());
    });
    LoopOptions options = trusting(authority_.ca_file());
    options.proxy = proxy.url("");
    LoopThread thread(options);
    const Outcome outcome = thread.get(url());
    ASSERT_TRUE(outcome.delivered()) << outcome.error.message;
    EXPECT_FALSE(outcome.response.header("X-Proxy"));
    EXPECT_EQ(requests_, 1);
}

}  // namespace
}  // namespace conch::net
