#include "jobs/follow.hpp"

#include <algorithm>

#include "jobs/ask.hpp"

namespace conch::jobs {

namespace {

// A create is answered before every part of the service knows the item, so a few "not found" right after it mean
// nothing.
constexpr int kMissesBeforeVanished = 3;

Error ended_badly(const json::Value& content, const catalog::ItemStatus& status, std::string body) {
    Error error;
    error.status = status.result == catalog::ItemResult::kModerated ? CONCH_E_JOB_MODERATED : CONCH_E_JOB_FAILED;
    error.http_code = 200;
    error.service_code = status.code;
    error.message = "the job ended as " + std::string(status.label) + " (status " + std::to_string(status.code) + ")";
    const auto words = json::string_member(content, "message");
    if (words && !words->empty()) error.message += ": " + std::string(*words);
    error.retriable = false;
    error.body = std::move(body);
    return error;
}

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

Async<Result<Item>> follow(Context& context, const Followed& what, std::string remote_id) {
    json::Document params;
    params.SetObject();
    json::set(params, params, what.id_parameter, std::string_view(remote_id));
    const catalog::Operation& get = *catalog::find_operation(what.get_operation);

    const auto began = net::Clock::now();
    const Milliseconds shortest = context.service().poll_interval;
    Milliseconds pause = shortest;
    std::int64_t last_percent = -1;
    int misses = 0;
    for (;;) {
        if (!co_await context.sleep(pause, true)) co_return fail(CONCH_E_CANCELLED, "the task was cancelled");
        auto answer = co_await ask_patiently(context, get, params);
        const auto elapsed = std::chrono::duration_cast<Milliseconds>(net::Clock::now() - began);
        if (!answer) {
            Error& error = answer.error();
            if (error.status != CONCH_E_REMOTE_NOT_FOUND) co_return fail(std::move(error));
            if (++misses >= kMissesBeforeVanished) co_return fail(vanished(std::move(error)));
            continue;
        }
        misses = 0;

        const auto code = json::integer_member(answer->content, "status");
        const catalog::ItemStatus status = catalog::item_status(what.family, code.value_or(-1));
        const bool final = json::bool_member(answer->content, "statusFinal").value_or(status.final);
        if (final && status.result == catalog::ItemResult::kCompleted) {
            co_return Item{std::move(answer->text), std::move(answer->content), answer->http_code};
        }
        if (final) co_return fail(ended_badly(answer->content, status, std::move(answer->text)));
        if (elapsed > what.longest) {
            co_return fail(CONCH_E_TIMEOUT, "not finished after " + std::to_string(elapsed.count() / 1000) +
                                                " s; the job lives on at the service as " + remote_id);
        }

        // Waits grow while nothing moves, up to a tenth of the typical time, and are short again once something does.
        const std::int64_t percent = json::integer_member(answer->content, "percent").value_or(-1);
        pause = percent == last_percent
                    ? std::min(pause * 3 / 2, std::max(shortest, std::min(what.typical / 10, shortest * 8)))
                    : std::max(shortest, pause * 2 / 3);
        last_percent = percent;

        Progress& progress = context.progress();
        progress.phase = code == 11 ? CONCH_PHASE_QUEUED : CONCH_PHASE_WORKING;
        progress.percent = static_cast<std::int32_t>(std::clamp<std::int64_t>(percent, -1, 100));
        progress.message = std::string(json::string_member(answer->content, "message").value_or(status.label));
        progress.remaining_ms = remaining_ms(progress.percent, elapsed.count(), what.typical.count());
        context.report();
    }
}

}  // namespace conch::jobs
