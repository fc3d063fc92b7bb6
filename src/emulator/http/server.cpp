#include "emulator/http/server.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <limits>

#include "emulator/http/beast.hpp"
#include "emulator/http/form.hpp"
#include "emulator/http/loop_state.hpp"
#include "emulator/http/websocket.hpp"

namespace conch::emulator {

namespace {

using Parser = http::request_parser<http::buffer_body>;
using std::chrono::milliseconds;

constexpr std::size_t kPiece = 64U << 10U;
constexpr int kDiskFull = 507;
// A refused request with a body up to this size is read to its end, so that its connection stays usable.
constexpr std::uint64_t kCheapToRead = 1U << 20U;

auto with(error_code& failed) {
    return net::redirect_error(net::use_awaitable, failed);
}

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

std::string reason_of(int status) {
    if (status == 596) return "Pending mod message";
    const auto known = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
    return known.empty() ? "Unknown" : std::string(view(known));
}

std::uint64_t length_of(const Response& response) {
    if (const auto* text = std::get_if<std::string>(&response.body)) return text->size();
    if (const auto* file = std::get_if<FileSlice>(&response.body)) return file->length;
    return 0;
}

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

class Descriptor {
  public:
    explicit Descriptor(const std::filesystem::path& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }

  private:
    int number_;
};

}  // namespace

struct Server::State {
    State(Loop& the_loop, Callbacks the_callbacks, ServerLimits the_limits)
        : loop(the_loop),
          callbacks(std::move(the_callbacks)),
          limits(std::move(the_limits)),
          acceptor(the_loop.state().io) {}

    Loop& loop;
    Callbacks callbacks;
    ServerLimits limits;
    tcp::acceptor acceptor;
};

namespace {

// One connection, from its first byte to its end.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket socket, std::shared_ptr<Server::State> server)
        : server_(std::move(server)), socket_(std::move(socket)), deadline_(socket_.get_executor()) {}

    // The pointer keeps the session: a coroutine begins only after its caller has gone on.
    static net::awaitable<void> run(std::shared_ptr<Session> session) {
        error_code ignored;
        session->socket_.set_option(tcp::no_delay(true), ignored);
        bool more = true;
        while (more)
            more = co_await session->exchange();
        if (!session->upgraded_) session->socket_.shutdown(tcp::socket::shutdown_both, ignored);
    }

  private:
    void arm(milliseconds limit) {
        timed_out_ = false;
        deadline_.expires_after(limit);
        deadline_.async_wait([weak = weak_from_this()](error_code cancelled) {
            const auto self = weak.lock();
            if (cancelled || !self || self->deadline_.expiry() > std::chrono::steady_clock::now()) return;
            self->timed_out_ = true;
            error_code ignored;
            self->socket_.cancel(ignored);
        });
    }

    void disarm() { deadline_.cancel(); }

