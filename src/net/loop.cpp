#include "net/loop.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <list>
#include <map>
#include <mutex>
#include <new>
#include <thread>
#include <unordered_map>
#include <vector>

#include "net/admission.hpp"
#include "net/connection.hpp"
#include "net/curl_runtime.hpp"
#include "net/helper_thread.hpp"
#include "net/timers.hpp"
#include "net/transfer.hpp"

namespace conch::net {

namespace {

constexpr Milliseconds kLongestSleep{60'000};
constexpr Milliseconds kHelperPatience{500};
constexpr Milliseconds kMemoryPause{10};
constexpr std::size_t kMaxSpareHandles = 32;
// CURLMOPT_QUICK_EXIT: the headers we are compiled with may be older than the libcurl in memory.
constexpr auto kQuickExit = static_cast<CURLMoption>(21);

Outcome never_sent(Error error) {
    Outcome outcome;
    outcome.delivery = Delivery::never_sent;
    outcome.may_have_been_sent = false;
    outcome.error = std::move(error);
    return outcome;
}

}  // namespace

class Loop::Impl {
  public:
    Impl(CURLM* multi, LoopOptions options, const CurlRuntime& runtime);
    ~Impl();

    TransferId start(Request&& request, std::function<void(Outcome)>&& done);
    void cancel(TransferId id);
    [[nodiscard]] std::size_t transfers() const { return transfers_.size(); }

    TimerId add_timer(Clock::time_point due, std::function<void()> fire) { return timers_.add(due, std::move(fire)); }
    void cancel_timer(TimerId id) { timers_.remove(id); }
    [[nodiscard]] Milliseconds tick() const { return options_.tick; }

    Result<std::shared_ptr<Connection>> connect(const std::string& url, Milliseconds limit, ConnectionEvents events);

    void post(std::function<void()> work);
    void offload(std::function<void()> work, std::function<void()> done);
    bool end_offloads(std::shared_ptr<void> keep);
    void run();
    void stop();

  private:
    // The queue of posted work lives on while the helper thread still has something to say.
    struct Inbox {
        explicit Inbox(CURLM* waiting) : multi(waiting) {}
        void post(std::function<void()>&& work);
        void take(std::vector<std::function<void()>>& works);
        void wake();
        void close();
        // The loop is about to sleep; false: there is work.
        bool may_sleep();

        std::mutex mutex;
        std::vector<std::function<void()>> works;
        CURLM* multi;  // nullptr once the loop is gone
        bool asleep = false;
    };

    struct Link {
        std::shared_ptr<Connection> connection;
        Milliseconds limit;
        TimerId timer = 0;  // for connecting
        bool is_ready = false;
    };

    struct Underway {
        std::unique_ptr<Transfer> transfer;
        Outcome outcome;  // once it has ended
    };
    // One element each: ending a transfer moves it from list to list, which needs no memory.
    using Slot = std::list<Underway>;

    void run_posted();
    void run_due_timers();
    void admit();
    void begin(Transfer& transfer);
    struct Spare {
        CURL* easy;
        bool set_up;  // with the options of a plain transfer
    };
    Result<void> prepare(Transfer& transfer, const Spare& handle, Clock::time_point now);
    void watch_time(Transfer& transfer, Clock::time_point now);
    void mark(Transfer& transfer, CURLcode code);
    void collect_finished();
    void end_marked();
    void end_active(Transfer& transfer, CURLcode code);
    void finish(TransferId id, Outcome outcome);
    void deliver();
    void serve_connections();
    void wait();
    void shut_down();

    CURLM* multi_;
    LoopOptions options_;
    TransferDefaults defaults_;
    Admission admission_;
    Timers timers_;
    HelperThread helper_{"conch-helper"};
    std::shared_ptr<Inbox> inbox_;
    std::atomic<bool> stopping_{false};
    bool closed_ = false;

