#include "net/connection.hpp"

#include <utility>

#include "net/curl_runtime.hpp"
#include "net/failure.hpp"

namespace conch::net {

namespace {

constexpr std::size_t kReadSize = 64U << 10U;

}  // namespace

Connection::~Connection() {
    if (easy_ != nullptr) clean_up_easy(easy_);
}

Result<void> Connection::prepare(const TransferDefaults& defaults, Milliseconds connect_limit) {
    easy_ = curl_easy_init();
    if (easy_ == nullptr) return out_of_memory();
    set_common_options(easy_, defaults);
    const std::string place = url_.scheme + "://" + url_.authority;
    curl_easy_setopt(easy_, CURLOPT_URL, place.c_str());
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, curl_text_);
    curl_easy_setopt(easy_, CURLOPT_CONNECT_ONLY, 1L);
    // Whatever comes after the handshake is ours: no other protocol may be agreed on, and a proxy only passes it on.
    curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy_, CURLOPT_HTTPPROXYTUNNEL, 1L);
    set_connect_limit(easy_, connect_limit);
    return {};
}

void Connection::connected(CURLcode code, Milliseconds connect_limit) {
    if (closed_) return;
    if (code == CURLE_OK) curl_easy_getinfo(easy_, CURLINFO_ACTIVESOCKET, &socket_);
    const auto on_connected = std::exchange(events_.on_connected, nullptr);
    if (code == CURLE_OK && is_open()) return on_connected({});
    Error error = error_of(code, authority(), curl_text_, false);
    if (code == CURLE_OPERATION_TIMEDOUT) {
        error = error_with(CONCH_E_NETWORK_TIMEOUT, "connecting to " + authority() + " took longer than the " +
                                                        std::to_string(connect_limit.count()) + " ms allowed");
        error.retriable = true;
    }
    close();
    on_connected(fail(std::move(error)));
}

Error Connection::why_not_open() const {
    if (stopped_) return error_with(CONCH_E_CANCELLED, "cancelled");
    return error_with(CONCH_E_NETWORK, "the connection to " + authority() + " is closed");
}

Result<std::size_t> Connection::send(std::string_view bytes) {
    if (!is_open() || closed_ || stopped_) return fail(why_not_open());
    std::size_t sent = 0;
    const CURLcode code = curl_easy_send(easy_, bytes.data(), bytes.size(), &sent);
    waits_to_send_ = code == CURLE_AGAIN;
    if (code == CURLE_OK) return sent;
    if (code == CURLE_AGAIN) return std::size_t{0};
    return fail(error_of(code, authority(), curl_text_, true));
}

Result<Connection::Received> Connection::receive(std::string& out) {
    if (!is_open() || closed_ || stopped_) return fail(why_not_open());
    const std::size_t before = out.size();
    out.resize(before + kReadSize);
    std::size_t received = 0;
    const CURLcode code = curl_easy_recv(easy_, out.data() + before, kReadSize, &received);
    out.resize(before + (code == CURLE_OK ? received : 0));
    drained_ = code != CURLE_OK || received == 0;
    if (code == CURLE_AGAIN) return Received::nothing_yet;
    if (code == CURLE_OK) return received > 0 ? Received::data : Received::end;
    return fail(error_of(code, authority(), curl_text_, true));
}

void Connection::close() {
    closed_ = true;
    drained_ = true;
}

curl_waitfd Connection::waited_for() const {
    curl_waitfd waited{};
    waited.fd = socket_;
    waited.events = static_cast<short>(CURL_WAIT_POLLIN | (waits_to_send_ ? CURL_WAIT_POLLOUT : 0));
    return waited;
}

void Connection::ready() {
    if (closed_ || !is_open()) return;
    drained_ = false;  // until receive() has found the end
    waits_to_send_ = false;
    events_.on_ready();
}

void Connection::stop() {
    if (closed_) return;
    stopped_ = true;
    if (events_.on_connected) {
        std::exchange(events_.on_connected, nullptr)(fail(why_not_open()));
    } else if (is_open()) {
        events_.on_ready();
    }
    close();
}

}  // namespace conch::net
