// A service that behaves as its caller asks: the first part of the path names a script, the rest is the API's path.
// `http://127.0.0.1:PORT/html/accounts` answers `GET accounts` with a web page. Tests choose by the client's base URL.
//
// Prints "PORT ELSEWHERE" when ready, then one line for each request to a script that says so, and ends with its
// standard input. ELSEWHERE is the port of another host, for redirects; what it saw is told by GET /seen/accounts.
#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "support/tcp_server.hpp"

namespace {

using conch::test::Peer;
using conch::test::TcpServer;

constexpr std::uint64_t kGibibyte = 1ULL << 30U;

struct Elsewhere {
    std::atomic<int> requests{0};
    std::atomic<int> with_credentials{0};
    int port = 0;
};

// One request, read up to the end of its head.
struct Exchange {
    Peer& peer;
    std::string method;
    std::string script;
    std::string path;  // "/accounts", with the query
    std::map<std::string, std::string> headers;
    bool body_read = false;

    [[nodiscard]] std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
    void accept_body() const {
        if (!header("expect").empty()) peer.send("HTTP/1.1 100 Continue\r\n\r\n");
    }
    [[nodiscard]] std::string body_text() {
        body_read = true;
        accept_body();
        if (header("content-length").empty()) return "null";
        return peer.read_exactly(std::stoull(header("content-length"))).value_or("null");
    }
    // Takes the body in and forgets it.
    void read_body() {
        if (std::exchange(body_read, true)) return;
        accept_body();
        std::uint64_t left = header("content-length").empty() ? 0 : std::stoull(header("content-length"));
        while (left > 0) {
            const std::string some = peer.read_some(std::min<std::uint64_t>(left, 65536));
            if (some.empty()) return;
            left -= some.size();
        }
    }
    void answer(int code, std::string_view body, std::string_view more_headers = {}) {
        read_body();
        peer.answer(code, body, std::string("Content-Type: application/json\r\n").append(more_headers));
    }
    void answer_with_clip(std::string_view clip) {
        read_body();
        peer.answer(200, clip, "Content-Type: video/mp4\r\nETag: \"clip\"\r\n");
    }
};

std::optional<Exchange> read_head(Peer& peer) {
    auto head = peer.read_exactly(1);
    if (!head) return std::nullopt;
    if (*head == "\x16") {  // somebody begins TLS
        peer.answer(400, "no secure connections here", "Connection: close\r\n");
        peer.stop_sending();
        return std::nullopt;
    }
    const auto rest = peer.read_until("\r\n\r\n");
    if (!rest) return std::nullopt;
    *head += *rest;
    Exchange exchange{peer, {}, {}, {}, {}};
    const std::string line = head->substr(0, head->find("\r\n"));
    exchange.method = line.substr(0, line.find(' '));
    std::string target = line.substr(exchange.method.size() + 1);
    target.resize(target.rfind(' '));
    const std::size_t slash = std::min(target.find('/', 1), target.size());
    exchange.script = target.substr(1, slash - 1);
    exchange.path = target.substr(slash);
    for (std::size_t at = line.size() + 2; at + 2 < head->size();) {
        const std::size_t end = head->find("\r\n", at);
        const std::size_t colon = head->find(':', at);
        std::string name = head->substr(at, colon - at);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char letter) { return std::tolower(letter); });
        exchange.headers[name] = head->substr(colon + 2, end - colon - 2);
        at = end + 2;
    }
    return exchange;
}

void say(const Exchange& exchange) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::cout << exchange.script << ' ' << exchange.method << ' ' << exchange.path << std::endl;
}

