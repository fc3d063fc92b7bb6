// A service whose answers are written by the test, and a client of it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "support/tasks.hpp"
#include "support/tcp_server.hpp"
#include "support/temp_folder.hpp"

namespace conch::test {

class Script : public testing::Test {
  protected:
    using Session = std::function<void(Peer&, const HttpRequest&)>;

    Script();
    ~Script() override;

    // What is answered to "POST /videos/create" or, with a star at the end, to all paths that begin so. Unknown ones
    // get a 404.
    void on(const std::string& what, Session session);
    void on(const std::string& what, int code, const std::string& body);
    // The requests that came, by the same pattern.
    std::vector<HttpRequest> seen(const std::string& what);

    Ending call(const char* operation, const std::string& params = "{}");
    Ending list(const char* operation, const std::string& params = "{}", std::uint64_t most = 0);
    conch_task begin(std::int32_t kind, const std::string& params, std::uint32_t flags = 0) {
        return begin_job(client, kind, params, flags);
    }
    Ending end(conch_task task) { return take_ending(client, task); }
    Ending make(std::int32_t kind, const std::string& params, std::uint32_t flags = 0);

    [[nodiscard]] std::string url() const { return server_.url(); }

    TempFolder folder;
    conch_client* client = nullptr;

  private:
    void serve(Peer& peer);

    std::mutex mutex_;
    std::map<std::string, Session> sessions_;
    std::vector<HttpRequest> requests_;
    TcpServer server_;
};

// A WebSocket's server side, as far as the tests need it.
void accept_web_socket(Peer& peer, const HttpRequest& request);
std::string read_web_socket_text(Peer& peer);
void send_web_socket_text(Peer& peer, std::string_view text);

}  // namespace conch::test
