// The HTTP side of a WebSocket's beginning (RFC 6455, section 4.1): one request, one answer, as bytes. Knows no
// network.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "net/message.hpp"
#include "net/url.hpp"

namespace conch::net {

class Upgrade {
  public:
    enum class State {
        reading,
        open,     // switched; what came behind the answer is in rest()
        refused,  // an ordinary answer came instead, whole, in response()
    };

    // `nonce`: 16 bytes never used before.
    Upgrade(const Url& url, const std::vector<Header>& headers, std::span<const std::uint8_t, 16> nonce);

    [[nodiscard]] const std::string& request() const { return request_; }

    // Fails (CONCH_E_RESPONSE) when the answer is no HTTP, or agrees to something that was not asked.
    Result<State> push(std::string_view bytes);
    // The connection ended: what has no other end is whole now.
    Result<State> end();

    [[nodiscard]] const Response& response() const { return response_; }
    [[nodiscard]] std::string_view rest() const { return received_; }

  private:
    Result<State> read_head(std::string_view head);
    Result<State> check_switch() const;
    Result<State> read_refusal(bool ended);

    std::string request_;
    std::string expected_accept_;
    std::string received_;  // not yet understood
    Response response_;
    bool head_is_read_ = false;
};

// Base64 of the SHA-1 of the key and the RFC's fixed suffix.
std::string accept_for(std::string_view key);
std::string base64(std::span<const std::uint8_t> bytes);

}  // namespace conch::net
