#include "net/webhook_listener.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <list>
#include <optional>
#include <utility>
#include <vector>

#include "net/header_rules.hpp"
#include "platform/system_error.hpp"

namespace conch::net {

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kMaxConnections = 64;
constexpr std::size_t kMaxCallbackHead = 16U << 10U;

class Socket {
  public:
    explicit Socket(int fd = -1) : fd_(fd) {}
    Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket& operator=(Socket&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Socket() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }

  private:
    int fd_;
};

struct Caller {
    Socket socket;
    std::string received;
    Steady::time_point until;
};

struct Head {
    std::string_view method;
    std::string_view path;
    std::size_t body_begins = 0;
    std::optional<std::size_t> content_length;
    bool sound = false;
};

// The request's head, once it is complete. Only what a callback needs: no chunked bodies, no continuation lines.
std::optional<Head> read_head(std::string_view received) {
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    Head head;
    head.body_begins = end + 4;
    std::string_view lines = received.substr(0, end + 2);
    const std::string_view first = lines.substr(0, lines.find("\r\n"));
    const std::size_t one = first.find(' ');
    const std::size_t two = first.rfind(' ');
    if (one == std::string_view::npos || two == one || first.substr(two + 1, 5) != "HTTP/") return head;
    head.method = first.substr(0, one);
    head.path = first.substr(one + 1, two - one - 1);
    for (lines.remove_prefix(first.size() + 2); !lines.empty();) {
        const std::string_view line = lines.substr(0, lines.find("\r\n"));
        lines.remove_prefix(line.size() + 2);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0) return head;
        const std::string_view name = line.substr(0, colon);
        if (same_without_case(name, "transfer-encoding")) return head;
        if (!same_without_case(name, "content-length")) continue;
        const auto length = number_in(trimmed(line.substr(colon + 1)));
        if (!length || head.content_length) return head;
        head.content_length = *length;
    }
    head.sound = true;
    return head;
}

// Takes as long for a wrong path as for the right one: the path is a secret.
bool equal_in_constant_time(std::string_view one, std::string_view other) {
    unsigned difference = one.size() == other.size() ? 0U : 1U;
    for (std::size_t i = 0; i < one.size(); ++i) {
        const char against = other.empty() ? '\0' : other[i % other.size()];
        difference |= static_cast<unsigned>(static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(against));
    }
    return difference == 0;
}

