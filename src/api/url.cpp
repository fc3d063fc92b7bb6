#include "api/url.hpp"

#include <charconv>
#include <cstdint>

namespace conch::api {

namespace {

tl::unexpected<KeptError> wrong(std::string message) {
    Error error;
    error.status = CONCH_E_ARGUMENT;
    error.field = "base_url";
    error.message = "base_url: " + std::move(message);
    return fail(std::move(error));
}

bool is_loopback(std::string_view host) {
    if (host == "localhost" || host == "[::1]") return true;
    // 127.0.0.0/8 as four numbers; a name such as 127.example.org is anybody's.
    return host.substr(0, 4) == "127." && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

constexpr std::string_view kExample =
    "allowed is http:// or https:// with a host, such as https://api.useapi.net/v1/minimax";

}  // namespace

std::string percent_encode(std::string_view text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool unreserved = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                                (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' ||
                                byte == '~';
        if (unreserved) {
            encoded += letter;
        } else {
            encoded += '%';
            encoded += kHex[byte >> 4U];
            encoded += kHex[byte & 15U];
        }
    }
    return encoded;
}

Result<BaseUrl> parse_base_url(std::string_view text) {
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte <= ' ' || byte == 0x7F)
            return wrong("contains a space or a control character; " + std::string(kExample));
    }
    BaseUrl url;
    const std::size_t mark = text.find("://");
    if (mark == std::string_view::npos) return wrong("has no scheme; " + std::string(kExample));
    for (const char letter : text.substr(0, mark)) {
        url.scheme += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
    }
    if (url.scheme != "http" && url.scheme != "https") {
        return wrong("the scheme is \"" + url.scheme + "\"; " + std::string(kExample));
    }

    const std::string_view rest = text.substr(mark + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    if (authority.find('@') != std::string_view::npos) return wrong("must not hold a user name or password");
    if (rest.find_first_of("?#") != std::string_view::npos)
        return wrong("must not hold a query or fragment (no '?' or '#')");

    std::string_view host = authority;
    const std::size_t bracket = authority.rfind(']');
    const std::size_t colon = authority.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        const std::string_view port = authority.substr(colon + 1);
        host = authority.substr(0, colon);
        std::uint32_t number = 0;
        const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), number);
        if (problem != std::errc() || end != port.data() + port.size() || number == 0 || number > 65535) {
            return wrong("the port is \"" + std::string(port) + "\"; allowed is 1 to 65535");
        }
    }
    if (host.empty()) return wrong("has no host; " + std::string(kExample));
    url.host = host;
    url.loopback = is_loopback(host);

    url.text = url.scheme + std::string(text.substr(mark));
    while (url.text.back() == '/')
        url.text.pop_back();
    return url;
}

}  // namespace conch::api
