// A small HTTP receiver for the service's callbacks: one path, POST only, bounded in every direction.
//
// Own code, because every packaged HTTP server library for C brings a TLS stack of its own into the host's process. TLS
// is a reverse proxy's task here.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "platform/thread.hpp"
#include "platform/wakeup_fd.hpp"

namespace conch::net {

struct WebhookListenerOptions {
    std::string address = "127.0.0.1";  // an IPv4 or IPv6 address
    std::uint16_t port = 0;             // 0: any free one
    std::string path;                   // "/conch-5f0c…"; anything else is answered with 404
    std::size_t max_body_bytes = 1U << 20U;
    std::chrono::milliseconds request_timeout{10'000};
};

class WebhookListener {
  public:
    // `on_body` comes on the listener's own thread and must be quick.
    static Result<std::unique_ptr<WebhookListener>> start(WebhookListenerOptions options,
                                                          std::function<void(std::string)> on_body);
    ~WebhookListener();  // within a second
    WebhookListener(const WebhookListener&) = delete;
    WebhookListener& operator=(const WebhookListener&) = delete;

    [[nodiscard]] std::uint16_t port() const;

  private:
    class Server;
    explicit WebhookListener(std::shared_ptr<Server> server);

    std::shared_ptr<Server> server_;
    platform::Thread thread_;
};

}  // namespace conch::net
