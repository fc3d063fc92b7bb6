#include "net/transfer.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "net/curl_runtime.hpp"
#include "net/failure.hpp"
#include "net/header_rules.hpp"

namespace conch::net {

namespace {

constexpr std::size_t kMaxHeadBytes = 256U << 10U;
constexpr std::size_t kMaxReserve = 1U << 20U;
constexpr long kBulkBuffer = 512L << 10U;  // 1.8x the throughput of the default 16 KiB
constexpr std::uint64_t kBigBody = 1U << 20U;
constexpr long kNoConnectLimit = 24L * 3600 * 1000;  // libcurl's own default is 300 s

bool is_redirect(int code) {
    return code == 301 || code == 302 || code == 303 || code == 307 || code == 308;
}

std::string in_ms(Milliseconds limit) {
    return std::to_string(limit.count()) + " ms allowed";
}

const char* text_or_null(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

template <typename F>
void set_callback(CURL* easy, CURLoption option, F* callback) {
    curl_easy_setopt(easy, option, callback);
}

}  // namespace

void set_common_options(CURL* easy, const TransferDefaults& defaults) {
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // Where it is unknown (before 7.87) ending a transfer waits for its name lookup.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, defaults.http_version);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, defaults.http_version == CURL_HTTP_VERSION_1_1 ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    // Both always set, or libcurl would look into the host's environment.
    curl_easy_setopt(easy, CURLOPT_PROXY, defaults.proxy.c_str());
    curl_easy_setopt(easy, CURLOPT_NOPROXY, defaults.no_proxy.c_str());
    curl_easy_setopt(easy, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, text_or_null(defaults.user_agent));
    if (!defaults.ca_file.empty()) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, defaults.ca_file.c_str());
        curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, defaults.ca_file.c_str());
        // Only that file: libcurl would trust the system's folder of certificates besides.
        curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
        curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, nullptr);
    }
}

void set_connect_limit(CURL* easy, Milliseconds limit) {
    const auto ms = static_cast<long>(limit.count());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, ms > 0 ? ms : kNoConnectLimit);
}

Transfer::~Transfer() {
    if (easy_ != nullptr) clean_up_easy(release());
}

Result<void> Transfer::check(Authorities& authorities) {
    auto authority = authorities.of(request_.url);
    if (!authority) return fail(std::move(authority.error()));
    authority_ = std::move(*authority);
    if (!is_visible_ascii(request_.bearer_token)) {
        return fail(CONCH_E_ARGUMENT, "an API token holds visible ASCII characters only, no blanks or line breaks");
    }
    for (const Header& header : request_.headers) {
        if (auto fine = check_header(header); !fine) return fine;
    }
    if (auto fine = check_value("a content type", request_.body.content_type); !fine) return fine;
    for (const Part& part : request_.body.parts) {
        if (auto fine = check_value("a content type", part.content_type); !fine) return fine;
        if (auto fine = check_value("the name of a form field", part.name); !fine) return fine;
        if (auto fine = check_value("the name of a file", part.file_name); !fine) return fine;
    }
    return {};
}

Result<void> Transfer::prepare(CURL* easy, bool set_up, const TransferDefaults& defaults, Time now) {
    easy_ = easy;
    began_ = last_activity_ = now;
    if (!set_up) {
        set_common_options(easy, defaults);
        set_callbacks();
    }
    set_callback_data(this);
    curl_easy_setopt(easy, CURLOPT_URL, request_.url.c_str());
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, curl_text_);
    set_connect_limit(easy, request_.timeouts.connect);
    // It tells when a body has gone out; a plain transfer has none, and curl would call it ten times for nothing.
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, is_plain() && !request_.on_progress ? 1L : 0L);
    if (request_.lane == Lane::bulk) curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, kBulkBuffer);
    // On a connection that was used before and turns out dead, curl sends a request again without telling anybody.
    if (request_.creates) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    if (auto set = set_headers(); !set) return set;
    return set_body();
}