    // One request and its answer; false when the connection is at its end.
    net::awaitable<bool> exchange() {
        Parser parser;
        parser.header_limit(server_->limits.header_bytes);
        // boost::none would refuse every request that has a Content-Length.
        parser.body_limit(std::numeric_limits<std::uint64_t>::max());

        error_code failed;
        arm(server_->limits.header_timeout);
        co_await http::async_read_header(socket_, buffer_, parser, with(failed));
        disarm();
        if (failed) co_return co_await refuse_head(parser, failed);

        auto request = std::make_shared<Request>();
        if (!read_head(parser, *request)) {
            co_return co_await send_and_close(server_->callbacks.refuse(400, "The path or query is not valid."), false);
        }
        keep_alive_ = parser.get().keep_alive();
        chunked_allowed_ = parser.get().version() >= 11;
        const bool is_head = request->method == "HEAD";

        Admission admission = server_->callbacks.admit(*request);
        const std::uint64_t announced = parser.content_length() ? *parser.content_length() : 0;
        if (const auto* rules = std::get_if<BodyRules>(&admission); rules != nullptr && announced > rules->limit) {
            admission =
                server_->callbacks.refuse(413, "The body is larger than " + std::to_string(rules->limit) + " bytes.");
        }
        const bool expects = beast::iequals(parser.get()[http::field::expect], "100-continue");
        if (auto* refusal = std::get_if<Response>(&admission)) {
            if (!parser.is_done() && (expects || parser.chunked() || announced > kCheapToRead)) {
                co_return co_await send_and_close(std::move(*refusal), is_head);
            }
            const BodyRules little{kCheapToRead, false, {}};
            if (!co_await read_body(parser, little, nowhere)) co_return false;
            co_return co_await send(std::move(*refusal), is_head);
        }

        const BodyRules rules = std::get<BodyRules>(admission);
        request->body = Body(server_->limits.scratch, rules.to_file ? 0 : 256U << 10U);
        if (!rules.to_file && is_multipart(*request)) {
            request->parts = std::make_shared<FormReader>(*request, server_->limits.scratch);
        }
        const auto keep = [&request](std::string_view piece) {
            if (!request->parts) return request->body.append(piece);
            request->parts->take(piece);
            request->body.count(piece.size());
            return true;
        };
        if (!parser.is_done()) {
            if (expects) {
                static const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
                if (!co_await write(go_on)) co_return false;
            }
            if (!co_await read_body(parser, rules, keep) || !finish(request->body)) {
                if (body_problem_ == 0) co_return false;
                const char* why = body_problem_ == 413         ? "The body is too large."
                                  : body_problem_ == 408       ? "The body did not arrive in time."
                                  : body_problem_ == kDiskFull ? "The disk takes no more."
                                                               : "The body is not valid.";
                co_return co_await send_and_close(server_->callbacks.refuse(body_problem_, why), is_head);
            }
        }

        Response response = co_await response_to(request);
        if (auto* channel = std::get_if<std::shared_ptr<WebSocket>>(&response.body)) {
            http::request<http::empty_body> upgrade;
            upgrade.base() = parser.get().base();
            upgraded_ = true;
            co_await serve_websocket(std::move(socket_), std::move(upgrade), *channel);
            co_return false;
        }
        co_return co_await send(std::move(response), is_head);
    }

