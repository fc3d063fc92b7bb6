#include "support/tcp_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <utility>

namespace conch::test {

namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

int bound_socket() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(0);
    if (descriptor < 0 || ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("no loopback socket for a test server");
    }
    return descriptor;
}

int port_of(int descriptor) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

HttpRequest parsed(const std::string& head) {
    HttpRequest request;
    request.head = head;
    const std::size_t line_end = head.find("\r\n");
    const std::string line = head.substr(0, line_end);
    request.method = line.substr(0, line.find(' '));
    const std::size_t target = request.method.size() + 1;
    request.target = line.substr(target, line.rfind(' ') - target);
    for (std::size_t at = line_end + 2; at + 2 < head.size();) {
        const std::size_t end = head.find("\r\n", at);
        const std::size_t colon = head.find(':', at);
        std::string name = head.substr(at, colon - at);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::size_t value = head.find_first_not_of(' ', colon + 1);
        request.headers[name] = head.substr(value, end - value);
        at = end + 2;
    }
    return request;
}

}  // namespace

std::string Peer::read_some(std::size_t most) {
    if (!unread_.empty()) {
        std::string taken = unread_.substr(0, most);
        unread_.erase(0, taken.size());
        return taken;
    }
    std::string bytes(most, '\0');
    const ssize_t got = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

std::optional<std::string> Peer::read_until(std::string_view end) {
    std::string bytes;
    for (;;) {
        const std::size_t found = bytes.find(end);
        if (found != std::string::npos) {
            unread_ = bytes.substr(found + end.size()) + unread_;
            bytes.resize(found + end.size());
            return bytes;
        }
        const std::string more = read_some();
        if (more.empty()) return std::nullopt;
        bytes += more;
    }
}

std::optional<std::string> Peer::read_exactly(std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) {
        const std::string more = read_some(count - bytes.size());
        if (more.empty()) return std::nullopt;
        bytes += more;
    }
    return bytes;
}

std::optional<HttpRequest> Peer::read_request(bool answer_expect) {
    const auto head = read_until("\r\n\r\n");
    if (!head) return std::nullopt;
    HttpRequest request = parsed(*head);
    if (answer_expect && request.headers.count("expect") != 0) send("HTTP/1.1 100 Continue\r\n\r\n");
    if (const auto length = request.headers.find("content-length"); length != request.headers.end()) {
        auto body = read_exactly(std::stoull(length->second));
        if (!body) return std::nullopt;
        request.body = std::move(*body);
    }
    return request;
}

void Peer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (put <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

void Peer::answer(int code, std::string_view body, std::string_view more_headers) {
    std::string text =
        "HTTP/1.1 " + std::to_string(code) + " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    text.append(more_headers).append("\r\n").append(body);
    send(text);
}

void Peer::send_byte_by_byte(std::string_view bytes) {
    const int on = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    for (const char byte : bytes)
        send({&byte, 1});
}

void Peer::stop_sending() {
    ::shutdown(descriptor_, SHUT_WR);
}

void Peer::reset() {
    const linger at_once{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    // Takes the socket's place, so that the number stays ours until the server closes it.
    const int replacement = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::dup2(replacement, descriptor_);
    ::close(replacement);
}

void Peer::ignore_until_closed() {
    while (!read_some().empty()) {
    }
}

void Peer::tunnel_to(int port) {
    const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (::connect(other, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        Peer far(other);
        pollfd both[2] = {{descriptor_, POLLIN, 0}, {other, POLLIN, 0}};
        for (bool open = true; open;) {
            ::poll(both, 2, -1);
            for (int i = 0; i < 2 && open; ++i) {
                if (both[i].revents == 0) continue;
                const std::string data = (i == 0 ? *this : far).read_some();
                (i == 0 ? far : *this).send(data);
                open = !data.empty();
            }
        }
    }
    ::close(other);
}

bool Peer::is_connected() const {
    pollfd polled{descriptor_, POLLRDHUP, 0};
    return ::poll(&polled, 1, 0) == 0;
}

void Peer::wait_until_stopped() {
    // Not POLLIN: data that nobody reads is the point.
    pollfd waited{descriptor_, POLLRDHUP, 0};
    while ((waited.revents & (POLLRDHUP | POLLHUP | POLLERR)) == 0)
        ::poll(&waited, 1, -1);
}

TcpServer::TcpServer(Session session)
    : session_(std::move(session)), listener_(bound_socket()), port_(port_of(listener_)) {
    if (::listen(listener_, 256) != 0) throw std::runtime_error("a test server cannot listen");
    acceptor_ = std::thread([this] { accept_all(); });
}

TcpServer::~TcpServer() {
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    {
        const std::lock_guard lock(mutex_);
        for (const int descriptor : open_)
            ::shutdown(descriptor, SHUT_RDWR);
    }
    for (std::thread& session : sessions_)
        session.join();
    ::close(listener_);
}

void TcpServer::accept_all() {
    for (;;) {
        const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (stopping_) {
            if (descriptor >= 0) ::close(descriptor);
            return;
        }
        if (descriptor < 0) continue;  // interrupted, or that one connection was gone already
        ++accepted_;
        join_ended();
        const std::lock_guard lock(mutex_);
        open_.push_back(descriptor);
        sessions_.emplace_back([this, descriptor] {
            Peer peer(descriptor);
            session_(peer);
            const std::lock_guard ended(mutex_);
            open_.erase(std::find(open_.begin(), open_.end(), descriptor));
            ::close(descriptor);
            ended_.push_back(std::this_thread::get_id());
        });
    }
}

// A thread keeps its stack until it is joined, and a fuzzer makes thousands of connections.
void TcpServer::join_ended() {
    std::list<std::thread> over;
    {
        const std::lock_guard lock(mutex_);
        for (const std::thread::id id : std::exchange(ended_, {})) {
            const auto session = std::find_if(sessions_.begin(), sessions_.end(),
                                              [id](const std::thread& each) { return each.get_id() == id; });
            over.splice(over.end(), sessions_, session);
        }
    }
    for (std::thread& session : over)
        session.join();
}

TcpServer::Session TcpServer::serve(std::function<void(Peer&, const HttpRequest&)> answer) {
    return [answer = std::move(answer)](Peer& peer) {
        while (const auto request = peer.read_request())
            answer(peer, *request);
    };
}

std::string TcpServer::url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

int closed_port() {
    const int descriptor = bound_socket();
    const int port = port_of(descriptor);
    ::close(descriptor);
    return port;
}

}  // namespace conch::test