void Transfer::set_callbacks() {
    set_callback(easy_, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set_callback(easy_, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    set_callback(easy_, CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
    set_callback(easy_, CURLOPT_PREREQFUNCTION, &Transfer::on_request_begins);
}

void Transfer::set_callback_data(Transfer* self) {
    curl_easy_setopt(easy_, CURLOPT_HEADERDATA, self);
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, self);
    curl_easy_setopt(easy_, CURLOPT_XFERINFODATA, self);
    curl_easy_setopt(easy_, CURLOPT_PREREQDATA, self);
    curl_easy_setopt(easy_, CURLOPT_PRIVATE, self);
}

Result<void> Transfer::set_headers() {
    const auto add = [this](const std::string& line) {
        curl_slist* longer = curl_slist_append(headers_, line.c_str());
        if (longer != nullptr) headers_ = longer;
        return longer != nullptr;
    };
    bool added = true;
    for (const Header& header : request_.headers) {
        // "Name;" is how curl is told of a header without a value.
        added = added && add(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
    }
    if (!request_.bearer_token.empty()) added = added && add("Authorization: Bearer " + request_.bearer_token);
    if (request_.body.kind == Body::Kind::text || request_.body.kind == Body::Kind::file) {
        // Without a type of ours curl would claim a form.
        added = added &&
                add("Content-Type:" + (request_.body.content_type.empty() ? "" : " " + request_.body.content_type));
    }
    if (!added) return out_of_memory();
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_);
    return {};
}

Result<void> Transfer::set_body() {
    const Body& body = request_.body;
    switch (body.kind) {
        case Body::Kind::none:
            if (request_.method == Method::post) {
                curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, "");
                curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{0});
            }
            break;
        case Body::Kind::text:
            curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body.text.c_str());
            curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.text.size()));
            progress_.to_send = body.text.size();
            break;
        case Body::Kind::file: {
            auto source = open_source(body.file_path);
            if (!source) return fail(source.error());
            curl_easy_setopt(easy_, CURLOPT_POST, 1L);
            curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>((*source)->upload.size()));
            set_callback(easy_, CURLOPT_READFUNCTION, &Transfer::on_read);
            curl_easy_setopt(easy_, CURLOPT_READDATA, *source);
            set_callback(easy_, CURLOPT_SEEKFUNCTION, &Transfer::on_seek);
            curl_easy_setopt(easy_, CURLOPT_SEEKDATA, *source);
            progress_.to_send = (*source)->upload.size();
            break;
        }
        case Body::Kind::multipart:
            if (auto set = set_multipart(); !set) return set;
            break;
    }
    if (progress_.to_send >= kBigBody) curl_easy_setopt(easy_, CURLOPT_UPLOAD_BUFFERSIZE, kBulkBuffer);
    switch (request_.method) {
        case Method::get:
            if (body.kind != Body::Kind::none) curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, "GET");
            break;
        case Method::post:
            break;
        case Method::del:
            curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, "DELETE");
            break;
        case Method::head:
            curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
            break;
    }
    return {};
}