    TransferId next_id_ = 1;
    std::unordered_map<TransferId, Slot> transfers_;
    bool any_to_end_ = false;  // cancelled or out of time, still in curl's hands
    Slot finished_;
    std::vector<std::function<void()>> posted_;  // taken from the inbox
    std::size_t next_posted_ = 0;                // and not yet run from here on
    std::vector<Spare> spare_;
    Authorities authorities_;
    std::map<CURL*, Link> links_;  // few
    std::vector<curl_waitfd> waited_for_;
};

void Loop::Impl::Inbox::post(std::function<void()>&& work) {
    const std::lock_guard lock(mutex);
    if (multi == nullptr) return;  // the loop is gone; `work` is the caller's to destroy
    const bool was_empty = works.empty();
    works.push_back(std::move(work));
    // Only the first of a batch wakes, and only a loop that sleeps: the loop takes all of it.
    if (was_empty && std::exchange(asleep, false)) curl_multi_wakeup(multi);
}

// Into an empty vector.
void Loop::Impl::Inbox::take(std::vector<std::function<void()>>& into) {
    const std::lock_guard lock(mutex);
    into.swap(works);
}

bool Loop::Impl::Inbox::may_sleep() {
    const std::lock_guard lock(mutex);
    asleep = works.empty();
    return asleep;
}

void Loop::Impl::Inbox::wake() {
    const std::lock_guard lock(mutex);
    if (multi != nullptr) curl_multi_wakeup(multi);
}

void Loop::Impl::Inbox::close() {
    std::vector<std::function<void()>> dropped;  // destroyed without the lock held
    const std::lock_guard lock(mutex);
    multi = nullptr;
    dropped.swap(works);
}

Loop::Impl::Impl(CURLM* multi, LoopOptions options, const CurlRuntime& runtime)
    : multi_(multi),
      options_(std::move(options)),
      admission_({options_.max_transfers, options_.max_connections_per_host, options_.max_bulk_transfers}),
      inbox_(std::make_shared<Inbox>(multi)) {
    defaults_ = {options_.proxy, options_.no_proxy, options_.ca_file, options_.user_agent,
                 runtime.http2_is_sound ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1};
    if (runtime.joins_lookups_at_end) curl_multi_setopt(multi_, kQuickExit, 1L);
    spare_.reserve(kMaxSpareHandles);
    // Idle connections that are kept; enough for one host's calls and some files beside them.
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS,
                      static_cast<long>(options_.max_connections_per_host + options_.max_bulk_transfers));
}

Loop::Impl::~Impl() {
    end_offloads(nullptr);
    shut_down();
}

bool Loop::Impl::end_offloads(std::shared_ptr<void> keep) {
    inbox_->close();
    return helper_.stop_within(kHelperPatience, std::move(keep));
}

TransferId Loop::Impl::start(Request&& request, std::function<void(Outcome)>&& done) {
    const TransferId id = next_id_++;
    if (closed_) return id;
    Slot slot;
    slot.push_back({std::make_unique<Transfer>(id, std::move(request), std::move(done)), {}});
    Transfer& started = *slot.front().transfer;
    auto checked = started.check(authorities_);
    transfers_.emplace(id, std::move(slot));
    if (!checked) {
        finish(id, never_sent(std::move(checked.error())));
        return id;
    }
    try {
        admission_.enqueue(id, started.lane(), started.authority());
    } catch (...) {
        transfers_.erase(id);
        throw;
    }
    return id;
}

void Loop::Impl::cancel(TransferId id) {
    const auto found = transfers_.find(id);
    if (found == transfers_.end() || found->second.front().transfer->cancelled()) return;
    Transfer& transfer = *found->second.front().transfer;
    transfer.cancel();
    if (transfer.easy() != nullptr) {
        mark(transfer, CURLE_ABORTED_BY_CALLBACK);
        return;
    }
    admission_.withdraw(id, transfer.lane(), transfer.authority());
    finish(id, transfer.finish(CURLE_ABORTED_BY_CALLBACK));
}

// Not at once: this may be one of curl's own callbacks.
void Loop::Impl::mark(Transfer& transfer, CURLcode code) {
    transfer.ends_with = code;
    any_to_end_ = true;
}

void Loop::Impl::post(std::function<void()> work) {
    inbox_->post(std::move(work));
}

void Loop::Impl::offload(std::function<void()> work, std::function<void()> done) {
    // The pair is held together, so that `done` is destroyed on whichever thread is last, and never run after the loop.
    auto task = [inbox = inbox_, work = std::move(work), done = std::move(done)]() mutable {
        try {
            work();
        } catch (...) {
            // `done` sees that the work left no result; the thread goes on with the next.
        }
        work = nullptr;
        for (;;) {
            try {
                return inbox->post(std::move(done));
            } catch (const std::bad_alloc&) {
                std::this_thread::sleep_for(kMemoryPause);  // somebody waits for this
            }
        }
    };
    // No thread to be had: late is better than never.
    if (!helper_.run(task)) task();
}

void Loop::Impl::stop() {
    stopping_.store(true);
    inbox_->wake();
}

void Loop::Impl::run() {
    while (!stopping_.load()) {
        run_posted();
        run_due_timers();
        end_marked();
        int running = 0;
        curl_multi_perform(multi_, &running);
        collect_finished();
        end_marked();
        deliver();
        serve_connections();
        admit();  // last: what the callbacks above started goes out at once, since curl will not sleep on a new handle
        if (!stopping_.load()) wait();
    }
    closed_ = true;
    timers_.clear();
    inbox_->close();
    posted_.clear();
    while (!transfers_.empty()) {
        Transfer& transfer = *transfers_.begin()->second.front().transfer;
        transfer.cancel();
        if (transfer.easy() != nullptr) {
            end_active(transfer, CURLE_ABORTED_BY_CALLBACK);
        } else {
            finish(transfer.id(), transfer.finish(CURLE_ABORTED_BY_CALLBACK));
        }
    }
    deliver();
    for (const auto& [easy, link] : links_)
        link.connection->stop();
    shut_down();
}

void Loop::Impl::run_posted() {
    // One at a time: what comes behind one that throws is run when run() is called again.
    if (next_posted_ >= posted_.size()) {
        posted_.clear();
        next_posted_ = 0;
        inbox_->take(posted_);
    }
    while (next_posted_ < posted_.size() && !stopping_.load()) {
        const auto work = std::move(posted_[next_posted_++]);
        work();
    }
}

void Loop::Impl::run_due_timers() {
    timers_.begin_round();
    const auto now = Clock::now();
    while (const auto fire = timers_.take_due(now)) {
        fire();
        if (stopping_.load()) return;
    }
}

void Loop::Impl::admit() {
    while (const auto id = admission_.next())
        begin(*transfers_.at(*id).front().transfer);
}

void Loop::Impl::begin(Transfer& transfer) {
    Spare handle{nullptr, false};
    if (spare_.empty()) {
        handle.easy = curl_easy_init();
    } else {
        handle = spare_.back();
        spare_.pop_back();
    }
    const auto now = Clock::now();
    if (auto prepared = prepare(transfer, handle, now); !prepared) {
        admission_.finished(transfer.lane(), transfer.authority());
        if (transfer.easy() != nullptr) {
            clean_up_easy(transfer.release());
        } else if (handle.easy != nullptr) {
            clean_up_easy(handle.easy);
        }
        finish(transfer.id(), never_sent(std::move(prepared.error())));
        return;
    }
    watch_time(transfer, now);
}

Result<void> Loop::Impl::prepare(Transfer& transfer, const Spare& handle, Clock::time_point now) {
    try {
        if (handle.easy != nullptr) {
            auto prepared = transfer.prepare(handle.easy, handle.set_up, defaults_, now);
            if (!prepared) return prepared;
            if (curl_multi_add_handle(multi_, handle.easy) == CURLM_OK) return {};
        }
    } catch (const std::bad_alloc&) {
        // Said below.
    }
    return out_of_memory();
}

void Loop::Impl::watch_time(Transfer& transfer, Clock::time_point now) {
    const auto check = transfer.next_check(now);
    if (!check) return;
    try {
        transfer.timer = timers_.add(*check, [this, &transfer] {
            transfer.timer = 0;
            const auto at = Clock::now();
            if (transfer.check_time(at)) {
                mark(transfer, CURLE_ABORTED_BY_CALLBACK);
            } else {
                watch_time(transfer, at);
            }
        });
    } catch (const std::bad_alloc&) {
        mark(transfer, CURLE_OUT_OF_MEMORY);  // nothing would ever end it
    }
}

void Loop::Impl::collect_finished() {
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;
        if (const auto link = links_.find(message->easy_handle); link != links_.end()) {
            // Its handle stays with the multi: only there can it send and receive.
            timers_.remove(link->second.timer);
            const auto connection = link->second.connection;
            connection->connected(code, link->second.limit);
            continue;
        }
        Transfer* transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        end_active(*transfer, code);
    }
}

