#include "net/download.hpp"

#include <algorithm>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include "net/failure.hpp"
#include "net/header_rules.hpp"
#include "net/part_file.hpp"
#include "net/url.hpp"

namespace conch::net {

namespace {

constexpr int kMaxTries = 30;
constexpr int kMaxTriesWithoutProgress = 5;
constexpr Milliseconds kLongestDelay{8'000};
constexpr std::uint64_t kLongestAdviceS = 600;
constexpr Milliseconds kProgressEvery{100};

bool is_worth_a_retry(int code) {
    return code == 408 || code == 429 || code == 500 || code == 502 || code == 503 || code == 504;
}

// Content-Range: "bytes FIRST-LAST/TOTAL", "bytes */TOTAL"; a "*" for what is not known.
struct ContentRange {
    std::optional<std::uint64_t> first;
    std::optional<std::uint64_t> total;
};

// What a busy server asks for, in seconds; dates would only be as good as two clocks.
Milliseconds retry_after(const Response& response) {
    const auto seconds = number_in(response.header("Retry-After").value_or(""));
    return std::chrono::seconds(std::min(seconds.value_or(0), kLongestAdviceS));
}

ContentRange content_range_of(const Response& head) {
    ContentRange range;
    std::string_view text = head.header("Content-Range").value_or("");
    if (!text.starts_with("bytes ")) return range;
    text.remove_prefix(6);
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return range;
    range.total = number_in(text.substr(slash + 1));
    range.first = number_in(text.substr(0, text.substr(0, slash).find('-')));
    return range;
}

}  // namespace

class Download : public std::enable_shared_from_this<Download> {
  public:
    using Done = std::function<void(tl::expected<Downloaded, DownloadFailure>)>;

    Download(Loop& loop, DownloadRequest request, Done done)
        : loop_(loop), request_(std::move(request)), done_(std::move(done)) {}

    void begin();
    void cancel();

  private:
    // Runs a step. Whatever goes wrong in it, `done` is told.
    template <typename Step>
    void guarded(Step step) {
        try {
            step();
        } catch (const std::bad_alloc&) {
            Error error;
            error.status = CONCH_E_NO_MEMORY;
            finish(tl::unexpected(DownloadFailure{std::move(error), 0, false}));
        }
    }
    void open_part();
    void ask();
    void take_head(const Response& head);
    bool take_data(std::string_view data);
    void take_outcome(Outcome outcome);
    void take_refused_range(const Response& response);
    void try_again(DownloadFailure because, Milliseconds advised = {});
    void bring_to_disk();
    void tell_progress(bool now);
    void fail_with(DownloadFailure failure);
    void finish(tl::expected<Downloaded, DownloadFailure> result);
    // Ends the running transfer from inside one of its callbacks, for that reason.
    void stop_for(Error error);