Result<void> Transfer::set_multipart() {
    mime_ = curl_mime_init(easy_);
    for (const Part& part : request_.body.parts) {
        curl_mimepart* mime_part = mime_ != nullptr ? curl_mime_addpart(mime_) : nullptr;
        if (mime_part == nullptr) return out_of_memory();
        CURLcode set = curl_mime_name(mime_part, part.name.c_str());
        if (part.file_path.empty()) {
            if (set == CURLE_OK) set = curl_mime_data(mime_part, part.value.data(), part.value.size());
            if (set == CURLE_OK && !part.content_type.empty())
                set = curl_mime_type(mime_part, part.content_type.c_str());
            progress_.to_send += part.value.size();
        } else {
            auto source = open_source(part.file_path);
            if (!source) return fail(source.error());
            const std::string name = part.file_name.empty() ? platform::name_of(part.file_path) : part.file_name;
            const std::string type = part.content_type.empty() ? "application/octet-stream" : part.content_type;
            // A path may hold what a header must not; curl escapes quotes and line breaks in the names of form parts.
            if (set == CURLE_OK) set = curl_mime_filename(mime_part, name.c_str());
            if (set == CURLE_OK) set = curl_mime_type(mime_part, type.c_str());
            if (set == CURLE_OK) {
                set = curl_mime_data_cb(mime_part, static_cast<curl_off_t>((*source)->upload.size()),
                                        &Transfer::on_read, &Transfer::on_seek, nullptr, *source);
            }
            progress_.to_send += (*source)->upload.size();
        }
        if (set != CURLE_OK) return fail(error_of(set, authority(), {}, false));
    }
    curl_easy_setopt(easy_, CURLOPT_MIMEPOST, mime_);
    return {};
}

Result<Transfer::Source*> Transfer::open_source(const std::string& path) {
    auto upload = Upload::open(path);
    if (!upload) return fail(upload.error());
    sources_.push_back(std::make_unique<Source>(Source{this, std::move(*upload)}));
    return sources_.back().get();
}

CURL* Transfer::release() {
    if (is_plain()) {
        set_callback_data(nullptr);
        curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, nullptr);
        curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, nullptr);
    } else {
        curl_easy_reset(easy_);
    }
    CURL* easy = std::exchange(easy_, nullptr);
    if (mime_ != nullptr) curl_mime_free(mime_);
    curl_slist_free_all(headers_);
    mime_ = nullptr;
    headers_ = nullptr;
    sources_.clear();
    return easy;
}

Milliseconds Transfer::limit_of_phase() const {
    switch (phase_) {
        case Phase::connecting:
            return request_.timeouts.connect;
        case Phase::sending:
            return request_.timeouts.send_stall;
        case Phase::waiting:
            return request_.timeouts.first_byte;
        case Phase::receiving:
            return request_.timeouts.idle;
    }
    return Milliseconds{0};
}

std::optional<Transfer::Time> Transfer::deadline() const {
    std::optional<Time> due;
    if (const Milliseconds limit = limit_of_phase(); limit.count() > 0) due = last_activity_ + limit;
    if (request_.timeouts.total.count() > 0) {
        const Time end = began_ + request_.timeouts.total;
        if (!due || end < *due) due = end;
    }
    return due;
}

std::optional<Transfer::Time> Transfer::next_check(Time now) const {
    // No phase that begins after `now` can run out before now + the smallest limit. So one timer, armed again each time
    // it fires, is never late, and no change of phase has to touch it.
    std::optional<Time> check = deadline();
    const Timeouts& limits = request_.timeouts;
    for (const Milliseconds limit : {limits.send_stall, limits.first_byte, limits.idle}) {
        if (limit.count() > 0 && (!check || now + limit < *check)) check = now + limit;
    }
    return check;
}

bool Transfer::check_time(Time now) {
    const std::optional<Time> due = deadline();
    if (!due || now < *due) return false;
    Error error;
    error.status = CONCH_E_NETWORK_TIMEOUT;
    error.retriable = true;
    const Milliseconds limit = limit_of_phase();
    if (limit.count() <= 0 || now < last_activity_ + limit) {
        error.message =
            "the exchange with " + authority() + " took longer than the " + in_ms(request_.timeouts.total) + " in all";
    } else {
        switch (phase_) {
            case Phase::connecting:
                error.message = "connecting to " + authority() + " took longer than the " + in_ms(limit);
                break;
            case Phase::sending:
                error.message =
                    "sending to " + authority() + " stalled: nothing could be sent within the " + in_ms(limit);
                break;
            case Phase::waiting:
                error.message =
                    "waiting for the answer of " + authority() + ": nothing came within the " + in_ms(limit);
                break;
            case Phase::receiving:
                error.message =
                    "reading the answer of " + authority() + " stalled: nothing came within the " + in_ms(limit);
                break;
        }
    }
    note_failure(std::move(error));
    return true;
}

