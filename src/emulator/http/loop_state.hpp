// The inside of Loop, for those files that own sockets.
#pragma once

#include <condition_variable>
#include <mutex>

#include "emulator/http/asio.hpp"
#include "emulator/http/loop.hpp"

namespace conch::emulator {

struct Loop::State {
    explicit State(unsigned workers) : pool(workers), signals(io, SIGINT, SIGTERM), input(io) {}

    net::io_context io{1};
    net::executor_work_guard<net::io_context::executor_type> busy{io.get_executor()};
    net::thread_pool pool;
    net::signal_set signals;
    net::posix::stream_descriptor input;
    char input_byte = 0;

    std::mutex mutex;
    std::condition_variable idle;
    int working = 0;  // how many workers are at it
};

class Loop::Timer {
  public:
    explicit Timer(net::io_context& io) : inner(io) {}
    net::steady_timer inner;
};

}  // namespace conch::emulator