void Loop::Impl::end_marked() {
    while (std::exchange(any_to_end_, false)) {
        for (auto at = transfers_.begin(); at != transfers_.end();) {
            Transfer& transfer = *(at++)->second.front().transfer;
            if (transfer.ends_with && transfer.easy() != nullptr) end_active(transfer, *transfer.ends_with);
        }
    }
}

void Loop::Impl::end_active(Transfer& transfer, CURLcode code) {
    timers_.remove(transfer.timer);
    curl_multi_remove_handle(multi_, transfer.easy());
    Outcome outcome;
    try {
        outcome = transfer.finish(code);
    } catch (const std::bad_alloc&) {
        outcome.delivery = Delivery::lost;
        outcome.error.status = CONCH_E_NO_MEMORY;
    }
    CURL* easy = transfer.release();
    // A handle that did not come to its end may still have a name lookup behind it.
    if (code == CURLE_OK && spare_.size() < kMaxSpareHandles) {
        spare_.push_back({easy, transfer.is_plain()});
    } else {
        clean_up_easy(easy);
    }
    admission_.finished(transfer.lane(), transfer.authority());
    finish(transfer.id(), std::move(outcome));
}

void Loop::Impl::finish(TransferId id, Outcome outcome) {
    const auto found = transfers_.find(id);
    found->second.front().outcome = std::move(outcome);
    finished_.splice(finished_.end(), found->second);
    transfers_.erase(found);
}

