#include "net/websocket.hpp"

#include <wslay/wslay.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "net/connection.hpp"
#include "net/failure.hpp"
#include "net/header_rules.hpp"
#include "net/upgrade.hpp"
#include "platform/random.hpp"

namespace conch::net {

namespace {

constexpr Milliseconds kPatienceForClose{1'000};  // until theirs answers ours
constexpr Milliseconds kPatienceForEnd{250};      // until they end the connection, as a server should do first
constexpr std::size_t kMaxReasonBytes = 123;      // what a control frame has room for

struct FreeFraming {
    void operator()(wslay_event_context* framing) const { wslay_event_context_free(framing); }
};

class Client : public WebSocket, public std::enable_shared_from_this<Client> {
  public:
    Client(Loop& loop, WebSocketRequest request, WebSocketEvents events)
        : loop_(loop), request_(std::move(request)), events_(std::move(events)) {}

    void begin();
    void send_text(std::string text) override { queue(WSLAY_TEXT_FRAME, text); }
    void send_binary(std::string data) override { queue(WSLAY_BINARY_FRAME, data); }
    void close(std::uint16_t code, std::string_view reason) override;
    void cancel() override;

  private:
    enum class Stage { waiting, connecting, upgrading, open, closing, cancelling, ended };

    void connect();
    Result<void> prepare_framing();
    void connected(Result<void> result);
    void ready();
    void upgrade();
    void exchange();
    void flush();
    bool flush_request();
    void look_for_the_end();
    void end_stream();
    [[nodiscard]] bool is_streaming() const { return stage_ == Stage::open || stage_ == Stage::closing; }
    [[nodiscard]] bool is_over() const { return stage_ == Stage::cancelling || stage_ == Stage::ended; }
    void queue(std::uint8_t opcode, std::string_view data);
    void arm(Milliseconds limit, const char* what);
    void disarm();
    void end(WebSocketEnd::How how, Error error = {});
    void give_up(Error error) { end(WebSocketEnd::How::broken, std::move(error)); }

    std::ptrdiff_t take_bytes(std::uint8_t* out, std::size_t room);
    std::ptrdiff_t put_bytes(const std::uint8_t* data, std::size_t size);
    void take_message(const wslay_event_on_msg_recv_arg& message);

    static ssize_t on_recv(wslay_event_context* framing, std::uint8_t* out, std::size_t room, int, void* self);
    static ssize_t on_send(wslay_event_context* framing, const std::uint8_t* data, std::size_t size, int, void* self);
    static int on_mask(wslay_event_context*, std::uint8_t* out, std::size_t size, void*);
    static void on_message(wslay_event_context*, const wslay_event_on_msg_recv_arg* message, void* self);

    Loop& loop_;
    WebSocketRequest request_;
    WebSocketEvents events_;
    Url url_;
    Stage stage_ = Stage::waiting;
    std::shared_ptr<Connection> connection_;
    std::optional<Upgrade> upgrade_;
    std::string unsent_request_;
    std::string received_;  // by the connection, not yet by the framing
    std::size_t taken_ = 0;
    bool connection_ended_ = false;
    std::unique_ptr<wslay_event_context, FreeFraming> framing_;
    std::optional<Error> problem_;  // inside a callback of the framing
    TimerId timer_ = 0;
    Clock::time_point last_activity_;
    bool has_queued_ = false;
    bool closed_by_us_ = false;
    const char* bad_close_ = nullptr;  // what was wrong with theirs
    bool is_last_wait_ = false;
    WebSocketEnd ending_;
};

void Client::begin() {
    timer_ = loop_.after(Milliseconds(0), [self = shared_from_this()] {
        self->timer_ = 0;
        self->connect();
    });
}

void Client::connect() {
    auto url = parse_url(request_.url, "ws wss");
    if (!url) return end(WebSocketEnd::How::never_open, url.error());
    for (const Header& header : request_.headers) {
        if (auto fine = check_header(header); !fine) return end(WebSocketEnd::How::never_open, fine.error());
    }
    url_ = std::move(*url);
    if (auto prepared = prepare_framing(); !prepared) return end(WebSocketEnd::How::never_open, prepared.error());
    const std::string place = (url_.scheme == "wss" ? "https://" : "http://") + url_.authority;
    ConnectionEvents events;
    events.on_connected = [self = shared_from_this()](Result<void> result) { self->connected(std::move(result)); };
    events.on_ready = [self = shared_from_this()] { self->ready(); };
    stage_ = Stage::connecting;
    auto connection = loop_.connect(place, request_.timeouts.connect, std::move(events));
    if (!connection) return end(WebSocketEnd::How::never_open, connection.error());
    connection_ = std::move(*connection);
}

Result<void> Client::prepare_framing() {
    if (framing_) return {};
    wslay_event_callbacks callbacks{};
    callbacks.recv_callback = &Client::on_recv;
    callbacks.send_callback = &Client::on_send;
    callbacks.genmask_callback = &Client::on_mask;
    callbacks.on_msg_recv_callback = &Client::on_message;
    wslay_event_context* framing = nullptr;
    if (wslay_event_context_client_init(&framing, &callbacks, this) != 0) return out_of_memory();
    framing_.reset(framing);
    wslay_event_config_set_max_recv_msg_length(framing, request_.max_message_bytes);
    return {};
}

void Client::connected(Result<void> result) {
    if (is_over()) return;
    if (!result) {
        const bool cancelled = result.error().status == CONCH_E_CANCELLED;
        return end(cancelled ? WebSocketEnd::How::cancelled : WebSocketEnd::How::never_open, result.error());
    }
    std::array<std::uint8_t, 16> nonce{};
    if (auto filled = platform::random_bytes(nonce); !filled) return end(WebSocketEnd::How::never_open, filled.error());
    upgrade_.emplace(url_, request_.headers, nonce);
    unsent_request_ = upgrade_->request();
    stage_ = Stage::upgrading;
    last_activity_ = Clock::now();
    arm(request_.timeouts.first_byte, "waiting for the answer of");
    ready();
}

void Client::ready() {
    if (is_over()) return;
    const auto self = shared_from_this();  // the events may let go of the last other holder
    while (!connection_ended_) {
        const auto received = connection_->receive(received_);
        if (!received) {
            if (received.error().status == CONCH_E_CANCELLED)
                return end(WebSocketEnd::How::cancelled, received.error());
            // What came before the break still counts.
            problem_ = received.error();
            connection_ended_ = true;
            break;
        }
        if (*received == Connection::Received::nothing_yet) break;
        connection_ended_ = *received == Connection::Received::end;
        last_activity_ = Clock::now();
        if (stage_ == Stage::upgrading && !connection_ended_) upgrade();
        if (is_streaming()) exchange();
        if (is_over()) return;
    }
    if (stage_ == Stage::upgrading) upgrade();
    if (is_streaming()) exchange();
    if (is_streaming()) look_for_the_end();
}

bool Client::flush_request() {
    while (!unsent_request_.empty()) {
        const auto sent = connection_->send(unsent_request_);
        if (!sent) {
            give_up(sent.error());
            return false;
        }
        if (*sent == 0) return true;
        unsent_request_.erase(0, *sent);
    }
    return true;
}

void Client::upgrade() {
    if (!flush_request()) return;
    const std::string bytes = std::exchange(received_, {});
    auto state = upgrade_->push(bytes);
    if (state && *state == Upgrade::State::reading && connection_ended_) state = upgrade_->end();
    if (!state) {
        Error error = problem_ && state.error().status == CONCH_E_NETWORK ? *problem_ : state.error();
        error.retriable = error.status == CONCH_E_NETWORK;
        return give_up(std::move(error));
    }
    if (*state == Upgrade::State::reading) return;
    if (*state == Upgrade::State::refused) {
        ending_.response = upgrade_->response();
        Error error = error_with(CONCH_E_UNEXPECTED, url_.authority + " did not open a WebSocket: HTTP " +
                                                         std::to_string(ending_.response.code));
        error.http_code = ending_.response.code;
        return end(WebSocketEnd::How::refused, std::move(error));
    }
    // What came right behind the answer is the beginning of the first frame.
    received_ = upgrade_->rest();
    upgrade_.reset();
    stage_ = Stage::open;
    arm(request_.timeouts.idle, "reading from");
    if (events_.on_open) events_.on_open();
}

void Client::exchange() {
    const int result = wslay_event_recv(framing_.get());
    if (is_over()) return;
    if (result == WSLAY_ERR_NOMEM || (problem_ && problem_->status == CONCH_E_NO_MEMORY)) {
        return give_up(error_with(CONCH_E_NO_MEMORY, "out of memory"));
    }
    flush();
}

void Client::flush() {
    // Also from inside wslay_event_recv(): so an answer goes out before the next message is looked at, which may be
    // broken.
    if (!is_streaming() || wslay_event_want_write(framing_.get()) == 0) return;
    const int result = wslay_event_send(framing_.get());
    if (result == WSLAY_ERR_NOMEM) give_up(error_with(CONCH_E_NO_MEMORY, "out of memory"));
    // When nothing can be sent any more, what they said before may still come in: reading finds the end.
}

void Client::look_for_the_end() {
    if (connection_ended_) return end_stream();
    // Both have said close, or we have told them what was wrong: nobody waits for long then.
    wslay_event_context* framing = framing_.get();
    const bool nothing_more =
        wslay_event_get_close_received(framing) != 0 || wslay_event_get_read_enabled(framing) == 0;
    if (nothing_more && !is_last_wait_ && wslay_event_get_close_sent(framing) != 0) {
        is_last_wait_ = true;
        stage_ = Stage::closing;
        arm(kPatienceForEnd, nullptr);
    }
}

void Client::end_stream() {
    wslay_event_context* framing = framing_.get();
    if (bad_close_ != nullptr)
        return give_up(error_with(CONCH_E_RESPONSE, url_.authority + " sent a close whose " + bad_close_));
    if (wslay_event_get_close_received(framing) != 0) return end(WebSocketEnd::How::closed);
    if (!closed_by_us_ && wslay_event_get_close_sent(framing) != 0) {
        const int code = wslay_event_get_status_code_sent(framing);
        const char* what = code == WSLAY_CODE_MESSAGE_TOO_BIG              ? "a message larger than is taken"
                           : code == WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA ? "text that is not UTF-8"
                                                                           : "what is not WebSocket";
        return give_up(
            error_with(CONCH_E_RESPONSE, url_.authority + " sent " + what + " (" + std::to_string(code) + ")"));
    }
    Error error =
        problem_ ? *problem_ : error_with(CONCH_E_NETWORK, url_.authority + " ended the stream in the middle");
    error.retriable = true;
    give_up(std::move(error));
}

void Client::queue(std::uint8_t opcode, std::string_view data) {
    if (is_over() || stage_ == Stage::closing) return;
    if (auto prepared = prepare_framing(); !prepared) return;
    const wslay_event_msg message{opcode, reinterpret_cast<const std::uint8_t*>(data.data()), data.size()};
    if (wslay_event_queue_msg(framing_.get(), &message) == 0) has_queued_ = true;
    flush();
}

void Client::close(std::uint16_t code, std::string_view reason) {
    if (is_over() || stage_ == Stage::closing) return;
    if (stage_ != Stage::open) return cancel();
    closed_by_us_ = true;
    reason = reason.substr(0, kMaxReasonBytes);
    wslay_event_queue_close(framing_.get(), code, reinterpret_cast<const std::uint8_t*>(reason.data()), reason.size());
    stage_ = Stage::closing;
    arm(kPatienceForClose, nullptr);
    flush();
}

void Client::cancel() {
    if (is_over()) return;
    stage_ = Stage::cancelling;
    disarm();
    if (connection_) connection_->close();
    timer_ = loop_.after(Milliseconds(0), [self = shared_from_this()] {
        self->timer_ = 0;
        self->end(WebSocketEnd::How::cancelled, error_with(CONCH_E_CANCELLED, "cancelled"));
    });
}

void Client::arm(Milliseconds limit, const char* what) {
    disarm();
    if (limit.count() <= 0) return;
    const auto left = std::chrono::ceil<Milliseconds>(last_activity_ + limit - Clock::now());
    const bool counts_from_now = what == nullptr;
    timer_ = loop_.after(
        counts_from_now ? limit : std::max(left, Milliseconds(0)), [self = shared_from_this(), limit, what] {
            self->timer_ = 0;
            if (what == nullptr) return self->end_stream();  // the closing handshake took long enough
            if (Clock::now() < self->last_activity_ + limit) return self->arm(limit, what);
            Error error = error_with(CONCH_E_NETWORK_TIMEOUT, std::string(what) + " " + self->url_.authority +
                                                                  ": nothing came within the " +
                                                                  std::to_string(limit.count()) + " ms allowed");
            error.retriable = true;
            self->give_up(std::move(error));
        });
}

void Client::disarm() {
    loop_.cancel_timer(timer_);
    timer_ = 0;
}

void Client::end(WebSocketEnd::How how, Error error) {
    if (stage_ == Stage::ended) return;
    const auto self = shared_from_this();
    stage_ = Stage::ended;
    disarm();
    if (connection_) connection_->close();
    ending_.how = how;
    ending_.error = std::move(error);
    if (framing_) {
        const bool close_came = wslay_event_get_close_received(framing_.get()) != 0;
        if (close_came) ending_.close_code = wslay_event_get_status_code_received(framing_.get());
    }
    const WebSocketEvents events = std::exchange(events_, {});
    if (events.on_end) events.on_end(std::move(ending_));
}

std::ptrdiff_t Client::take_bytes(std::uint8_t* out, std::size_t room) {
    const std::size_t count = std::min(room, received_.size() - taken_);
    std::copy_n(received_.data() + taken_, count, reinterpret_cast<char*>(out));
    taken_ += count;
    if (taken_ == received_.size()) {
        received_.clear();
        taken_ = 0;
    }
    return static_cast<std::ptrdiff_t>(count);
}

ssize_t Client::on_recv(wslay_event_context* framing, std::uint8_t* out, std::size_t room, int, void* self) {
    const auto count = static_cast<Client*>(self)->take_bytes(out, room);
    if (count == 0) wslay_event_set_error(framing, WSLAY_ERR_WOULDBLOCK);
    return count > 0 ? count : -1;
}

std::ptrdiff_t Client::put_bytes(const std::uint8_t* data, std::size_t size) {
    const auto sent = connection_->send({reinterpret_cast<const char*>(data), size});
    if (!sent) {
        if (!problem_) problem_ = sent.error();
        return -1;
    }
    if (*sent > 0 && has_queued_) ending_.message_may_be_out = true;
    return static_cast<std::ptrdiff_t>(*sent);
}

ssize_t Client::on_send(wslay_event_context* framing, const std::uint8_t* data, std::size_t size, int, void* self) {
    std::ptrdiff_t count = -1;
    try {
        count = static_cast<Client*>(self)->put_bytes(data, size);
    } catch (...) {
        static_cast<Client*>(self)->problem_.emplace().status = CONCH_E_NO_MEMORY;
    }
    if (count < 0) {
        wslay_event_set_error(framing, WSLAY_ERR_CALLBACK_FAILURE);
    } else if (count == 0) {
        wslay_event_set_error(framing, WSLAY_ERR_WOULDBLOCK);
    }
    return count > 0 ? count : -1;
}

int Client::on_mask(wslay_event_context*, std::uint8_t* out, std::size_t size, void*) {
    return platform::random_bytes({out, size}) ? 0 : -1;
}

void Client::on_message(wslay_event_context* framing, const wslay_event_on_msg_recv_arg* message, void* self) {
    try {
        static_cast<Client*>(self)->take_message(*message);
    } catch (...) {
        static_cast<Client*>(self)->problem_.emplace().status = CONCH_E_NO_MEMORY;
        wslay_event_set_error(framing, WSLAY_ERR_CALLBACK_FAILURE);
    }
}

void Client::take_message(const wslay_event_on_msg_recv_arg& message) {
    const std::string_view data(reinterpret_cast<const char*>(message.msg), message.msg_length);
    if (message.opcode == WSLAY_CONNECTION_CLOSE) {
        // wslay leaves the two bytes of the code in front.
        const std::string reason(data.size() > 2 ? data.substr(2) : "");
        // RFC 6455, 5.5.1. Half a code wslay takes for none; of each piece of a reason it leaves out two bytes.
        if (data.size() == 1) bad_close_ = "code is half a one";
        if (with_valid_utf8(reason) != reason) bad_close_ = "reason is not UTF-8";
        ending_.close_reason = redact(reason);
    } else if (!wslay_is_ctrl_frame(message.opcode) && is_streaming() && events_.on_message) {
        events_.on_message({message.opcode == WSLAY_TEXT_FRAME, std::string(data)});
    }
}

}  // namespace

std::shared_ptr<WebSocket> open_web_socket(Loop& loop, WebSocketRequest request, WebSocketEvents events) {
    auto client = std::make_shared<Client>(loop, std::move(request), std::move(events));
    client->begin();
    return client;
}

}  // namespace conch::net