void Transfer::enter(Phase phase) {
    phase_ = phase;
    saw_activity();
}

void Transfer::note_failure(Error error) {
    if (!failure_) failure_ = std::move(error);  // the first one is the cause
}

// An exception may not pass through curl's frames.
void Transfer::note_exception() {
    Error error;
    try {
        throw;
    } catch (const std::bad_alloc&) {
        error.status = CONCH_E_NO_MEMORY;
    } catch (...) {
        error.status = CONCH_E_INTERNAL;
    }
    note_failure(std::move(error));
}

Outcome Transfer::finish(CURLcode code) {
    Outcome outcome;
    outcome.may_have_been_sent = request_began_;
    outcome.response = std::move(response_);
    if (cancelled_) {
        outcome.delivery = Delivery::cancelled;
        outcome.error.status = CONCH_E_CANCELLED;
        outcome.error.message = "cancelled";
        return outcome;
    }
    // Of a head that ends in the middle curl says nothing.
    if (code == CURLE_OK && !head_complete_) code = CURLE_PARTIAL_FILE;
    if (code == CURLE_OK && !failure_) {
        outcome.delivery = Delivery::delivered;
        add_redirect_error(outcome);
        return outcome;
    }
    outcome.delivery = request_began_ ? Delivery::lost : Delivery::never_sent;
    if (!failure_ && code == CURLE_OPERATION_TIMEDOUT && phase_ == Phase::connecting) {
        check_time(last_activity_ + request_.timeouts.connect);  // curl's clock was a little faster than ours
    }
    outcome.error = failure_ ? std::move(*failure_) : error_of(code, authority(), curl_text_, request_began_);
    return outcome;
}

void Transfer::add_redirect_error(Outcome& outcome) const {
    if (!is_redirect(outcome.response.code)) return;
    char* target = nullptr;
    if (curl_easy_getinfo(easy_, CURLINFO_REDIRECT_URL, &target) != CURLE_OK || target == nullptr) return;
    const auto url = parse_url(target);
    outcome.error.status = CONCH_E_REDIRECT;
    outcome.error.http_code = outcome.response.code;
    outcome.error.message = authority() + " sends us on to " + (url ? url->authority : "another place") + " (HTTP " +
                            std::to_string(outcome.response.code) + "); redirects are not followed";
}

void Transfer::deliver(Outcome outcome) {
    const auto done = std::move(done_);
    done_ = nullptr;
    if (done) done(std::move(outcome));
}

int Transfer::on_request_begins(void* self, char*, char*, int, int) {
    auto& transfer = *static_cast<Transfer*>(self);
    if (transfer.cancelled_) return CURL_PREREQFUNC_ABORT;
    if (transfer.request_.creates && transfer.request_began_) {
        Error error;
        error.status = CONCH_E_NETWORK;
        try {
            error.message = "the answer of " + transfer.authority() +
                            " is missing; the request may cost credits, so it was not sent a second time";
        } catch (...) {
        }
        transfer.note_failure(std::move(error));
        return CURL_PREREQFUNC_ABORT;
    }
    transfer.request_began_ = true;
    transfer.enter(transfer.request_.body.kind == Body::Kind::none ? Phase::waiting : Phase::sending);
    return CURL_PREREQFUNC_OK;
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t length = size * count;
    try {
        return transfer.take_header_line({data, length}) ? length : 0;
    } catch (...) {
        transfer.note_exception();
        return 0;
    }
}

