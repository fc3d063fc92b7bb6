#include "emulator/http/client.hpp"

#include <optional>

#include "emulator/http/beast.hpp"
#include "emulator/http/loop_state.hpp"

namespace conch::emulator {

namespace {

struct Target {
    std::string host;
    std::string port = "80";
    std::string path = "/";
};

std::optional<Target> parse(std::string_view url) {
    constexpr std::string_view kScheme = "http://";
    if (url.substr(0, kScheme.size()) != kScheme) return std::nullopt;
    url.remove_prefix(kScheme.size());
    const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
    std::string_view authority = url.substr(0, end);
    url = url.substr(0, url.find('#'));
    Target target;
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

    http::request<http::string_body> request(http::verb::post, target.path, 11);
    request.set(http::field::host, target.port == "80" ? target.host : target.host + ':' + target.port);
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
    const int status = static_cast<int>(response.get().result_int());
    stream.socket().shutdown(tcp::socket::shutdown_both, failed);
    co_return PostResult{status, ""};
}

}  // namespace

void post_json(Loop& loop, const std::string& url, const std::string& body, std::chrono::milliseconds timeout,
               std::function<void(PostResult)> done) {
    const auto target = parse(url);
    if (!target) {
        return loop.post([done = std::move(done)] { done({0, "not an http:// address"}); });
    }
    net::co_spawn(loop.state().io, exchange(*target, body, timeout),
                  [done = std::move(done)](const std::exception_ptr& failure, PostResult result) {
                      done(failure ? PostResult{0, "internal failure"} : std::move(result));
                  });
}

}  // namespace conch::emulator
