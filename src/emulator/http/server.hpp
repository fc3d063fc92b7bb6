// The HTTP server: connections in, requests to the service, answers out.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "emulator/http/loop.hpp"
#include "emulator/http/message.hpp"

namespace conch::emulator {

struct ServerLimits {
    std::chrono::milliseconds header_timeout{30'000};  // for a whole head, and for an idle connection
    std::chrono::milliseconds idle_timeout{60'000};    // between two pieces of a body, either way
    std::uint32_t header_bytes = 32U << 10U;
    std::filesystem::path scratch;  // where large bodies land
};

class Server {
  public:
    Server(Loop& loop, Callbacks callbacks, ServerLimits limits);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Starts to listen; answers the port, which is a new one when 0 was asked for.
    Result<std::uint16_t> listen(const std::string& address, std::uint16_t port);

    struct State;

  private:
    std::shared_ptr<State> state_;
};

}  // namespace conch::emulator