void answer(const Caller& connection, std::string_view status) {
    const std::string text = "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    // A sender that does not read its few bytes has lost them.
    static_cast<void>(::send(connection.socket.get(), text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

}  // namespace

class WebhookListener::Server {
  public:
    Server(WebhookListenerOptions options, std::function<void(std::string)> on_body, Socket listening,
           platform::WakeupFd stop, std::uint16_t port)
        : options_(std::move(options)),
          on_body_(std::move(on_body)),
          listening_(std::move(listening)),
          stop_(std::move(stop)),
          port_(port) {}

    void run() {
        while (!stopping_.load()) {
            std::vector<pollfd> waiting{{stop_.fd(), POLLIN, 0}};
            // With all places taken, new callers wait in the system's queue.
            const bool room = connections_.size() < kMaxConnections;
            waiting.push_back({room ? listening_.get() : -1, POLLIN, 0});
            for (const Caller& connection : connections_)
                waiting.push_back({connection.socket.get(), POLLIN, 0});
            if (::poll(waiting.data(), waiting.size(), next_timeout()) < 0 && errno != EINTR) return;

            std::size_t place = 2;
            const auto now = Steady::now();
            connections_.remove_if([&](Caller& connection) {
                const bool readable = waiting[place++].revents != 0;
                if (readable) return receive(connection);
                if (now < connection.until) return false;
                answer(connection, "408 Request Timeout");
                return true;
            });
            if (waiting[1].revents != 0) accept_one();
        }
    }

    void stop() {
        stopping_.store(true);
        stop_.signal();
    }
    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    [[nodiscard]] int next_timeout() const {
        if (connections_.empty()) return -1;
        const auto first = std::min_element(connections_.begin(), connections_.end(),
                                            [](const Caller& a, const Caller& b) { return a.until < b.until; });
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(first->until - Steady::now()).count();
        return static_cast<int>(std::max<std::int64_t>(0, left + 1));
    }

    void accept_one() {
        Socket socket(::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (socket.get() < 0) return;
        connections_.push_back({std::move(socket), {}, Steady::now() + options_.request_timeout});
    }

    // True when the connection is done with.
    bool receive(Caller& connection) {
        std::array<char, 16384> bytes{};
        const ssize_t count = ::recv(connection.socket.get(), bytes.data(), bytes.size(), 0);
        if (count < 0) return errno != EAGAIN && errno != EINTR;
        if (count == 0) return true;
        connection.received.append(bytes.data(), static_cast<std::size_t>(count));

        const auto head = read_head(connection.received);
        if (!head) {
            if (connection.received.size() <= kMaxCallbackHead) return false;
            answer(connection, "431 Request Header Fields Too Large");
            return true;
        }
        if (!head->sound) {
            answer(connection, "400 Bad Request");
            return true;
        }
        if (!equal_in_constant_time(head->path, options_.path)) {
            answer(connection, "404 Not Found");
            return true;
        }
        if (head->method != "POST") {
            answer(connection, "405 Method Not Allowed");
            return true;
        }
        if (!head->content_length) {
            answer(connection, "411 Length Required");
            return true;
        }
        if (*head->content_length > options_.max_body_bytes) {
            answer(connection, "413 Content Too Large");
            return true;
        }
        if (connection.received.size() - head->body_begins < *head->content_length) return false;
        answer(connection, "204 No Content");
        on_body_(connection.received.substr(head->body_begins, *head->content_length));
        return true;
    }

    const WebhookListenerOptions options_;
    const std::function<void(std::string)> on_body_;
    const Socket listening_;
    const platform::WakeupFd stop_;
    const std::uint16_t port_;
    std::atomic<bool> stopping_{false};
    std::list<Caller> connections_;
};

namespace {

tl::unexpected<KeptError> cannot_listen(const WebhookListenerOptions& options, const std::string& why) {
    return fail(CONCH_E_ARGUMENT,
                "webhook: cannot listen on " + options.address + " port " + std::to_string(options.port) + ": " + why);
}

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

std::optional<Address> parse_address(const WebhookListenerOptions& options) {
    Address address;
    auto* four = reinterpret_cast<sockaddr_in*>(&address.storage);
    auto* six = reinterpret_cast<sockaddr_in6*>(&address.storage);
    if (::inet_pton(AF_INET, options.address.c_str(), &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(options.port);
        address.size = sizeof *four;
    } else if (::inet_pton(AF_INET6, options.address.c_str(), &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(options.port);
        address.size = sizeof *six;
    } else {
        return std::nullopt;
    }
    return address;
}

std::uint16_t port_of(int socket) {
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &size);
    return ntohs(bound.ss_family == AF_INET ? reinterpret_cast<sockaddr_in*>(&bound)->sin_port
                                            : reinterpret_cast<sockaddr_in6*>(&bound)->sin6_port);
}

}  // namespace

Result<std::unique_ptr<WebhookListener>> WebhookListener::start(WebhookListenerOptions options,
                                                                std::function<void(std::string)> on_body) {
    const auto address = parse_address(options);
    if (!address) return cannot_listen(options, "not an IP address");
    Socket socket(::socket(address->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (socket.get() < 0) return cannot_listen(options, platform::errno_text(errno));
    const int on = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address->storage), address->size) != 0 ||
        ::listen(socket.get(), static_cast<int>(kMaxConnections)) != 0) {
        return cannot_listen(options, platform::errno_text(errno));
    }
    auto stop = platform::WakeupFd::create();
    if (!stop) return fail(stop.error());
    const std::uint16_t port = port_of(socket.get());
    auto server =
        std::make_shared<Server>(std::move(options), std::move(on_body), std::move(socket), std::move(*stop), port);
    std::unique_ptr<WebhookListener> listener(new WebhookListener(server));
    auto thread = platform::Thread::start("conch-webhook", [server] { server->run(); });
    if (!thread) return fail(thread.error());
    listener->thread_ = std::move(*thread);
    return listener;
}

WebhookListener::WebhookListener(std::shared_ptr<Server> server) : server_(std::move(server)) {}

WebhookListener::~WebhookListener() {
    server_->stop();
    thread_.join_within(std::chrono::seconds(1));
}

std::uint16_t WebhookListener::port() const {
    return server_->port();
}

}  // namespace conch::net
