#include "script.hpp"

#include "net/upgrade.hpp"

namespace conch::test {

namespace {

constexpr const char* kBase = "/v1/minimax";

bool matches(const std::string& pattern, const std::string& what) {
    if (pattern.back() != '*') return pattern == what;  // "*" alone is all
    return what.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0;
}

// "GET /videos" of a request, without base and query.
std::string what_of(const HttpRequest& request) {
    std::string path = request.target.substr(0, request.target.find('?'));
    if (path.rfind(kBase, 0) == 0) path.erase(0, std::string(kBase).size());
    return request.method + " " + path;
}

}  // namespace

Script::Script() : server_([this](Peer& peer) { serve(peer); }) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    const std::string base = server_.url(kBase);
    options.base_url = base.c_str();
    options.api_token = "the-token-of-the-tests";
    options.download_directory = folder.path().c_str();
    options.poll_interval_ms = 20;
    conch_error* error = nullptr;
    EXPECT_EQ(conch_client_create(&options, &client, &error), CONCH_OK) << conch_error_message(error, nullptr);
}

Script::~Script() {
    conch_client_destroy(client);
}

void Script::on(const std::string& what, Session session) {
    const std::lock_guard lock(mutex_);
    sessions_[what] = std::move(session);
}

void Script::on(const std::string& what, int code, const std::string& body) {
    on(what, [code, body](Peer& peer, const HttpRequest&) { peer.answer(code, body); });
}

std::vector<HttpRequest> Script::seen(const std::string& what) {
    const std::lock_guard lock(mutex_);
    std::vector<HttpRequest> found;
    for (const HttpRequest& request : requests_) {
        if (matches(what, what_of(request))) found.push_back(request);
    }
    return found;
}

void Script::serve(Peer& peer) {
    while (const auto request = peer.read_request()) {
        Session session;
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(*request);
            const std::string what = what_of(*request);
            // The longest pattern is the one that means it.
            std::size_t longest = 0;
            for (const auto& [pattern, found] : sessions_) {
                if (!matches(pattern, what) || pattern.size() < longest) continue;
                longest = pattern.size();
                session = found;
            }
        }
        if (session) {
            session(peer, *request);
        } else {
            peer.answer(404, R"({"error":"not in the script"})");
        }
    }
}

Ending Script::call(const char* operation, const std::string& params) {
    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_status status =
        conch_call(client, conch_operation_from_name(operation), params.c_str(), nullptr, &task, &error);
    return status == CONCH_OK ? end(task) : refused(status, error);
}

Ending Script::list(const char* operation, const std::string& params, std::uint64_t most) {
    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_status status =
        conch_list(client, conch_operation_from_name(operation), params.c_str(), most, nullptr, &task, &error);
    return status == CONCH_OK ? end(task) : refused(status, error);
}

Ending Script::make(std::int32_t kind, const std::string& params, std::uint32_t flags) {
    return end(begin(kind, params, flags));
}

void accept_web_socket(Peer& peer, const HttpRequest& request) {
    peer.send(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: " +
        net::accept_for(request.headers.at("sec-websocket-key")) + "\r\n\r\n");
}

std::string read_web_socket_text(Peer& peer) {
    const std::string head = peer.read_exactly(2).value_or("\x81\x80");
    std::size_t size = static_cast<unsigned char>(head[1]) & 0x7FU;
    if (size == 126) {
        const std::string longer = peer.read_exactly(2).value_or(std::string(2, '\0'));
        size = static_cast<std::size_t>(static_cast<unsigned char>(longer[0])) << 8U |
               static_cast<unsigned char>(longer[1]);
    }
    const std::string mask = peer.read_exactly(4).value_or("    ");
    std::string payload = peer.read_exactly(size).value_or("");
    for (std::size_t i = 0; i < payload.size(); ++i)
        payload[i] = static_cast<char>(payload[i] ^ mask[i % 4]);
    return payload;
}

void send_web_socket_text(Peer& peer, std::string_view text) {
    std::string bytes = "\x81";
    if (text.size() < 126) {
        bytes += static_cast<char>(text.size());
    } else {
        bytes += '\x7E';
        bytes += static_cast<char>(text.size() >> 8U);
        bytes += static_cast<char>(text.size() & 0xFFU);
    }
    peer.send(bytes.append(text));
}

}  // namespace conch::test