    Loop& loop_;
    DownloadRequest request_;
    Done done_;
    std::optional<PartFile> part_;
    TransferId transfer_ = 0;
    TimerId timer_ = 0;
    std::optional<Error> stopped_for_;  // a reason of ours why the transfer ended
    bool start_over_ = false;           // the next try may not continue what is there
    bool cancelled_ = false;
    int tries_ = 0;
    int tries_without_progress_ = 0;
    std::uint64_t size_before_try_ = 0;
    Clock::time_point told_progress_;
};

void Download::begin() {
    timer_ = loop_.after(Milliseconds(0), [self = shared_from_this()] {
        self->timer_ = 0;
        self->guarded([&] { self->open_part(); });
    });
}

void Download::cancel() {
    if (cancelled_) return;
    cancelled_ = true;
    if (transfer_ != 0) {
        loop_.cancel(transfer_);
    } else if (timer_ != 0) {
        loop_.cancel_timer(timer_);
        timer_ =
            loop_.after(Milliseconds(0), [self = shared_from_this()] { self->guarded([&] { self->fail_with({}); }); });
    }
    // Else the file is on its way to disk, and what is whole is not taken back.
}

void Download::open_part() {
    if (auto url = parse_url(request_.url); !url) return fail_with({url.error()});
    auto part = PartFile::open(request_.path, request_.url);
    if (!part) {
        DownloadFailure failure{part.error()};
        failure.is_taken = part.error().status == CONCH_E_BUSY;
        return fail_with(std::move(failure));
    }
    part_ = std::move(*part);
    if (part_->is_complete()) return bring_to_disk();  // it only lacked its name
    ask();
}

void Download::ask() {
    ++tries_;
    size_before_try_ = part_->size();
    stopped_for_.reset();
    Request request;
    request.url = request_.url;
    request.timeouts = request_.timeouts;
    request.lane = Lane::bulk;
    request.max_response_bytes = 1U << 20U;  // of an error's body
    const std::string validator = part_->entity().validator();
    if (part_->size() > 0 && !start_over_ && !validator.empty()) {
        request.headers.push_back({"Range", "bytes=" + std::to_string(part_->size()) + "-"});
        request.headers.push_back({"If-Range", validator});
    }
    start_over_ = false;
    request.on_head = [this](const Response& head) { take_head(head); };
    request.on_data = [this](std::string_view data) { return take_data(data); };
    transfer_ = loop_.start(std::move(request), [self = shared_from_this()](Outcome outcome) {
        self->transfer_ = 0;
        self->guarded([&] { self->take_outcome(std::move(outcome)); });
    });
}

void Download::take_head(const Response& head) {
    Entity entity = entity_of(request_.url, head);
    if (head.code == 206) {
        const ContentRange range = content_range_of(head);
        const Entity& ours = part_->entity();
        // Not every server knows If-Range; one that does not sends a piece of whatever the entity is by now.
        const bool same = (entity.etag.empty() || entity.etag == ours.etag) &&
                          (entity.last_modified.empty() || entity.last_modified == ours.last_modified) &&
                          (ours.total == 0 || !range.total || *range.total == ours.total);
        if (!same || range.first != part_->size()) {
            start_over_ = true;
            stop_for(error_with(CONCH_E_RESPONSE, "the file changed on the server while it was being downloaded"));
        } else if (ours.total == 0 && range.total) {
            part_->set_total(*range.total);
        }
    } else if (head.code >= 200 && head.code < 300) {
        entity.total = number_in(head.header("Content-Length").value_or("")).value_or(0);
        if (auto begun = part_->start_over(std::move(entity)); !begun) stop_for(begun.error());
    }
}

bool Download::take_data(std::string_view data) {
    if (auto written = part_->append(data); !written) {
        stop_for(written.error());
        return false;
    }
    tell_progress(false);
    return true;
}

void Download::stop_for(Error error) {
    stopped_for_ = std::move(error);
    loop_.cancel(transfer_);
}

void Download::take_outcome(Outcome outcome) {
    if (part_->size() > size_before_try_) tries_without_progress_ = 0;
    if (stopped_for_) {
        DownloadFailure failure{*stopped_for_, outcome.response.code};
        return start_over_ ? try_again(std::move(failure)) : fail_with(std::move(failure));
    }
    DownloadFailure failure{std::move(outcome.error), outcome.response.code};
    if (outcome.delivery == Delivery::cancelled) {
        cancelled_ = true;
        return fail_with(std::move(failure));
    }
    if (!outcome.delivered())
        return failure.error.retriable ? try_again(std::move(failure)) : fail_with(std::move(failure));
    const int code = outcome.response.code;
    if (code == 416) return take_refused_range(outcome.response);
    if (code < 200 || code >= 300) {
        if (failure.error.status != CONCH_E_REDIRECT) {
            failure.error =
                error_with(CONCH_E_UNEXPECTED, "the download link answered with HTTP " + std::to_string(code));
            failure.error.http_code = code;
            failure.error.retriable = is_worth_a_retry(code);
        }
        if (!failure.error.retriable) return fail_with(std::move(failure));
        return try_again(std::move(failure), retry_after(outcome.response));
    }
    if (const std::uint64_t total = part_->entity().total; total > 0 && part_->size() != total) {
        start_over_ = part_->size() > total;
        failure.error = error_with(CONCH_E_RESPONSE, "the download ended after " + std::to_string(part_->size()) +
                                                         " of " + std::to_string(total) + " bytes");
        return try_again(std::move(failure));
    }
    tell_progress(true);
    bring_to_disk();
}

void Download::take_refused_range(const Response& response) {
    // Nothing lies beyond what we have: all was here, only its length was not known.
    const ContentRange range = content_range_of(response);
    if (part_->size() > 0 && range.total == part_->size()) return bring_to_disk();
    start_over_ = true;
    try_again({error_with(CONCH_E_RESPONSE,
                          "the server does not continue the download at byte " + std::to_string(part_->size())),
               416});
}

void Download::try_again(DownloadFailure because, Milliseconds advised) {
    if (cancelled_ || ++tries_without_progress_ > kMaxTriesWithoutProgress || tries_ >= kMaxTries)
        return fail_with(std::move(because));
    const auto grown = std::min(request_.retry_delay * (1 << (tries_without_progress_ - 1)), kLongestDelay);
    const Milliseconds delay = std::max<Milliseconds>(grown, advised);
    timer_ = loop_.after(delay, [self = shared_from_this()] {
        self->timer_ = 0;
        self->guarded([&] { self->ask(); });
    });
}

void Download::bring_to_disk() {
    struct Finishing {
        PartFile part;
        Result<void> result = fail(CONCH_E_INTERNAL, "the file could not be brought to disk");
    };
    auto finishing = std::make_shared<Finishing>(Finishing{std::move(*part_)});
    part_.reset();
    // The loop would stand still for as long as fsync takes: half a second and more for a gigabyte.
    loop_.offload([finishing] { finishing->result = finishing->part.to_disk(); },
                  [self = shared_from_this(), finishing] {
                      self->guarded([&] {
                          if (!finishing->result) return self->fail_with({finishing->result.error()});
                          const PartFile& part = finishing->part;
                          self->finish(Downloaded{self->request_.path, part.size(), part.entity().content_type});
                      });
                  });
}

void Download::tell_progress(bool now) {
    if (!request_.on_progress) return;
    const auto time = Clock::now();
    if (!now && time < told_progress_ + kProgressEvery) return;
    told_progress_ = time;
    request_.on_progress(part_->size(), part_->entity().total);
}

void Download::fail_with(DownloadFailure failure) {
    if (part_) part_->drop_if_empty();
    if (cancelled_) {
        failure.cancelled = true;
        failure.error = error_with(CONCH_E_CANCELLED, "cancelled");
    }
    finish(tl::unexpected(std::move(failure)));
}

void Download::finish(tl::expected<Downloaded, DownloadFailure> result) {
    part_.reset();
    const Done done = std::exchange(done_, nullptr);
    if (done) done(std::move(result));
}

std::shared_ptr<Download> start_download(Loop& loop, DownloadRequest request,
                                         std::function<void(tl::expected<Downloaded, DownloadFailure>)> done) {
    auto download = std::make_shared<Download>(loop, std::move(request), std::move(done));
    download->begin();
    return download;
}

void cancel_download(Download& download) {
    download.cancel();
}

}  // namespace conch::net