void Loop::Impl::deliver() {
    // What ends while these are told waits for the next round.
    for (std::size_t left = finished_.size(); left > 0; --left) {
        Slot one;
        one.splice(one.begin(), finished_, finished_.begin());
        one.front().transfer->deliver(std::move(one.front().outcome));
    }
}

Result<std::shared_ptr<Connection>> Loop::Impl::connect(const std::string& url, Milliseconds limit,
                                                        ConnectionEvents events) {
    if (closed_) return fail(CONCH_E_CLOSED, "the event loop has ended");
    auto parsed = parse_url(url);
    if (!parsed) return fail(parsed.error());
    auto connection = std::make_shared<Connection>(std::move(*parsed), std::move(events));
    if (auto prepared = connection->prepare(defaults_, limit); !prepared) return fail(prepared.error());
    const auto link = links_.emplace(connection->easy(), Link{connection, limit}).first;
    if (curl_multi_add_handle(multi_, connection->easy()) != CURLM_OK) {
        links_.erase(link);
        return out_of_memory();
    }
    if (limit.count() > 0) {
        link->second.timer = timers_.add(
            Clock::now() + limit, [connection, limit] { connection->connected(CURLE_OPERATION_TIMEDOUT, limit); });
    }
    return connection;
}

void Loop::Impl::serve_connections() {
    if (links_.empty()) return;
    std::vector<std::shared_ptr<Connection>> ready;  // they may close themselves and each other
    for (auto& [easy, link] : links_) {
        if (std::exchange(link.is_ready, false) || link.connection->has_more()) ready.push_back(link.connection);
    }
    for (const auto& connection : ready)
        connection->ready();
    std::erase_if(links_, [this](const auto& one) {
        if (!one.second.connection->is_closed()) return false;
        timers_.remove(one.second.timer);
        curl_multi_remove_handle(multi_, one.first);
        one.second.connection->forget();
        return true;
    });
}

