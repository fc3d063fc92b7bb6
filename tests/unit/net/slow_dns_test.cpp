// A name lookup that hangs must hold up nothing: not a cancel, not a limit, not the end of the loop.
#include <gtest/gtest.h>
#include <netdb.h>

#include <condition_variable>
#include <cstring>
#include <mutex>

#include "requests.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"

namespace {

// Never destroyed: lookups that were given up still wait in it when the program ends.
struct Lookups {
    std::mutex mutex;
    std::condition_variable changed;
    int begun = 0;

    void hang() {
        std::unique_lock lock(mutex);
        ++begun;
        changed.notify_all();
        changed.wait(lock, [] { return false; });
    }
    void wait_for(int count) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return begun >= count; });
    }
    int so_far() {
        const std::lock_guard lock(mutex);
        return begun;
    }
};

Lookups& lookups() {
    static auto* const all = new Lookups;
    return *all;
}

}  // namespace

// Stands before the system's for libcurl too. Numbers are resolved by libcurl itself and never get here.
extern "C" __attribute__((visibility("default"))) int getaddrinfo(const char*, const char*, const struct addrinfo*,
                                                                  struct addrinfo**) {
    lookups().hang();
    return EAI_AGAIN;
}

namespace conch::net {
namespace {

using test::HttpRequest;
using test::LoopThread;
using test::Peer;
using test::TcpServer;

TEST(SlowDns, a_cancel_does_not_wait_for_the_lookup) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest&) { peer.answer(200, "ok"); }));
    LoopThread thread;
    const int before = lookups().so_far();
    TransferId id = 0;
    auto hanging = thread.start(get_request("http://hangs.example/"), &id);
    lookups().wait_for(before + 1);
    // The loop is free meanwhile.
    EXPECT_TRUE(thread.get(server.url()).delivered());
    thread.cancel(id);
    const Outcome outcome = hanging.get();
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::cancelled));
    EXPECT_FALSE(outcome.may_have_been_sent);
    EXPECT_TRUE(thread.get(server.url()).delivered());
}

TEST(SlowDns, the_limit_for_connecting_holds) {
    LoopThread thread;
    Request request = get_request("http://hangs-too.example/");
    request.timeouts.connect = Milliseconds(50);
    const Outcome outcome = thread.run(std::move(request));
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::never_sent));
    EXPECT_EQ(outcome.error.status, CONCH_E_NETWORK_TIMEOUT);
    EXPECT_TRUE(contains(outcome.error.message, "connecting to hangs-too.example:80")) << outcome.error.message;
}

TEST(SlowDns, the_end_of_the_loop_does_not_wait_for_lookups) {
    auto thread = std::make_unique<LoopThread>();
    const int before = lookups().so_far();
    std::vector<std::future<Outcome>> outcomes;
    for (int i = 0; i < 5; ++i)
        outcomes.push_back(thread->start(get_request("http://hangs-" + std::to_string(i) + ".example/")));
    lookups().wait_for(before + 5);
    thread.reset();
    for (auto& outcome : outcomes)
        EXPECT_EQ(static_cast<int>(outcome.get().delivery), static_cast<int>(Delivery::cancelled));
}

}  // namespace
}  // namespace conch::net