    bool read_head(const Parser& parser, Request& request) {
        const auto& head = parser.get();
        request.method = view(head.method_string());
        request.target = view(head.target());
        std::string_view target = request.target;
        // Clients behind a proxy setting send the whole URL.
        for (const std::string_view scheme : {"http://", "https://"}) {
            if (target.substr(0, scheme.size()) != scheme) continue;
            const std::size_t path = target.find('/', scheme.size());
            target = path == std::string_view::npos ? "/" : target.substr(path);
        }
        const std::size_t mark = target.find('?');
        auto path = split_path(target.substr(0, mark));
        auto query = parse_query(mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1));
        if (!path || !query) return false;
        request.path = std::move(*path);
        request.query = std::move(*query);
        for (const auto& field : head) {
            request.headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});
        }
        request.wants_websocket = request.method == "GET" && beast::iequals(head[http::field::upgrade], "websocket");
        return true;
    }

    net::awaitable<bool> refuse_head(const Parser& parser, error_code failed) {
        if (timed_out_) {
            if (!parser.got_some()) co_return false;
            co_return co_await send_and_close(server_->callbacks.refuse(408, "The request did not arrive in time."),
                                              false);
        }
        if (failed == http::error::header_limit) {
            co_return co_await send_and_close(server_->callbacks.refuse(431, "The headers are too large."), false);
        }
        if (failed.category() == http::make_error_code(http::error::bad_method).category() &&
            failed != http::error::end_of_stream && failed != http::error::partial_message) {
            co_return co_await send_and_close(server_->callbacks.refuse(400, "This is not an HTTP request."), false);
        }
        co_return false;
    }

    static bool nowhere(std::string_view) { return true; }

    bool finish(Body& body) {
        if (body.finish()) return true;
        body_problem_ = kDiskFull;
        return false;
    }

    // Hands what follows the head to `keep`, which answers false when the disk is full. On failure body_problem_ says
    // what to answer, 0: nobody is there.
    template <typename Keep>
    net::awaitable<bool> read_body(Parser& parser, const BodyRules& rules, const Keep& keep) {
        body_problem_ = 0;
        std::uint64_t total = 0;
        std::vector<char> piece(parser.is_done() ? 0 : kPiece);
        while (!parser.is_done()) {
            parser.get().body().data = piece.data();
            parser.get().body().size = piece.size();
            parser.get().body().more = true;
            error_code failed;
            arm(server_->limits.idle_timeout);
            co_await http::async_read_some(socket_, buffer_, parser, with(failed));
            disarm();
            if (failed == http::error::need_buffer) failed = {};
            const std::size_t got = piece.size() - parser.get().body().size;
            total += got;
            if (failed) {
                const bool malformed = failed.category() == http::make_error_code(http::error::bad_method).category() &&
                                       failed != http::error::end_of_stream && failed != http::error::partial_message;
                body_problem_ = timed_out_ ? 408 : malformed ? 400 : 0;
                co_return false;
            }
            if (rules.break_after && total >= *rules.break_after) co_return break_off(true);
            if (total > rules.limit) {
                body_problem_ = 413;
                co_return false;
            }
            if (!keep(std::string_view(piece.data(), got))) {
                body_problem_ = kDiskFull;
                co_return false;
            }
        }
        co_return true;
    }

    net::awaitable<Response> response_to(std::shared_ptr<Request> request) {
        struct Waiting {
            explicit Waiting(const net::any_io_executor& executor) : signal(executor) {}
            std::optional<Response> response;
            net::steady_timer signal;
        };
        const auto waiting = std::make_shared<Waiting>(socket_.get_executor());
        server_->callbacks.handle(std::move(request), [waiting](Response response) {
            waiting->response = std::move(response);
            waiting->signal.cancel();
        });
        while (!waiting->response) {
            error_code cancelled;
            waiting->signal.expires_at(net::steady_timer::time_point::max());
            co_await waiting->signal.async_wait(with(cancelled));
        }
        co_return std::move(*waiting->response);
    }

    std::string head_of(const Response& response, bool chunked) const {
        std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ' + reason_of(response.status) + "\r\n";
        for (const Header& header : response.headers)
            head += header.name + ": " + header.value + "\r\n";
        if (chunked) {
            head += "Transfer-Encoding: chunked\r\n";
        } else if (has_body(response.status) && !std::holds_alternative<std::shared_ptr<ByteStream>>(response.body)) {
            auto length = static_cast<std::int64_t>(length_of(response));
            if (response.damage.length_offset)
                length = std::max<std::int64_t>(0, length + *response.damage.length_offset);
            head += "Content-Length: " + std::to_string(length) + "\r\n";
        }
        head += keep_alive_ ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
        return head;
    }

    // Sends an answer as whole or as spoilt as it is meant to be; false when the connection ends with it.
    net::awaitable<bool> send(Response response, bool is_head) {
        const Damage damage = response.damage;
        if (damage.delay_ms > 0) co_await pause(milliseconds(damage.delay_ms));
        if (damage.raw) co_await write(*damage.raw);
        if (damage.drop || damage.raw) co_return break_off(damage.reset);

        if (const auto* stream = std::get_if<std::shared_ptr<ByteStream>>(&response.body)) {
            const std::shared_ptr<ByteStream> source = *stream;
            keep_alive_ = keep_alive_ && chunked_allowed_;
            const std::string head = head_of(response, chunked_allowed_);
            if (!co_await write(head) || is_head) co_return source->abandoned = true, false;
            co_return co_await send_stream(source, damage);
        }
        if (damage.length_offset || damage.truncate_at) keep_alive_ = false;

        std::string bytes = head_of(response, false);
        const bool bare = is_head || !has_body(response.status);
        const std::uint64_t length = bare ? 0 : std::min(length_of(response), damage.truncate_at.value_or(UINT64_MAX));
        if (const auto* text = std::get_if<std::string>(&response.body)) {
            if (damage.dribble_bytes == 0) {
                bytes.append(*text, 0, length);
                if (!co_await write(bytes)) co_return false;
            } else {
                if (!co_await write(bytes)) co_return false;
                for (std::uint64_t sent = 0; sent < length; sent += damage.dribble_bytes) {
                    const std::string piece = text->substr(sent, std::min(damage.dribble_bytes, length - sent));
                    if (!co_await write(piece)) co_return false;
                    co_await pause(milliseconds(damage.dribble_ms));
                }
            }
        } else if (const auto* file = std::get_if<FileSlice>(&response.body)) {
            if (!co_await write(bytes)) co_return false;
            if (!co_await send_file(*file, length, damage)) co_return false;
        }
        if (damage.truncate_at) co_return break_off(damage.reset);
        co_return keep_alive_;
    }

    net::awaitable<bool> send_file(const FileSlice& slice, std::uint64_t length, const Damage& damage) {
        const Descriptor file(slice.path);
        if (file.get() < 0) co_return false;
        std::string piece;
        for (std::uint64_t sent = 0; sent < length;) {
            const std::uint64_t largest = damage.dribble_bytes != 0 ? damage.dribble_bytes : kPiece;
            piece.resize(std::min(largest, length - sent));
            const ssize_t got =
                ::pread(file.get(), piece.data(), piece.size(), static_cast<off_t>(slice.offset + sent));
            if (got <= 0) co_return false;
            piece.resize(static_cast<std::size_t>(got));
            if (!co_await write(piece)) co_return false;
            sent += piece.size();
            if (damage.dribble_bytes != 0) co_await pause(milliseconds(damage.dribble_ms));
        }
        co_return true;
    }

    net::awaitable<bool> send_stream(std::shared_ptr<ByteStream> source, const Damage& damage) {
        net::steady_timer signal(socket_.get_executor());
        source->on_change = [&signal] { signal.cancel(); };
        watch_for_hangup(source);
        std::uint64_t left = damage.truncate_at.value_or(UINT64_MAX);
        bool whole = true;
        while (whole && left > 0 && !source->abandoned && !(source->finished() && source->empty())) {
            if (source->empty()) {
                error_code cancelled;
                signal.expires_at(net::steady_timer::time_point::max());
                co_await signal.async_wait(with(cancelled));
                continue;
            }
            std::string bytes = source->take();
            bytes.resize(std::min<std::uint64_t>(bytes.size(), left));
            left -= bytes.size();
            whole = co_await write_stream_piece(bytes, damage);
        }
        source->on_change = nullptr;
        if (!whole || source->abandoned || left == 0) {
            source->abandoned = true;
            co_return break_off(damage.reset);
        }
        if (chunked_allowed_) {
            static const std::string end = "0\r\n\r\n";
            if (!co_await write(end)) co_return false;
        }
        error_code ignored;
        socket_.cancel(ignored);  // the watch for a hang-up
        co_return keep_alive_;
    }

    net::awaitable<bool> write_stream_piece(const std::string& bytes, const Damage& damage) {
        const std::size_t step = damage.dribble_bytes != 0 ? damage.dribble_bytes : bytes.size();
        for (std::size_t sent = 0; sent < bytes.size(); sent += step) {
            std::string piece = bytes.substr(sent, step);
            if (chunked_allowed_) {
                char size[32];
                std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
                piece.insert(0, size).append("\r\n");
            }
            if (!co_await write(piece)) co_return false;
            if (damage.dribble_bytes != 0) co_await pause(milliseconds(damage.dribble_ms));
        }
        co_return true;
    }

    // A reader of events that goes away is only seen by reading from it.
    void watch_for_hangup(const std::weak_ptr<ByteStream>& source) {
        socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this(), source](error_code failed) {
            const auto alive = source.lock();
            if (failed || !alive) return;
            char byte = 0;
            if (::recv(self->socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0) return;
            alive->abandoned = true;
            if (alive->on_change) alive->on_change();
        });
    }

    net::awaitable<bool> write(const std::string& bytes) {
        error_code failed;
        arm(server_->limits.idle_timeout);
        co_await net::async_write(socket_, net::buffer(bytes), with(failed));
        disarm();
        co_return !failed;
    }

    net::awaitable<void> pause(milliseconds length) {
        net::steady_timer timer(socket_.get_executor(), length);
        error_code cancelled;
        co_await timer.async_wait(with(cancelled));
    }

    bool break_off(bool reset) {
        error_code ignored;
        if (reset) socket_.set_option(net::socket_base::linger(true, 0), ignored);
        socket_.close(ignored);
        return false;
    }

    // Answers although the other side is still sending. Closing at once would turn into a reset that destroys the
    // answer on its way, so what still comes is read for a moment.
    net::awaitable<bool> send_and_close(Response response, bool is_head) {
        keep_alive_ = false;
        co_await send(std::move(response), is_head);
        error_code failed;
        socket_.shutdown(tcp::socket::shutdown_send, failed);
        std::vector<char> piece(kPiece);
        arm(milliseconds(2000));
        while (!failed)
            co_await socket_.async_read_some(net::buffer(piece), with(failed));
        disarm();
        co_return false;
    }

    std::shared_ptr<Server::State> server_;
    tcp::socket socket_;
    net::steady_timer deadline_;
    // Bounded, or an endless chunk extension would fill the memory.
    beast::flat_buffer buffer_{2 * kPiece};
    bool timed_out_ = false;
    bool keep_alive_ = false;
    bool chunked_allowed_ = true;
    bool upgraded_ = false;
    int body_problem_ = 0;
};