// The API, as far as a video needs it: two looks at a job, then it is done. `endless` jobs are never done.
void api(Exchange& exchange) {
    static std::atomic<int> next_id{100};
    static std::mutex mutex;
    static std::map<std::string, int> looks;
    const std::string path = exchange.path.substr(0, exchange.path.find('?'));
    if (path == "/accounts") return exchange.answer(200, R"({"2":{"account":"2","maxJobs":3}})");
    if (path == "/scheduler") return exchange.answer(200, "[]");
    if (path == "/scheduler/available") {
        return exchange.answer(
            200, R"({"executing":[],"available":[{"account":"2","maxJobs":3,"executing":0,"available":3}]})");
    }
    if (path == "/files") return exchange.answer(200, R"({"ossPath":"x","fileID":"user:1-minimax:2-file:3"})");
    if (path == "/videos/create") {
        const std::string id = "user:1-minimax:2-video:" + std::to_string(++next_id);
        return exchange.answer(200, R"({"id":")" + id + R"(","videoId":")" + id + R"("})");
    }
    if (path == "/videos/cancel") return exchange.answer(200, "");
    if (path == "/media/clip.mp4") return exchange.answer_with_clip(std::string(4096, 'v'));
    if (path.rfind("/videos/user:", 0) == 0 || path.rfind("/videos/user%3A", 0) == 0) {
        int look = 0;
        {
            const std::lock_guard lock(mutex);
            look = ++looks[exchange.script + path];
        }
        if (look > 2 && exchange.script != "endless") {
            const std::string link =
                "http://" + exchange.header("host") + "/" + exchange.script + "/media/clip.mp4?Signature=SIGNED-SECRET";
            return exchange.answer(200,
                                   R"({"status":2,"statusFinal":true,"percent":100,"downloadURL":")" + link + "\"}");
        }
        return exchange.answer(200, R"({"status":1,"statusFinal":false,"percent":)" + std::to_string(look % 100) +
                                        R"(,"message":"look )" + std::to_string(look) + "\"}");
    }
    exchange.answer(404, R"({"error":"Not found.","code":404})");
}

void nothing(Exchange& exchange) {
    say(exchange);
    exchange.peer.ignore_until_closed();
}

// The head of an answer and the beginning of its body, then no more.
void drip(Exchange& exchange) {
    exchange.read_body();
    exchange.peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"begun\":");
    say(exchange);
    exchange.peer.ignore_until_closed();
}

// Reads no more of an upload than its head.
void stall_upload(Exchange& exchange) {
    if (exchange.method != "POST" || exchange.path.rfind("/files", 0) != 0) return api(exchange);
    exchange.accept_body();
    say(exchange);
    exchange.peer.wait_until_stopped();
}

void drip_download(Exchange& exchange) {
    if (exchange.path.rfind("/media/", 0) != 0) return api(exchange);
    exchange.peer.send("HTTP/1.1 200 OK\r\nETag: \"big\"\r\nContent-Length: " + std::to_string(kGibibyte) + "\r\n\r\n" +
                       std::string(100'000, 'v'));
    say(exchange);
    exchange.peer.ignore_until_closed();
}

// The job is accepted, and then nobody can be asked about it.
void unavailable(Exchange& exchange) {
    if (exchange.path.rfind("/videos/user", 0) != 0) return api(exchange);
    exchange.answer(503, R"({"error":"upstream is away"})");
    say(exchange);
}

// A finished job whose link leads nowhere and has a secret in it.
void signed_link(Exchange& exchange) {
    if (exchange.path.rfind("/videos/user", 0) != 0) return api(exchange);
    exchange.answer(200, R"({"status":2,"statusFinal":true,"downloadURL":)"
                         R"("http://127.0.0.1:1/clip.mp4?token=SIGNED-SECRET&Signature=SIGNED-SECRET"})");
}

// Jobs that are never done, shown by the list as well. GET accounts tells how often it was asked for what.
void crowd(Exchange& exchange) {
    static std::atomic<int> jobs{0};
    static std::atomic<int> lists{0};
    static std::atomic<int> looks{0};
    const auto item = [](int number) {
        return R"({"videoId":"user:1-minimax:2-video:)" + std::to_string(number) +
               R"(","status":1,"statusFinal":false,"percent":40})";
    };
    if (exchange.path.rfind("/accounts", 0) == 0) {
        return exchange.answer(200, R"({"lists":)" + std::to_string(lists) + R"(,"looks":)" + std::to_string(looks) +
                                        R"(,"jobs":)" + std::to_string(jobs) + "}");
    }
    if (exchange.path.rfind("/videos/create", 0) == 0) return exchange.answer(200, item(++jobs));
    if (exchange.path.rfind("/videos/user", 0) == 0) {
        ++looks;
        return exchange.answer(200, item(0));
    }
    ++lists;
    std::string page;
    for (int number = jobs; number > 0 && number > jobs - 100; --number)
        page += (page.empty() ? "" : ",") + item(number);
    exchange.answer(200, "[" + page + "]");
}

