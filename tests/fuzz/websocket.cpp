// What a server sends after the upgrade: the messages and the kind of end that the client sees are those of a second
// implementation of RFC 6455, however the bytes are cut up.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "net/upgrade.hpp"
#include "net/websocket.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"

namespace {

using namespace conch::net;
using conch::test::LoopThread;
using conch::test::Peer;
using conch::test::TcpServer;

constexpr std::size_t kMaxMessage = 4096;
constexpr int kInputsPerServer = 1000;

struct Seen {
    std::vector<std::string> messages;
    enum class End { open, closed, broken } end = End::open;
    std::string why;  // for people
    // A close whose reason is not plain ASCII: wslay leaves out two bytes of each piece of it that comes by itself when
    // it looks for UTF-8, so that one in order may be refused. One that is not in order is never accepted.
    bool may_be_refused = false;

    // Of what the second implementation saw.
    [[nodiscard]] bool is(const Seen& theirs) const {
        const bool refused = theirs.may_be_refused && theirs.end == End::closed && end == End::broken;
        return messages == theirs.messages && (end == theirs.end || refused);
    }
};

void print(const char* who, const Seen& seen) {
    std::fprintf(stderr, "%s: %zu messages, end %d %s\n", who, seen.messages.size(), static_cast<int>(seen.end),
                 seen.why.c_str());
}

// NUL is a character like any other here, unlike in texts for C.
bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        text.remove_prefix(conch::valid_utf8_prefix(text));
        if (text.empty()) return true;
        if (text.front() != '\0') return false;
        text.remove_prefix(1);
    }
    return true;
}

// Whether more bytes could make it valid; a client may stop at the first piece of which that is not so.
bool begins_utf8(std::string_view text) {
    for (const char* rest : {"", "\x80", "\x80\x80", "\xA0\x80", "\x80\x80\x80", "\x90\x80\x80"}) {
        if (is_utf8(std::string(text) + rest)) return true;
    }
    return false;
}

// The second implementation: frame by frame over the whole text.
Seen decode(std::string_view bytes) {
    Seen seen;
    std::string message;
    int kind = 0;  // of the message that is under way: 1 text, 2 binary
    const auto broken = [&seen] {
        seen.end = Seen::End::broken;
        return seen;
    };
    while (bytes.size() >= 2) {
        const auto first = static_cast<unsigned char>(bytes[0]);
        const auto second = static_cast<unsigned char>(bytes[1]);
        const unsigned opcode = first & 0x0FU;
        const bool final = (first & 0x80U) != 0;
        if ((first & 0x70U) != 0 || (second & 0x80U) != 0) return broken();  // reserved bits; a server never masks
        const bool control = opcode >= 8;
        if (opcode > 10 || (opcode > 2 && opcode < 8)) return broken();
        std::uint64_t size = second & 0x7FU;
        if (control && (size > 125 || !final)) return broken();
        if (!control && (opcode == 0) != (kind != 0)) return broken();  // a piece of nothing, or a start amidst another
        std::size_t head = 2;
        if (size >= 126) {
            const std::size_t wide = size == 126 ? 2 : 8;
            if (bytes.size() < 2 + wide) return seen;
            size = 0;
            for (std::size_t i = 0; i < wide; ++i)
                size = size << 8U | static_cast<unsigned char>(bytes[2 + i]);
            head += wide;
            if (size < 126 || (wide == 8 && size < 65'536) || size >> 63U != 0) return broken();
        }
        if (!control && (size > kMaxMessage || message.size() + size > kMaxMessage)) return broken();
        if (bytes.size() - head < size) return seen;
        const std::string_view payload = bytes.substr(head, static_cast<std::size_t>(size));
        bytes.remove_prefix(head + static_cast<std::size_t>(size));
        if (opcode == 8) {
            if (payload.size() == 1) return broken();
            if (payload.size() >= 2) {
                const unsigned code = static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8U |
                                      static_cast<unsigned char>(payload[1]);
                const bool allowed = (code >= 1000 && code <= 1011 && code != 1004 && code != 1005 && code != 1006) ||
                                     (code >= 3000 && code <= 4999);
                if (!allowed || !is_utf8(payload.substr(2))) return broken();
                seen.may_be_refused = std::any_of(payload.begin() + 2, payload.end(),
                                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
            }
            seen.end = Seen::End::closed;
            return seen;
        }
        if (control) continue;
        if (opcode != 0) kind = static_cast<int>(opcode);
        message.append(payload);
        if (kind == 1 && !(final ? is_utf8(message) : begins_utf8(message))) return broken();
        if (!final) continue;
        seen.messages.push_back((kind == 1 ? "t:" : "b:") + message);
        message.clear();
        kind = 0;
    }
    return seen;
}

std::mutex mutex;
std::string to_send;
std::size_t piece = 1;

void serve(Peer& peer) {
    const auto request = peer.read_request();
    if (!request) return;
    std::string bytes;
    std::size_t step = 0;
    {
        const std::lock_guard lock(mutex);
        bytes = to_send;
        step = piece;
    }
    peer.send(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
        accept_for(request->headers.at("sec-websocket-key")) + "\r\n\r\n");
    for (std::size_t at = 0; at < bytes.size(); at += step)
        peer.send(std::string_view(bytes).substr(at, step));
    peer.stop_sending();
    peer.ignore_until_closed();
}

Seen receive(LoopThread& thread, TcpServer& server) {
    Seen seen;
    std::promise<WebSocketEnd> ended;
    std::shared_ptr<WebSocket> socket;
    thread.on_loop([&] {
        WebSocketRequest request;
        request.url = "ws" + server.url("/").substr(4);
        request.max_message_bytes = kMaxMessage;
        WebSocketEvents events;
        events.on_open = [] {};
        events.on_message = [&seen](const WebSocketMessage& message) {
            seen.messages.push_back((message.is_text ? "t:" : "b:") + message.data);
        };
        events.on_end = [&ended](WebSocketEnd end) { ended.set_value(std::move(end)); };
        socket = open_web_socket(thread.loop(), std::move(request), std::move(events));
    });
    const WebSocketEnd end = ended.get_future().get();
    thread.on_loop([&socket] { socket.reset(); });
    seen.why = end.error.message;
    seen.end = end.how == WebSocketEnd::How::closed ? Seen::End::closed : Seen::End::broken;
    return seen;
}

}  // namespace

// Looking for leaks between two inputs finds what the server's threads still work on. The tests look for them.
extern "C" int __lsan_is_turned_off() {
    return 1;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1 || size > 16'384) return 0;
    // Now and then a new one: on a pair of ports that has just been used a connection may be held up for seconds.
    static std::optional<TcpServer> server;
    static int inputs = 0;
    if (inputs++ % kInputsPerServer == 0) server.emplace(serve);
    static auto* const thread = new LoopThread();
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    {
        const std::lock_guard lock(mutex);
        to_send = bytes;
        piece = data[0] < 64 ? 1 + data[0] : size;
    }
    Seen theirs = decode(bytes);
    // A server that just stops is a broken one to the client.
    if (theirs.end == Seen::End::open) theirs.end = Seen::End::broken;
    const Seen ours = receive(*thread, *server);
    if (!ours.is(theirs)) {
        print("the client", ours);
        print("the second implementation", theirs);
        std::abort();
    }
    return 0;
}
