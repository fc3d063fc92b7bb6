#include "emulator/http/websocket.hpp"

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

// Beast takes one write at a time; this keeps the others.
class Outbox : public std::enable_shared_from_this<Outbox> {
  public:
    explicit Outbox(tcp::socket socket) : stream(std::move(socket)) {}

    void send(std::string text, bool is_text) {
        if (closing_) return;
        waiting_.push_back({std::move(text), is_text});
        if (!writing_) write_next();
    }

    void close() {
        closing_ = true;
        if (!writing_) write_next();
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
                               self->waiting_.pop_front();
                               if (!failed) self->write_next();
                           });
    }

    std::deque<Message> waiting_;
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
    }
}

}  // namespace conch::emulator