void Loop::Impl::wait() {
    waited_for_.clear();
    bool at_once = false;
    for (const auto& [easy, link] : links_) {
        if (link.connection->is_open()) waited_for_.push_back(link.connection->waited_for());
        at_once = at_once || link.connection->has_more() || link.connection->is_closed();
    }
    auto sleep = std::chrono::duration_cast<Milliseconds>(kLongestSleep);
    if (at_once || !finished_.empty() || next_posted_ < posted_.size() || any_to_end_) sleep = Milliseconds(0);
    if (const auto due = timers_.next_due()) {
        // Rounded up: waking a little early would only spin.
        const auto left = std::chrono::ceil<Milliseconds>(*due - Clock::now());
        sleep = std::min(sleep, std::max(left, Milliseconds(0)));
    }
    if (options_.before_sleep) options_.before_sleep();
    if (!inbox_->may_sleep()) sleep = Milliseconds(0);
    curl_multi_poll(multi_, waited_for_.data(), static_cast<unsigned>(waited_for_.size()),
                    static_cast<int>(sleep.count()), nullptr);
    auto seen = waited_for_.begin();
    for (auto& [easy, link] : links_) {
        if (link.connection->is_open()) link.is_ready = (seen++)->revents != 0;
    }
}

void Loop::Impl::shut_down() {
    // On the loop's thread when it ran: closing TLS connections writes to them, and only there is SIGPIPE blocked.
    if (multi_ == nullptr) return;
    for (auto& [id, slot] : transfers_) {
        if (CURL* easy = slot.front().transfer->easy()) curl_multi_remove_handle(multi_, easy);
    }
    transfers_.clear();
    finished_.clear();
    for (auto& [easy, link] : links_) {
        // Others may hold it still; without the multi it can do nothing more.
        link.connection->close();
        link.connection->forget();
        curl_multi_remove_handle(multi_, easy);
    }
    links_.clear();
    for (const Spare& handle : spare_)
        clean_up_easy(handle.easy);
    spare_.clear();
    clean_up_multi(multi_);
    multi_ = nullptr;
}

Result<std::unique_ptr<Loop>> Loop::create(LoopOptions options) {
    auto runtime = curl_runtime();
    if (!runtime) return fail(runtime.error());
    std::unique_ptr<CURLM, decltype(&clean_up_multi)> multi(curl_multi_init(), &clean_up_multi);
    if (!multi) return fail(CONCH_E_NO_MEMORY, "out of memory, or no descriptors left, for an event loop");
    auto impl = std::make_unique<Impl>(multi.get(), std::move(options), *runtime);
    multi.release();  // NOLINT(bugprone-unused-return-value): the loop's now
    return std::unique_ptr<Loop>(new Loop(std::move(impl)));
}

Loop::Loop(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Loop::~Loop() = default;

TransferId Loop::start(Request request, std::function<void(Outcome)> done) {
    return impl_->start(std::move(request), std::move(done));
}
void Loop::cancel(TransferId id) {
    impl_->cancel(id);
}
std::size_t Loop::transfers() const {
    return impl_->transfers();
}
Result<std::shared_ptr<Connection>> Loop::connect(const std::string& url, Milliseconds limit, ConnectionEvents events) {
    return impl_->connect(url, limit, std::move(events));
}
TimerId Loop::after(Milliseconds delay, std::function<void()> fire) {
    return impl_->add_timer(Clock::now() + delay, std::move(fire));
}
TimerId Loop::after_on_tick(Milliseconds delay, std::function<void()> fire) {
    return impl_->add_timer(rounded_up(Clock::now() + delay, impl_->tick()), std::move(fire));
}
void Loop::cancel_timer(TimerId id) {
    impl_->cancel_timer(id);
}
void Loop::post(std::function<void()> work) {
    impl_->post(std::move(work));
}
void Loop::offload(std::function<void()> work, std::function<void()> done) {
    impl_->offload(std::move(work), std::move(done));
}
bool Loop::end_offloads(std::shared_ptr<void> keep) {
    return impl_->end_offloads(std::move(keep));
}
void Loop::run() {
    impl_->run();
}
void Loop::stop() {
    impl_->stop();
}

}  // namespace conch::net
