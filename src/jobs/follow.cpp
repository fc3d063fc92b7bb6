#include "jobs/follow.hpp"

#include <algorithm>
#include <optional>

#include "jobs/ask.hpp"
#include "jobs/watch.hpp"

namespace conch::jobs {

namespace {

// A create is answered before every part of the service knows the item, so a few "not found" right after it mean
// nothing.
constexpr int kMissesBeforeVanished = 3;

Error vanished(Error cause) {
    cause.status = CONCH_E_JOB_VANISHED;
    cause.retriable = false;
    cause.message =
        "the job is no longer known to the service; most often it was removed by moderation after it was made (" +
        cause.message + ")";
    return cause;
}

// From the service's own percentage where that says something, from the typical time before.
std::int64_t remaining_ms(std::int32_t percent, std::int64_t elapsed, std::int64_t typical) {
    if (percent >= 10 && percent < 100) return elapsed * (100 - percent) / percent;
    return elapsed < typical ? typical - elapsed : -1;
}

}  // namespace

Sighting read_item_of(catalog::ItemFamily family, const json::Value& answer) {
    using State = Sighting::State;
    Sighting sighting;
    const auto code = json::integer_member(answer, "status");
    const catalog::ItemStatus status = catalog::item_status(family, code.value_or(-1));
    const auto words = json::string_member(answer, "message");
    sighting.message = std::string(words && !words->empty() ? *words : status.label);
    sighting.percent = static_cast<std::int32_t>(
        std::clamp<std::int64_t>(json::integer_member(answer, "percent").value_or(-1), -1, 100));
    if (code == 11) sighting.phase = CONCH_PHASE_QUEUED;
    if (!json::bool_member(answer, "statusFinal").value_or(status.final)) return sighting;
    if (status.result == catalog::ItemResult::kCompleted) {
        sighting.state = State::completed;
        return sighting;
    }
    sighting.state = State::failed;
    Error& error = sighting.error;
    error.status = status.result == catalog::ItemResult::kModerated ? CONCH_E_JOB_MODERATED : CONCH_E_JOB_FAILED;
    error.service_code = status.code;
    error.message =
        "the job ended as " + std::string(status.label) + " (status " + std::to_string(code.value_or(-1)) + ")";
    if (words && !words->empty()) error.message += ": " + std::string(*words);
    return sighting;
}

namespace {

// Together with the others that are due, when there are enough of them. A completed item is then read by itself once
// more: the host gets the service's own bytes, and links that are fresh.
Async<Result<api::Answer>> look(Context& context, const Followed& what, const std::string& remote_id) {
    auto seen = co_await context.watch().look(context, what.list_operation, what.id_parameter, remote_id);
    if (seen && what.read(seen->content).state == Sighting::State::running) co_return std::move(*seen);
    co_return co_await ask_for_item(context, what.get_operation, what.id_parameter, remote_id);
}

// How often to look, and when to give up.
class Pace {
  public:
    Pace(const Followed& what, Milliseconds poll_interval)
        : what_(what),
          shortest_(poll_interval),
          longest_(std::max(poll_interval, std::min(what.typical / 10, poll_interval * 8))),
          pause_(poll_interval) {}

    [[nodiscard]] Milliseconds pause() const { return pause_; }
    // What an answer says of the item: none while it goes on, else how following it ends.
    std::optional<Result<api::Answer>> take(Context& context, Result<api::Answer> answer, const std::string& remote_id);

  private:
    const Followed& what_;
    const net::Clock::time_point began_ = net::Clock::now();
    const Milliseconds shortest_;
    // Waits grow while nothing moves, up to a tenth of the typical time, and are short again once something does.
    const Milliseconds longest_;
    Milliseconds pause_;
    std::int32_t last_percent_ = -1;
    int misses_ = 0;
};

std::optional<Result<api::Answer>> Pace::take(Context& context, Result<api::Answer> answer,
                                              const std::string& remote_id) {
    if (!answer) {
        Error& error = answer.error();
        if (error.status != CONCH_E_REMOTE_NOT_FOUND) return answer;
        if (++misses_ >= kMissesBeforeVanished) return fail(vanished(std::move(error)));
        return std::nullopt;
    }
    misses_ = 0;

    Sighting seen = what_.read(answer->content);
    if (seen.state == Sighting::State::completed) return answer;
    if (seen.state == Sighting::State::failed) {
        seen.error.http_code = answer->http_code;
        seen.error.body = std::move(answer->text);
        return fail(std::move(seen.error));
    }
    const auto elapsed = std::chrono::duration_cast<Milliseconds>(net::Clock::now() - began_);
    if (elapsed > what_.longest) {
        return fail(CONCH_E_TIMEOUT, "not finished after " + std::to_string(elapsed.count() / 1000) +
                                         " s; the job lives on at the service as " + remote_id);
    }
    pause_ = seen.percent == last_percent_ ? std::min(pause_ * 3 / 2, longest_) : std::max(shortest_, pause_ * 2 / 3);
    last_percent_ = seen.percent;

    Progress& progress = context.progress();
    progress.phase = seen.phase;
    progress.percent = seen.percent;
    progress.message = std::move(seen.message);
    progress.remaining_ms = remaining_ms(seen.percent, elapsed.count(), what_.typical.count());
    context.report();
    return std::nullopt;
}

}  // namespace

Async<Result<api::Answer>> follow(Context& context, const Followed& what, std::string remote_id) {
    const Watch::Following following(context.watch(), context, what.list_operation, remote_id);
    Pace pace(what, context.service().poll_interval);
    context.follows(remote_id);
    while (co_await context.sleep(pace.pause(), true)) {
        auto end = pace.take(context, co_await look(context, what, remote_id), remote_id);
        if (end) co_return std::move(*end);
    }
    co_return cancelled();
}

}  // namespace conch::jobs
