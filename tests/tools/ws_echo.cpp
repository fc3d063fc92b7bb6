// conch_ws_echo URL AGENT: sends every message of a fuzzing WebSocket server back to it, through all its cases, and
// asks it to write its report: /getCaseCount, /runCase?case=N&agent=AGENT, /updateReports?agent=AGENT.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "net/loop.hpp"
#include "net/websocket.hpp"

namespace {

using conch::net::Loop;
using conch::net::WebSocket;
using conch::net::WebSocketEnd;
using conch::net::WebSocketEvents;
using conch::net::WebSocketMessage;
using conch::net::WebSocketRequest;

constexpr std::size_t kLargestMessage = 64U << 20U;

class EchoRun {
  public:
    EchoRun(Loop& loop, std::string url, std::string agent)
        : loop_(loop), url_(std::move(url)), agent_(std::move(agent)) {
        while (url_.ends_with('/'))
            url_.pop_back();
    }

    void begin() {
        open(
            "/getCaseCount",
            [this](const WebSocketMessage& message) {
                cases_ = static_cast<int>(std::strtol(message.data.c_str(), nullptr, 10));
            },
            [this](const WebSocketEnd& end) {
                if (cases_ > 0) return next();
                problem_ = end.error.message.empty() ? "the server told no number of cases" : end.error.message;
                loop_.stop();
            });
    }

    [[nodiscard]] int result() const {
        if (!problem_.empty()) std::fprintf(stderr, "%s\n", problem_.c_str());
        return problem_.empty() ? 0 : 1;
    }

  private:
    void next() {
        if (++case_ > cases_) {
            open(
                "/updateReports?agent=" + agent_, [](const WebSocketMessage&) {},
                [this](const WebSocketEnd&) {
                    std::printf("%d cases\n", cases_);
                    loop_.stop();
                });
            return;
        }
        open(
            "/runCase?case=" + std::to_string(case_) + "&agent=" + agent_,
            [this](WebSocketMessage message) {
                message.is_text ? socket_->send_text(std::move(message.data))
                                : socket_->send_binary(std::move(message.data));
            },
            [this](const WebSocketEnd& end) {
                if (end.how == WebSocketEnd::How::never_open || end.how == WebSocketEnd::How::refused) {
                    problem_ = end.error.message;
                    loop_.stop();
                    return;
                }
                next();
            });
    }

    void open(const std::string& target, std::function<void(WebSocketMessage)> on_message,
              std::function<void(WebSocketEnd)> on_end) {
        WebSocketRequest request;
        request.url = url_ + target;
        request.max_message_bytes = kLargestMessage;
        WebSocketEvents events;
        events.on_message = std::move(on_message);
        events.on_end = std::move(on_end);
        socket_ = conch::net::open_web_socket(loop_, std::move(request), std::move(events));
    }

    Loop& loop_;
    std::string url_;
    std::string agent_;
    std::shared_ptr<WebSocket> socket_;
    std::string problem_;
    int cases_ = 0;
    int case_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: conch_ws_echo URL AGENT\n");
        return 2;
    }
    (void)std::signal(SIGPIPE, SIG_IGN);
    auto loop = Loop::create({});
    if (!loop) {
        std::fprintf(stderr, "%s\n", loop.error().message.c_str());
        return 1;
    }
    EchoRun run(**loop, argv[1], argv[2]);
    run.begin();
    (*loop)->run();
    return run.result();
}