// A defect of ours costs one connection and is not hidden.
void report(const std::exception_ptr& failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "conch-emulator: internal failure: %s\n", error.what());
    }
}

net::awaitable<void> accept_all(std::shared_ptr<Server::State> server) {
    for (;;) {
        error_code failed;
        tcp::socket socket = co_await server->acceptor.async_accept(with(failed));
        if (failed == net::error::operation_aborted) co_return;
        if (failed) {
            // Out of descriptors: those in use come back.
            net::steady_timer rest(server->acceptor.get_executor(), milliseconds(50));
            co_await rest.async_wait(with(failed));
            continue;
        }
        const auto session = std::make_shared<Session>(std::move(socket), server);
        net::co_spawn(server->acceptor.get_executor(), Session::run(session), report);
    }
}

}  // namespace

Server::Server(Loop& loop, Callbacks callbacks, ServerLimits limits)
    : state_(std::make_shared<State>(loop, std::move(callbacks), std::move(limits))) {}

Server::~Server() {
    error_code ignored;
    state_->acceptor.close(ignored);
}

Result<std::uint16_t> Server::listen(const std::string& address, std::uint16_t port) {
    error_code failed;
    const auto ip = net::ip::make_address(address, failed);
    if (failed) return fail(CONCH_E_ARGUMENT, "not an IP address: " + address);
    const tcp::endpoint endpoint(ip, port);
    tcp::acceptor& acceptor = state_->acceptor;
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(net::socket_base::reuse_address(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed) acceptor.listen(4096, failed);
    if (failed) {
        return fail(CONCH_E_CONNECT,
                    "cannot listen on " + address + ":" + std::to_string(port) + ": " + failed.message());
    }
    net::co_spawn(acceptor.get_executor(), accept_all(state_), net::detached);
    return acceptor.local_endpoint().port();
}

}  // namespace conch::emulator