bool Transfer::take_header_line(std::string_view line) {
    saw_activity();
    if (cancelled_) return false;
    head_bytes_ += line.size();
    if (head_bytes_ > kMaxHeadBytes) {
        note_failure(error_with(CONCH_E_RESPONSE, "the head of the answer of " + authority() + " is larger than " +
                                                      std::to_string(kMaxHeadBytes) + " bytes"));
        return false;
    }
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    if (line.starts_with("HTTP/")) {  // also after a 100 Continue
        response_ = Response{};
        head_complete_ = false;
        const std::size_t space = line.find(' ');
        const auto code = space == std::string_view::npos ? std::nullopt : number_in(line.substr(space + 1, 3));
        response_.code = static_cast<int>(code.value_or(0));
        if (response_.code >= 200) enter(Phase::receiving);
        return true;
    }
    if (head_complete_) return true;  // a trailer
    if (line.empty()) return response_.code < 200 || head_is_complete();
    if (auto header = header_from(line)) response_.headers.push_back(std::move(*header));
    return true;
}

bool Transfer::head_is_complete() {
    head_complete_ = true;
    if (!streams_answer() && request_.method != Method::head) {
        const auto length = number_in(response_.header("Content-Length").value_or("0")).value_or(0);
        if (length > request_.max_response_bytes) {
            note_failure(error_with(CONCH_E_RESPONSE, "the answer of " + authority() + " has " +
                                                          std::to_string(length) + " bytes; at most " +
                                                          std::to_string(request_.max_response_bytes) + " are taken"));
            return false;
        }
        response_.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(length, kMaxReserve)));
    }
    if (request_.on_head) request_.on_head(response_);
    return !cancelled_;
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t length = size * count;
    try {
        return transfer.take_data({data, length}) ? length : CURL_WRITEFUNC_ERROR;
    } catch (...) {
        transfer.note_exception();
        return CURL_WRITEFUNC_ERROR;
    }
}

bool Transfer::take_data(std::string_view data) {
    saw_activity();
    if (cancelled_) return false;
    if (streams_answer()) {
        if (!request_.on_data(data)) cancelled_ = true;
        return !cancelled_;
    }
    if (response_.body.size() + data.size() > request_.max_response_bytes) {
        note_failure(error_with(CONCH_E_RESPONSE, "the answer of " + authority() + " is larger than the " +
                                                      std::to_string(request_.max_response_bytes) +
                                                      " bytes that are taken"));
        return false;
    }
    response_.body.append(data);
    return true;
}

std::size_t Transfer::on_read(char* out, std::size_t size, std::size_t count, void* source) {
    auto& from = *static_cast<Source*>(source);
    try {
        auto got = from.upload.read(out, size * count);
        if (got) return *got;
        from.owner->note_failure(std::move(got.error()));
    } catch (...) {
        from.owner->note_exception();
    }
    return CURL_READFUNC_ABORT;
}

int Transfer::on_seek(void* source, curl_off_t offset, int origin) {
    return static_cast<Source*>(source)->upload.seek(offset, origin) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

int Transfer::on_progress(void* self, curl_off_t to_receive, curl_off_t received, curl_off_t to_send, curl_off_t sent) {
    auto& transfer = *static_cast<Transfer*>(self);
    if (transfer.cancelled_) return 1;
    Progress now;
    now.sent = static_cast<std::uint64_t>(sent);
    now.to_send = to_send > 0 ? static_cast<std::uint64_t>(to_send) : transfer.progress_.to_send;
    now.received = static_cast<std::uint64_t>(received);
    now.to_receive = static_cast<std::uint64_t>(std::max<curl_off_t>(to_receive, 0));
    const Progress before = transfer.progress_;
    transfer.progress_ = now;
    const bool sent_more = now.sent != before.sent;
    if (sent_more) transfer.saw_activity();
    if (transfer.phase_ == Phase::sending && now.sent >= now.to_send && transfer.request_began_) {
        transfer.enter(Phase::waiting);
    }
    if (!transfer.request_.on_progress || (!sent_more && now.received == before.received)) return 0;
    try {
        transfer.request_.on_progress(now);
    } catch (...) {
        transfer.note_exception();
        return 1;
    }
    return transfer.cancelled_ ? 1 : 0;
}

}  // namespace conch::net
