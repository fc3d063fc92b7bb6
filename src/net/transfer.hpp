// One request from the moment it is asked for until its outcome: curl's options for it, its callbacks, its time limits.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/message.hpp"
#include "net/upload.hpp"
#include "net/url.hpp"

namespace conch::net {

// What all transfers of a loop have in common.
struct TransferDefaults {
    std::string proxy;
    std::string no_proxy;
    std::string ca_file;
    std::string user_agent;
    long http_version = CURL_HTTP_VERSION_1_1;
};

// The options that every handle of ours gets, whatever it is for.
void set_common_options(CURL* easy, const TransferDefaults& defaults);

// Our own timers end what takes too long; told of the limit, curl tries the next address of a name in time. Zero: none.
void set_connect_limit(CURL* easy, Milliseconds limit);

class Transfer {
  public:
    using Time = std::chrono::steady_clock::time_point;

    Transfer(std::uint64_t id, Request&& request, std::function<void(Outcome)>&& done)
        : id_(id), request_(std::move(request)), done_(std::move(done)) {}
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    // Looks at everything that came from outside, before anything is queued or sent.
    Result<void> check(Authorities& authorities);

    // Opens the body's files and sets the handle up. The handle stays ours until release(). `set_up`: it has the
    // options of a plain transfer already.
    Result<void> prepare(CURL* easy, bool set_up, const TransferDefaults& defaults, Time now);
    [[nodiscard]] CURL* easy() const { return easy_; }
    // After it was taken out of the multi: hands the handle back, with nothing of ours in it. That of a plain transfer
    // keeps the options that all of them have; setting twenty options costs as much as sending the request.
    CURL* release();
    [[nodiscard]] bool is_plain() const {
        return request_.method == Method::get && request_.lane == Lane::call &&
               request_.body.kind == Body::Kind::none && !request_.creates;
    }

    // When check_time() has to be called; nothing when no limit is set.
    [[nodiscard]] std::optional<Time> next_check(Time now) const;
    // True when a limit has passed; the transfer is then to be ended.
    bool check_time(Time now);

    void cancel() { cancelled_ = true; }
    [[nodiscard]] bool cancelled() const { return cancelled_; }

    // The outcome, given what curl said. Before release().
    Outcome finish(CURLcode code);

    [[nodiscard]] std::uint64_t id() const { return id_; }
    [[nodiscard]] Lane lane() const { return request_.lane; }
    [[nodiscard]] const std::string& authority() const { return authority_; }
    void deliver(Outcome outcome);

    // The loop's: for check_time(), and how it is to end at the next opportunity.
    std::uint64_t timer = 0;
    std::optional<CURLcode> ends_with;

  private:
    enum class Phase { connecting, sending, waiting, receiving };

    // A file of the body, as curl's callbacks see it.
    struct Source {
        Transfer* owner;
        Upload upload;
    };

    void set_callbacks();
    void set_callback_data(Transfer* self);
    Result<void> set_headers();
    Result<void> set_body();
    Result<void> set_multipart();
    Result<Source*> open_source(const std::string& path);

    [[nodiscard]] Milliseconds limit_of_phase() const;
    [[nodiscard]] std::optional<Time> deadline() const;
    void enter(Phase phase);
    void saw_activity() { last_activity_ = std::chrono::steady_clock::now(); }
    void note_failure(Error error);
    void note_exception();
    [[nodiscard]] bool streams_answer() const {
        return request_.on_data && response_.code >= 200 && response_.code < 300;
    }
    void add_redirect_error(Outcome& outcome) const;

    bool take_header_line(std::string_view line);
    bool head_is_complete();
    bool take_data(std::string_view data);

    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_read(char* out, std::size_t size, std::size_t count, void* source);
    static int on_seek(void* source, curl_off_t offset, int origin);
    static int on_progress(void* self, curl_off_t to_receive, curl_off_t received, curl_off_t to_send, curl_off_t sent);
    static int on_request_begins(void* self, char*, char*, int, int);

    std::uint64_t id_;
    Request request_;
    std::function<void(Outcome)> done_;
    std::string authority_;

    CURL* easy_ = nullptr;
    curl_slist* headers_ = nullptr;
    curl_mime* mime_ = nullptr;
    std::vector<std::unique_ptr<Source>> sources_;
    char curl_text_[CURL_ERROR_SIZE] = {};

    Phase phase_ = Phase::connecting;
    Time began_;
    Time last_activity_;
    bool request_began_ = false;  // from here on bytes of the request may have left
    bool head_complete_ = false;
    bool cancelled_ = false;
    std::size_t head_bytes_ = 0;
    Progress progress_;
    std::optional<Error> failure_;
    Response response_;
};

}  // namespace conch::net
