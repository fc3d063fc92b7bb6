#include "jobs/context.hpp"

namespace conch::jobs {

Error cancellation() {
    return error_with(CONCH_E_CANCELLED, "the task was cancelled");
}

tl::unexpected<KeptError> cancelled() {
    return fail(cancellation());
}

void Context::enter(std::int32_t phase, std::string message) {
    progress_.phase = phase;
    progress_.percent = -1;
    progress_.message = std::move(message);
    progress_.bytes = 0;
    progress_.bytes_total = 0;
    progress_.remaining_ms = -1;
    report();
}

void Context::cancel(std::int32_t where) {
    // A second cancel may only reach further.
    if (where == CONCH_CANCEL_EVERYWHERE) cancel_reach_ = where;
    cancelled_ = true;
    if (shielded_) return;
    // Ending the wait may resume the task, which may begin another wait: keep the function alive on our own stack.
    const auto end_wait = std::exchange(end_wait_, {});
    if (end_wait) end_wait();
}

bool Context::Fetch::await_ready() {
    if (!context_.cancelled()) return false;
    outcome_.delivery = net::Delivery::cancelled;
    outcome_.error = cancellation();
    outcome_.may_have_been_sent = false;
    return true;
}

void Context::Fetch::await_suspend(std::coroutine_handle<> waiting) {
    transfer_ = context_.loop_.start(std::move(request_), [this, waiting](net::Outcome&& outcome) {
        context_.end_of_wait();
        outcome_ = std::move(outcome);
        waiting.resume();
    });
    context_.begin_wait([this] { context_.loop_.cancel(transfer_); });
}

void Context::Sleep::await_suspend(std::coroutine_handle<> waiting) {
    auto wake = [this, waiting] {
        context_.end_of_wait();
        context_.pausing_ = false;
        waiting.resume();
    };
    waiting_ = waiting;
    timer_ = on_tick_ ? context_.loop_.after_on_tick(delay_, wake) : context_.loop_.after(delay_, wake);
    context_.pausing_ = on_tick_;
    context_.begin_wait([this] {
        context_.loop_.cancel_timer(timer_);
        context_.pausing_ = false;
        waiting_.resume();
    });
}

bool Context::Fetched::await_ready() {
    if (!context_.cancelled()) return false;
    result_ = tl::unexpected(net::DownloadFailure{cancellation(), 0, true});
    return true;
}

void Context::Fetched::await_suspend(std::coroutine_handle<> waiting) {
    download_ = net::start_download(context_.loop_, std::move(request_), [this, waiting](Result result) {
        context_.end_of_wait();
        result_ = std::move(result);
        waiting.resume();
    });
    context_.begin_wait([this] { net::cancel_download(*download_); });
}

}  // namespace conch::jobs
