#include "emulator/http/client.hpp"

#include <optional>

#include "emulator/http/beast.hpp"
#include "emulator/http/loop_state.hpp"
#include "emulator/http/message.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <boost/asio/ssl.hpp>
#include <boost/beast/ssl.hpp>
#pragma GCC diagnostic pop

namespace conch::emulator {

namespace {

struct Target {
    bool tls = false;
    std::string host;
    std::string port;
    std::string path = "/";

    std::string usual_port() const { return tls ? "443" : "80"; }
};

// What begins with this, whatever the case, without it.
std::optional<std::string_view> after(std::string_view url, std::string_view scheme) {
    if (!equals_ignoring_case(url.substr(0, scheme.size()), scheme)) return std::nullopt;
    return url.substr(scheme.size());
}

std::optional<Target> parse(std::string_view given) {
    Target target;
    auto rest = after(given, "http://");
    if (!rest) {
        rest = after(given, "https://");
        target.tls = true;
    }
    if (!rest) return std::nullopt;
    std::string_view url = *rest;
    const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
    std::string_view authority = url.substr(0, end);
    url = url.substr(0, url.find('#'));
    target.port = target.usual_port();
    if (end < url.size()) target.path = (url[end] == '/' ? "" : "/") + std::string(url.substr(end));
    const std::size_t bracket = authority.rfind(']');
    const std::size_t colon = authority.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        target.port = authority.substr(colon + 1);
        authority = authority.substr(0, colon);
    }
    if (bracket != std::string_view::npos && authority.size() > 2)
        authority = authority.substr(1, authority.size() - 2);
    target.host = authority;
    if (target.host.empty()) return std::nullopt;
    return target;
}

// Sends the request on a stream that is connected, and waits for the head of the answer.
template <typename Stream>
net::awaitable<PostResult> post_on(Stream& stream, const Target& target, std::string body) {
    error_code failed;
    const auto token = [&failed] { return net::redirect_error(net::use_awaitable, failed); };
    const std::string host = target.host.find(':') == std::string::npos ? target.host : '[' + target.host + ']';
    http::request<http::string_body> request(http::verb::post, target.path, 11);
    request.set(http::field::host, target.port == target.usual_port() ? host : host + ':' + target.port);
    request.set(http::field::user_agent, "conch-emulator");
    request.set(http::field::content_type, "application/json");
    request.keep_alive(false);
    request.body() = std::move(body);
    request.prepare_payload();
    co_await http::async_write(stream, request, token());
    if (failed) co_return PostResult{0, "cannot send: " + failed.message()};

    beast::flat_buffer buffer;
    http::response_parser<http::string_body> response;
    response.body_limit(1U << 20U);
    co_await http::async_read_header(stream, buffer, response, token());
    if (failed) co_return PostResult{0, "no answer: " + failed.message()};
    co_return PostResult{static_cast<int>(response.get().result_int()), ""};
}

// The certificates that this system trusts; SSL_CERT_FILE names others. Read once, and only when there is a call for
// it.
net::ssl::context& trusted() {
    static net::ssl::context context = [] {
        net::ssl::context made(net::ssl::context::tls_client);
        made.set_default_verify_paths();
        made.set_verify_mode(net::ssl::verify_peer);
        return made;
    }();
    return context;
}

net::awaitable<PostResult> exchange(Target target, std::string body, std::chrono::milliseconds timeout) {
    const auto executor = co_await net::this_coro::executor;
    beast::tcp_stream stream(executor);
    error_code failed;
    const auto token = [&failed] { return net::redirect_error(net::use_awaitable, failed); };

    tcp::resolver resolver(executor);
    const auto addresses = co_await resolver.async_resolve(target.host, target.port, token());
    if (failed) co_return PostResult{0, "cannot resolve " + target.host + ": " + failed.message()};
    stream.expires_after(timeout);
    co_await stream.async_connect(addresses, token());
    if (failed) co_return PostResult{0, "cannot connect: " + failed.message()};
    if (!target.tls) {
        PostResult result = co_await post_on(stream, target, std::move(body));
        stream.socket().shutdown(tcp::socket::shutdown_both, failed);
        co_return result;
    }
    beast::ssl_stream<beast::tcp_stream> secured(std::move(stream), trusted());
    net::ip::make_address(target.host, failed);
    if (failed) SSL_set_tlsext_host_name(secured.native_handle(), target.host.c_str());  // of names only
    secured.set_verify_callback(net::ssl::host_name_verification(target.host));
    co_await secured.async_handshake(net::ssl::stream_base::client, token());
    if (failed) co_return PostResult{0, "no TLS: " + failed.message()};
    co_return co_await post_on(secured, target, std::move(body));
}

}  // namespace

void post_json(Loop& loop, const std::string& url, const std::string& body, std::chrono::milliseconds timeout,
               std::function<void(PostResult)> done) {
    const auto target = parse(url);
    if (!target) {
        return loop.post([done = std::move(done)] { done({0, "not an http:// or https:// address"}); });
    }
    net::co_spawn(loop.state().io, exchange(*target, body, timeout),
                  [done = std::move(done)](const std::exception_ptr& failure, PostResult result) {
                      done(failure ? PostResult{0, "internal failure"} : std::move(result));
                  });
}

}  // namespace conch::emulator
