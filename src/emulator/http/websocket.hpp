// A connection that has become a WebSocket.
#pragma once

#include <memory>

#include "emulator/http/beast.hpp"
#include "emulator/http/message.hpp"

namespace conch::emulator {

// Accepts the upgrade and serves it until either side closes.
net::awaitable<void> serve_websocket(tcp::socket socket, http::request<http::empty_body> upgrade,
                                     std::shared_ptr<WebSocket> channel);

}  // namespace conch::emulator
