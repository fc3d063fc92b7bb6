#include "net/upgrade.hpp"

#include <array>
#include <optional>

#include "net/header_rules.hpp"
#include "platform/sha1.hpp"

namespace conch::net {

namespace {

constexpr std::size_t kMaxHead = 64U << 10U;
constexpr std::size_t kMaxRefusal = 1U << 20U;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

tl::unexpected<KeptError> bad(std::string what) {
    return fail(CONCH_E_RESPONSE, "the answer to the WebSocket request " + std::move(what));
}

struct Chunks {
    std::string body;
    bool complete = false;
    bool broken = false;
};

Chunks chunks_in(std::string_view coded) {
    Chunks chunks;
    for (;;) {
        const std::size_t line_end = coded.find("\r\n");
        if (line_end == std::string_view::npos) return chunks;
        const auto size = number_in(coded.substr(0, std::min(line_end, coded.find_first_of("; \t"))), 16);
        if (!size) {
            chunks.broken = true;
            return chunks;
        }
        coded.remove_prefix(line_end + 2);
        chunks.complete = *size == 0;
        if (chunks.complete || coded.size() < *size || coded.size() - *size < 2) return chunks;
        chunks.body.append(coded.substr(0, *size));
        coded.remove_prefix(*size + 2);
    }
}

}  // namespace

std::string base64(std::span<const std::uint8_t> bytes) {
    constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t have = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = (group << 8U) | (i < have ? bytes[at + i] : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            text.push_back(i <= have ? kDigits[(group >> (18U - 6U * i)) & 63U] : '=');
    }
    return text;
}

std::string accept_for(std::string_view key) {
    platform::Sha1 hash;
    hash.add(key);
    hash.add("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    return base64(hash.digest());
}

Upgrade::Upgrade(const Url& url, const std::vector<Header>& headers, std::span<const std::uint8_t, 16> nonce) {
    const std::string key = base64(nonce);
    expected_accept_ = accept_for(key);
    // Without the port where it is the usual one: some servers compare names.
    const bool usual_port = url.authority.ends_with(url.scheme == "wss" || url.scheme == "https" ? ":443" : ":80");
    const std::string host = usual_port ? url.authority.substr(0, url.authority.rfind(':')) : url.authority;
    request_ =
        "GET " + url.target + " HTTP/1.1\r\nHost: " + host +
        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key +
        "\r\n";
    for (const Header& header : headers)
        request_ += header.name + ": " + header.value + "\r\n";
    request_ += "\r\n";
}

Result<Upgrade::State> Upgrade::push(std::string_view bytes) {
    received_.append(bytes);
    while (!head_is_read_) {
        const std::size_t end = received_.find(kHeadEnd);
        if (end == std::string::npos) {
            if (received_.size() > kMaxHead)
                return bad("has a head of more than " + std::to_string(kMaxHead) + " bytes");
            if (!received_.starts_with(std::string_view("HTTP/1.1 ").substr(0, received_.size())))
                return bad("is not HTTP/1.1");
            return State::reading;
        }
        const std::string head = received_.substr(0, end + 2);
        received_.erase(0, end + kHeadEnd.size());
        const auto state = read_head(head);
        if (!state || *state == State::open) return state;
    }
    return read_refusal(false);
}

Result<Upgrade::State> Upgrade::read_head(std::string_view head) {
    response_ = {};
    const auto code =
        head.starts_with("HTTP/1.1 ") && head.size() >= 12 ? number_in(head.substr(9, 3), 10) : std::nullopt;
    if (!code || *code < 100) return bad("is not HTTP/1.1");
    response_.code = static_cast<int>(*code);
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
        const std::size_t end = head.find("\r\n", at);
        auto header = header_from(head.substr(at, end - at));
        if (!header) return bad("has a line in its head that is no header");
        response_.headers.push_back(std::move(*header));
        at = end + 2;
    }
    if (response_.code == 101) return check_switch();
    head_is_read_ = response_.code >= 200;
    return State::reading;
}

Result<Upgrade::State> Upgrade::check_switch() const {
    if (!same_without_case(response_.header("Upgrade").value_or(""), "websocket"))
        return bad("does not switch to WebSocket");
    if (!list_has(response_.header("Connection").value_or(""), "Upgrade")) return bad("does not switch the connection");
    if (response_.header("Sec-WebSocket-Accept") != expected_accept_) return bad("does not fit the request's key");
    if (response_.header("Sec-WebSocket-Extensions")) return bad("brings an extension that was not asked for");
    if (response_.header("Sec-WebSocket-Protocol")) return bad("brings a protocol that was not asked for");
    return State::open;
}

Result<Upgrade::State> Upgrade::read_refusal(bool ended) {
    if (received_.size() > kMaxRefusal) return bad("is larger than " + std::to_string(kMaxRefusal) + " bytes");
    if (list_has(response_.header("Transfer-Encoding").value_or(""), "chunked")) {
        Chunks chunks = chunks_in(received_);
        if (chunks.broken) return bad("has a chunk without a length");
        response_.body = std::move(chunks.body);
        if (chunks.complete) return State::refused;
    } else if (const auto length = number_in(response_.header("Content-Length").value_or(""), 10)) {
        if (*length > kMaxRefusal) return bad("is larger than " + std::to_string(kMaxRefusal) + " bytes");
        response_.body = received_.substr(0, *length);
        if (received_.size() >= *length) return State::refused;
    } else {
        response_.body = received_;
        if (ended) return State::refused;
    }
    if (ended) return bad("was cut short");
    return State::reading;
}

Result<Upgrade::State> Upgrade::end() {
    if (!head_is_read_) return fail(CONCH_E_NETWORK, "the connection ended without an answer to the WebSocket request");
    return read_refusal(true);
}

}  // namespace conch::net
