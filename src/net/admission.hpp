// Which waiting transfer goes next. libcurl's cost per request grows with the transfers it holds, so it gets a window
// of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

#include "net/message.hpp"

namespace conch::net {

class Admission {
  public:
    struct Limits {
        unsigned calls = 32;
        unsigned calls_per_host = 8;
        unsigned bulk = 6;
    };

    explicit Admission(Limits limits) : limits_(limits) {}

    void enqueue(std::uint64_t id, Lane lane, const std::string& authority);
    // The next that may begin, in order of coming as far as its host has room; it counts as active from then on.
    std::optional<std::uint64_t> next();
    // Ends what next() began.
    void finished(Lane lane, const std::string& authority);
    // Forgets one that still waits.
    void withdraw(std::uint64_t id, Lane lane, const std::string& authority);

  private:
    struct Host {
        std::deque<std::uint64_t> waiting;
        unsigned active = 0;
    };

    std::optional<std::uint64_t> next_call();

    Limits limits_;
    std::map<std::string, Host> hosts_;  // of calls; a handful
    std::size_t waiting_calls_ = 0;
    std::deque<std::uint64_t> waiting_bulk_;
    std::deque<std::uint64_t> waiting_streams_;
    unsigned active_calls_ = 0;
    unsigned active_bulk_ = 0;
};

}  // namespace conch::net
