// The accounts that a token has at the service, for the form's drop-down.
#pragma once

#include <conch/conch.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace conch::obs {

class Accounts {
  public:
    // Those that make videos, in the service's order; empty while that is not known. Asks the service when the last
    // time is long ago; the answer comes with the client's events.
    std::vector<std::string> names(conch_client* client);
    // Grows with every list that differs from the one before.
    std::uint64_t version() const { return version_; }

  private:
    using Clock = std::chrono::steady_clock;

    struct List {
        std::vector<std::string> names;
        Clock::time_point asked_at;
    };

    static std::int32_t on_answer(const conch_event* event, void* user_data);
    void ask(conch_client* client);
    void take(conch_client* client, std::vector<std::string> names);

    std::mutex mutex_;
    std::map<conch_client*, List> lists_;
    std::atomic<std::uint64_t> version_{0};
};

}  // namespace conch::obs
