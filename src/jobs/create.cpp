#include "jobs/create.hpp"

#include <algorithm>

#include "api/reply_ref.hpp"
#include "jobs/ask.hpp"
#include "jobs/look_up.hpp"

namespace conch::jobs {

namespace {

// How often a request that surely never left is sent again before the failure is the host's to know.
constexpr int kMaxResends = 4;
// Places free up when a running job ends, so asking for one goes on for long; the task's deadline is what ends it.
constexpr int kSeconds = 1'000;

// What the service says of itself when its upstream broke while a job was being queued.
bool may_have_been_queued(int http_code) {
    return http_code == 502 || http_code == 504;
}

bool waits_for_a_place(const Error& error) {
    return error.status == CONCH_E_ACCOUNT_BUSY || error.status == CONCH_E_RATE_LIMITED;
}

Error ambiguous(const Error& cause, std::string_view mark) {
    Error error = cause;
    error.status = CONCH_E_AMBIGUOUS;
    error.retriable = false;
    error.message =
        "the create may or may not have been accepted, and nothing that runs carries its mark; it was not sent again. "
        "Look at videos.list or the site before you repeat it. replyRef ends with \"" +
        std::string(mark) + "\". Cause: " + cause.message;
    return error;
}

}  // namespace

Async<Result<Created>> create_once(Context& context, const catalog::Operation& operation, json::Document& params,
                                   std::string_view id_field) {
    const auto mark = api::new_mark();
    if (!mark) co_return fail(mark.error());
    const std::string users_ref(json::string_member(params, "replyRef").value_or(""));
    const std::string reply_ref = api::with_mark(users_ref, *mark);
    json::set(params, params, "replyRef", std::string_view(reply_ref));

    // The documented pause before asking for a place again is 10 to 30 s.
    const Milliseconds second = context.service().poll_interval * kSeconds / 2'000;
    int resends = 0;
    context.enter(CONCH_PHASE_CREATING);
    for (;;) {
        net::Outcome outcome = co_await send_once(context, operation, params, {});
        const net::Delivery delivery = outcome.delivery;
        const bool may_have_been_sent = outcome.may_have_been_sent;
        auto answer = api::read_answer(operation, std::move(outcome));
        if (answer) {
            const auto id = json::string_member(answer->content, id_field);
            if (id && !id->empty()) co_return Created{std::string(*id), std::move(answer->text), answer->http_code};
            // Accepted, but the answer does not say what: as good as lost.
            Error error;
            error.status = CONCH_E_RESPONSE;
            error.http_code = answer->http_code;
            error.message = std::string(operation.name) + ": the answer has no \"" + std::string(id_field) + "\"";
            error.body = std::move(answer->text);
            answer = fail(std::move(error));
        }

        Error error = std::move(answer.error());
        if (delivery == net::Delivery::cancelled) {
            if (may_have_been_sent && context.cancel_reach() == CONCH_CANCEL_EVERYWHERE) {
                context.shield();
                if (const auto found = co_await look_up(context, *mark)) co_return Created{*found, {}, 0};
            }
            co_return fail(std::move(error));
        }
        if (delivery == net::Delivery::never_sent) {
            if (!error.retriable || ++resends > kMaxResends) co_return fail(std::move(error));
            context.log(CONCH_LOG_WARNING, error.message + "; nothing was sent, trying again");
            if (!co_await context.sleep(jittered(second / 2, second * resends), false))
                co_return fail(std::move(error));
            continue;
        }
        const bool refused =
            delivery == net::Delivery::delivered && error.http_code >= 300 && !may_have_been_queued(error.http_code);
        if (refused) {
            if (!waits_for_a_place(error)) co_return fail(std::move(error));
            // A place that our own lost request has taken already shows in this very answer.
            if (const auto found = find_mark(error.body, *mark)) co_return Created{*found, {}, error.http_code};
            const Milliseconds advised(error.retry_after_ms);
            const Milliseconds shortest = error.retry_after_ms == 10'000 ? second * 10 : advised;
            context.enter(CONCH_PHASE_WAITING, error.message);
            if (!co_await context.sleep(jittered(shortest, shortest + second * 20), false))
                co_return fail(std::move(error));
            context.enter(CONCH_PHASE_CREATING);
            continue;
        }

        // Lost: it may have been accepted. Never sent again; looked for.
        context.log(CONCH_LOG_WARNING, error.message + "; the create may have been accepted, looking for it");
        for (int attempt = 0; attempt < 5; ++attempt) {
            if (attempt > 0 && !co_await context.sleep(second * 2 * attempt, false)) break;
            if (const auto found = co_await look_up(context, *mark)) co_return Created{*found, {}, 0};
        }
        co_return fail(ambiguous(error, *mark));
    }
}

}  // namespace conch::jobs