void flood(Peer& peer, bool chunked, std::string_view piece) {
    char size[32];
    std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
    for (std::uint64_t sent = 0; sent < kGibibyte; sent += piece.size()) {
        if (chunked) peer.send(size);
        peer.send(piece);
        if (chunked) peer.send("\r\n");
        if (!peer.is_connected()) return;
    }
}

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

// Answers that the service should never send; the connection stays usable unless the script ends it.
const std::map<std::string, std::function<void(Exchange&)>> kScripts{
    {"ok", api},
    {"endless", api},
    {"nothing", nothing},
    {"drip", drip},
    {"stall-upload", stall_upload},
    {"drip-download", drip_download},
    {"crowd", crowd},
    {"unavailable", unavailable},
    {"signed-link", signed_link},
    {"html",
     [](Exchange& exchange) {
         exchange.read_body();
         exchange.peer.answer(200, "<!DOCTYPE html><html><body>Welcome to the hotel's Wi-Fi</body></html>",
                              "Content-Type: text/html\r\n");
     }},
    {"html-502",
     [](Exchange& exchange) {
         exchange.read_body();
         exchange.peer.answer(502, "<html><h1>502 Bad Gateway</h1></html>", "Content-Type: text/html\r\n");
     }},
    {"half-json", [](Exchange& exchange) { exchange.answer(200, R"({"accounts":[{"account":"2","max)"); }},
    {"deep-json", [](Exchange& exchange) { exchange.answer(200, repeated("[", 100'000) + repeated("]", 100'000)); }},
    {"deep-objects",
     [](Exchange& exchange) { exchange.answer(200, repeated(R"({"a":)", 100'000) + "1" + repeated("}", 100'000)); }},
    {"deep-error",
     [](Exchange& exchange) {
         exchange.answer(429, R"({"error":"busy","runningVideos":)" + repeated(R"({"a":)", 100'000) + "1" +
                                  repeated("}", 100'000) + "}");
     }},
    {"bad-utf8", [](Exchange& exchange) { exchange.answer(200, "{\"desc\":\"\xC3\x28 \xFF\"}"); }},
    {"bad-utf8-error", [](Exchange& exchange) { exchange.answer(400, "{\"error\":\"\xC3\x28 \xFF\"}"); }},
    {"lone-surrogate", [](Exchange& exchange) { exchange.answer(200, R"({"desc":"\udc00"})"); }},
    {"nul-in-error", [](Exchange& exchange) { exchange.answer(400, R"({"error":"before\u0000after"})"); }},
    {"huge-json",
     [](Exchange& exchange) {
         exchange.peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                            std::to_string(kGibibyte) + "\r\n\r\n");
         flood(exchange.peer, false, std::string(1U << 20U, ' '));
     }},
    {"endless-json",
     [](Exchange& exchange) {
         exchange.peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
         flood(exchange.peer, true, std::string(1U << 20U, '['));
     }},
    {"cut",
     [](Exchange& exchange) {
         exchange.peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"accounts\":");
         exchange.peer.stop_sending();
     }},
    {"close", [](Exchange& exchange) { exchange.peer.stop_sending(); }},
    {"reset", [](Exchange& exchange) { exchange.peer.reset(); }},
    {"not-http",
     [](Exchange& exchange) {
         exchange.peer.send("220 mail.example ESMTP ready\r\n");
         exchange.peer.stop_sending();
     }},
    {"echo-token",
     [](Exchange& exchange) {
         exchange.answer(400, R"({"error":"not allowed with )" + exchange.header("authorization") + "\"}");
     }},
    {"echo-token-in-success",
     [](Exchange& exchange) { exchange.answer(200, R"({"you_sent":")" + exchange.header("authorization") + "\"}"); }},
    // What was asked, as JSON.
    {"echo",
     [](Exchange& exchange) {
         exchange.answer(200, R"({"path":")" + exchange.path + R"(","body":)" + exchange.body_text() + "}");
     }},
    // Ends the connection while an upload still comes.
    {"reset-upload",
     [](Exchange& exchange) {
         exchange.accept_body();
         exchange.peer.read_exactly(100'000);
         exchange.peer.reset();
     }},
    {"code-429-running",
     [](Exchange& exchange) {
         exchange.answer(
             429,
             R"({"error":"Account is busy executing videos","runningVideos":{"2":[{"videoId":"user:1-minimax:2-video:9"}]}})");
     }},
    {"code-429-retry-after",
     [](Exchange& exchange) { exchange.answer(429, R"({"error":"slow down"})", "Retry-After: 7\r\n"); }},
    {"code-429-retry-after-nonsense",
     [](Exchange& exchange) { exchange.answer(429, R"({"error":"slow down"})", "Retry-After: soon\r\n"); }},
    {"error-object",
     [](Exchange& exchange) {
         exchange.answer(500, R"({"error":{"message":"Agent connection error","status":500}})");
     }},
    {"no-words", [](Exchange& exchange) { exchange.answer(500, ""); }},
};

// "code-412" answers with that code and a body as the service would send.
bool answer_by_code(Exchange& exchange) {
    if (exchange.script.rfind("code-", 0) != 0) return false;
    const int code = std::stoi(exchange.script.substr(5));
    exchange.answer(code, R"({"error":"words of the service for )" + std::to_string(code) + R"(","code":)" +
                              std::to_string(code * 10) + "}");
    return true;
}

void serve(Peer& peer, const Elsewhere& elsewhere) {
    while (auto exchange = read_head(peer)) {
        const auto script = kScripts.find(exchange->script);
        if (script != kScripts.end()) {
            script->second(*exchange);
        } else if (exchange->script == "seen") {
            exchange->answer(200, R"({"requests":)" + std::to_string(elsewhere.requests) + R"(,"with_credentials":)" +
                                      std::to_string(elsewhere.with_credentials) + "}");
        } else if (exchange->script == "redirect") {
            exchange->answer(
                302, "{}",
                "Location: http://localhost:" + std::to_string(elsewhere.port) + "/api" + exchange->path + "\r\n");
        } else if (!answer_by_code(*exchange)) {
            exchange->answer(404, R"({"error":"no such script"})");
        }
    }
}

void serve_elsewhere(Peer& peer, Elsewhere& elsewhere) {
    while (auto exchange = read_head(peer)) {
        ++elsewhere.requests;
        if (!exchange->header("authorization").empty()) ++elsewhere.with_credentials;
        exchange->answer(200, "{}");
    }
}

}  // namespace

int main() {
    Elsewhere elsewhere;
    TcpServer other_host([&](Peer& peer) { serve_elsewhere(peer, elsewhere); });
    elsewhere.port = other_host.port();
    TcpServer service([&](Peer& peer) { serve(peer, elsewhere); });
    std::cout << service.port() << ' ' << other_host.port() << std::endl;
    std::string ignored;
    std::getline(std::cin, ignored);
    return 0;
}
