// A byte stream of its own through libcurl (name, proxy and TLS included), for what is not an HTTP exchange.
#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "net/message.hpp"
#include "net/transfer.hpp"
#include "net/url.hpp"

namespace conch::net {

struct ConnectionEvents {
    std::function<void(Result<void>)> on_connected;  // once; nothing follows a failure
    // There may be something to read, or room to write. Reads until receive() finds nothing more, or is called again at
    // once.
    std::function<void()> on_ready;
};

// Made by Loop::connect(), belongs to the loop's thread.
class Connection {
  public:
    Connection(Url url, ConnectionEvents events) : url_(std::move(url)), events_(std::move(events)) {}
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // How many bytes were taken, 0 when none can be just now: then on_ready comes when it is worth another try.
    Result<std::size_t> send(std::string_view bytes);
    enum class Received { data, nothing_yet, end };
    // Appends what has come to `out`.
    Result<Received> receive(std::string& out);
    // No more events. Never blocks. What the events hold is let go of soon after.
    void close();

    [[nodiscard]] const std::string& authority() const { return url_.authority; }

    // For the loop.
    Result<void> prepare(const TransferDefaults& defaults, Milliseconds connect_limit);
    [[nodiscard]] CURL* easy() const { return easy_; }
    [[nodiscard]] bool is_open() const { return socket_ != CURL_SOCKET_BAD; }
    [[nodiscard]] bool is_closed() const { return closed_; }
    // The name lookup, the handshakes and all are through, or failed.
    void connected(CURLcode code, Milliseconds connect_limit);
    [[nodiscard]] curl_waitfd waited_for() const;
    // Bytes may be left inside TLS, of which the socket shows nothing.
    [[nodiscard]] bool has_more() const { return is_open() && !drained_; }
    void ready();
    // The loop has ended: tells so, once, through whichever event is due.
    void stop();
    // Lets go of what the events hold. Not from inside one.
    void forget() { events_ = {}; }

  private:
    [[nodiscard]] Error why_not_open() const;

    Url url_;
    ConnectionEvents events_;
    CURL* easy_ = nullptr;
    curl_socket_t socket_ = CURL_SOCKET_BAD;
    char curl_text_[CURL_ERROR_SIZE] = {};
    bool waits_to_send_ = false;
    bool drained_ = true;
    bool stopped_ = false;
    bool closed_ = false;
};

}  // namespace conch::net
