// The one event loop of a client: transfers, timers, work posted from other threads. All on one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "net/message.hpp"

namespace conch::net {

using Clock = std::chrono::steady_clock;

struct LoopOptions {
    std::string proxy;     // as curl takes it; empty: none, and the environment is not asked
    std::string no_proxy;  // hosts that are reached directly
    std::string ca_file;   // PEM; empty: the system's
    std::string user_agent;
    unsigned max_transfers = 32;            // handed to curl at a time; the others wait here (cheaper by 10x)
    unsigned max_connections_per_host = 8;  // of calls; HTTP/1.1 below libcurl 8.4, whose HTTP/2 loses requests
    unsigned max_bulk_transfers = 6;        // files going up or down at a time
    std::function<void()> before_sleep;     // at the end of each round, when all that happened has been told
    Milliseconds tick{100};                 // due times of polls are rounded up to this, so that they go out in batches
};

class Connection;
struct ConnectionEvents;

using TransferId = std::uint64_t;
using TimerId = std::uint64_t;

// Everything but post() and stop() belongs to the thread that runs run(), which must have SIGPIPE blocked
// (platform::Thread). An exception that leaves a callback leaves run(), which may be called again: nothing but the rest
// of that callback is lost.
class Loop {
  public:
    static Result<std::unique_ptr<Loop>> create(LoopOptions options);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // `done` comes exactly once, never from inside start().
    TransferId start(Request request, std::function<void(Outcome)> done);
    // Ends the transfer at once, DNS and TLS included, and never blocks; `done` comes with Delivery::cancelled, later,
    // from run(). An id that has ended is ignored.
    void cancel(TransferId id);
    [[nodiscard]] std::size_t transfers() const;

    // A byte stream to the host of an http or https URL, for WebSocket. Counts in no window. See net/connection.hpp.
    Result<std::shared_ptr<Connection>> connect(const std::string& url, Milliseconds limit, ConnectionEvents events);

    TimerId after(Milliseconds delay, std::function<void()> fire);          // as exact as the system
    TimerId after_on_tick(Milliseconds delay, std::function<void()> fire);  // rounded up to a shared tick
    void cancel_timer(TimerId id);

    // From any thread; runs in order on the loop's thread. Allocates before it changes anything.
    void post(std::function<void()> work);

    // Blocking work (fsync, hashing, reading a picture's head) on the loop's one helper thread; `done` comes back on
    // the loop's, also after work that threw. `work` must own what it touches, or end_offloads() be told its owner:
    // when it takes longer than the loop lives it ends alone, and `done` never comes.
    void offload(std::function<void()> work, std::function<void()> done);
    // After run() has returned: drops the work that has not begun and waits half a second for the one that has. False
    // when that one goes on (a disk that hangs); `keep` then stays alive until it ends.
    bool end_offloads(std::shared_ptr<void> keep);

    // Runs until stop() was called. Then each transfer that is left gets its `done` as cancelled, whatever else was
    // asked for is dropped, and run() returns; what those last callbacks start never begins and never calls back.
    // Destroying the loop does what end_offloads() does.
    void run();
    void stop();  // from any thread

  private:
    class Impl;
    explicit Loop(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace conch::net
