// A TCP server on the loopback whose behaviour is a piece of code per connection: answer, dribble, stall, break off.
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace conch::test {

struct HttpRequest {
    std::string method;
    std::string target;
    std::string head;                            // request line and headers as they came
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

// One accepted connection, inside its session.
class Peer {
  public:
    explicit Peer(int descriptor) : descriptor_(descriptor) {}

    // Up to what has come, at most `most` bytes; empty when the other side has ended or the server stops.
    std::string read_some(std::size_t most = 65536);
    // Up to and with `end`; nothing when the connection ends before.
    std::optional<std::string> read_until(std::string_view end);
    std::optional<std::string> read_exactly(std::size_t count);
    // A request with its body by Content-Length; answers an Expect by itself unless told otherwise.
    std::optional<HttpRequest> read_request(bool answer_expect = true);

    void send(std::string_view bytes);
    void answer(int code, std::string_view body, std::string_view more_headers = {});
    // Each byte in a packet of its own.
    void send_byte_by_byte(std::string_view bytes);
    void stop_sending();  // FIN
    void reset();         // RST; nothing can follow
    // Takes in what comes and says nothing, until the other side gives up or the server stops.
    void ignore_until_closed();
    // Becomes a pipe to that port of this machine until one side ends.
    void tunnel_to(int port);
    // False once the other side has gone, or the server stops.
    [[nodiscard]] bool is_connected() const;
    // Reads nothing either.
    void wait_until_stopped();

    [[nodiscard]] int descriptor() const { return descriptor_; }

  private:
    friend class TcpServer;
    int descriptor_;
    std::string unread_;
};

class TcpServer {
  public:
    using Session = std::function<void(Peer&)>;

    explicit TcpServer(Session session);
    ~TcpServer();
    TcpServer(const TcpServer&) = delete;
    TcpServer& operator=(const TcpServer&) = delete;

    // Answers every request on every connection by that function.
    static Session serve(std::function<void(Peer&, const HttpRequest&)> answer);

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::string url(std::string_view path = "/") const;
    [[nodiscard]] int connections() const { return accepted_.load(); }

  private:
    void accept_all();
    void join_ended();

    Session session_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> accepted_{0};
    std::atomic<bool> stopping_{false};
    std::mutex mutex_;
    std::vector<int> open_;
    std::list<std::thread> sessions_;
    std::vector<std::thread::id> ended_;  // of those
    std::thread acceptor_;
};

// A port on which nothing listens.
int closed_port();

}  // namespace conch::test
