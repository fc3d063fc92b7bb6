#include "emulator/http/websocket.hpp"

#include <algorithm>
#include <deque>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <boost/beast/websocket.hpp>
#pragma GCC diagnostic pop

namespace conch::emulator {

namespace {

namespace websocket = beast::websocket;

constexpr std::size_t kLargestMessage = 64U << 20U;
// Who does not read what we send is not read from either, once this much is waiting.
constexpr std::size_t kMostWaiting = 4U << 20U;

// Sixteen bytes in base64, as RFC 6455 (section 4.2.1) asks for; Beast takes any text.
bool is_key(beast::string_view key) {
    constexpr std::size_t kLength = 24;
    if (key.size() != kLength || key.substr(kLength - 2) != "==") return false;
    return std::all_of(key.begin(), key.end() - 2, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    });
}

// Beast takes one write at a time; this keeps the others.
class Outbox : public std::enable_shared_from_this<Outbox> {
  public:
    explicit Outbox(tcp::socket socket) : stream(std::move(socket)), sent_(stream.get_executor()) {}

    void send(std::string text, bool is_text) {
        if (closing_) return;
        waiting_bytes_ += text.size();
        waiting_.push_back({std::move(text), is_text});
        if (!writing_) write_next();
    }

    void close() {
        closing_ = true;
        if (!writing_) write_next();
    }

    // Comes back when there is room for another message; false when nothing can be sent any more.
    net::awaitable<bool> room() {
        while (waiting_bytes_ > kMostWaiting && !broken_) {
            error_code cancelled;
            sent_.expires_at(net::steady_timer::time_point::max());
            co_await sent_.async_wait(net::redirect_error(net::use_awaitable, cancelled));
        }
        co_return !broken_;
    }

    websocket::stream<tcp::socket> stream;

  private:
    struct Message {
        std::string text;
        bool is_text;
    };

    void write_next() {
        writing_ = true;
        if (waiting_.empty()) {
            if (closing_) {
                stream.async_close(websocket::close_code::normal, [self = shared_from_this()](error_code) {});
                return;
            }
            writing_ = false;
            return;
        }
        stream.text(waiting_.front().is_text);
        stream.async_write(net::buffer(waiting_.front().text),
                           [self = shared_from_this()](error_code failed, std::size_t) {
                               self->waiting_bytes_ -= self->waiting_.front().text.size();
                               self->waiting_.pop_front();
                               self->broken_ = self->broken_ || failed;
                               self->sent_.cancel();
                               if (!failed) self->write_next();
                           });
    }

    std::deque<Message> waiting_;
    std::size_t waiting_bytes_ = 0;
    net::steady_timer sent_;
    bool broken_ = false;
    bool writing_ = false;
    bool closing_ = false;
};

}  // namespace

net::awaitable<void> serve_websocket(tcp::socket socket, http::request<http::empty_body> upgrade,
                                     std::shared_ptr<WebSocket> channel) {
    const auto outbox = std::make_shared<Outbox>(std::move(socket));
    auto& stream = outbox->stream;
    stream.set_option(websocket::stream_base::timeout::suggested(beast::role_type::server));
    stream.read_message_max(kLargestMessage);

    error_code failed;
    const auto key = upgrade[http::field::sec_websocket_key];
    if (!key.empty() && !is_key(key)) {
        static const std::string refusal = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        co_await net::async_write(stream.next_layer(), net::buffer(refusal),
                                  net::redirect_error(net::use_awaitable, failed));
        co_return;
    }
    co_await stream.async_accept(upgrade, net::redirect_error(net::use_awaitable, failed));
    if (failed) co_return;
    channel->send = [weak = std::weak_ptr(outbox)](std::string text, bool is_text) {
        if (const auto alive = weak.lock()) alive->send(std::move(text), is_text);
    };
    channel->close = [weak = std::weak_ptr(outbox)] {
        if (const auto alive = weak.lock()) alive->close();
    };

    beast::flat_buffer message;
    for (;;) {
        co_await stream.async_read(message, net::redirect_error(net::use_awaitable, failed));
        if (failed) co_return;
        const std::string text = beast::buffers_to_string(message.data());
        message.consume(message.size());
        if (channel->on_message) channel->on_message(text, stream.got_text());
        if (!co_await outbox->room()) co_return;
    }
}

}  // namespace conch::emulator
