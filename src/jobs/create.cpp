#include "jobs/create.hpp"

#include <algorithm>

#include "api/reply_ref.hpp"
#include "jobs/ask.hpp"

namespace conch::jobs {

namespace {

// How often a request that surely never left is sent again before the failure is the host's to know.
constexpr int kMaxResends = 4;
constexpr int kLookUps = 5;

// What the service says of itself when its upstream broke while a job was being queued.
bool may_have_been_queued(int http_code) {
    return http_code == 502 || http_code == 504;
}

bool waits_for_a_place(const Error& error) {
    return error.status == CONCH_E_ACCOUNT_BUSY || error.status == CONCH_E_RATE_LIMITED;
}

Error no_id(const catalog::Operation& operation, api::Answer answer) {
    Error error;
    error.status = CONCH_E_RESPONSE;
    error.http_code = answer.http_code;
    error.message = std::string(operation.name) + ": the answer does not say which job was made";
    error.body = std::move(answer.text);
    return error;
}

// Looks for the mark with growing pauses: a job that was just accepted may take a moment to be listed.
Async<std::vector<std::string>> look_for(Context& context, const CreateRules& rules, std::string mark,
                                         Milliseconds second) {
    for (int attempt = 0; attempt < kLookUps && rules.look_up != nullptr; ++attempt) {
        if (attempt > 0 && !co_await context.sleep(second * 2 * attempt, false)) break;
        auto found = co_await rules.look_up(context, mark);
        if (!found.empty()) co_return found;
    }
    co_return std::vector<std::string>{};
}

}  // namespace

Error ambiguous(Error cause, std::string_view where_to_look, std::string_view mark) {
    cause.status = CONCH_E_AMBIGUOUS;
    cause.retriable = false;
    std::string message = "the create may or may not have been accepted";
    message += mark.empty() ? ", and the service gives no way to find out" : ", and nothing that runs carries its mark";
    message += "; it was not sent again. Look at " + std::string(where_to_look) + " before you repeat it.";
    if (!mark.empty()) message += " Its replyRef ends with \"" + std::string(mark) + "\".";
    cause.message = message + " Cause: " + cause.message;
    return cause;
}

std::vector<std::string> ids_at(const json::Value& answer, std::string_view name) {
    std::vector<std::string> ids;
    const json::Value* value = json::member(answer, name);
    if (value == nullptr) return ids;
    if (value->IsString() && value->GetStringLength() > 0) ids.emplace_back(json::text_of(*value));
    if (value->IsArray()) {
        for (const json::Value& id : value->GetArray()) {
            if (id.IsString() && id.GetStringLength() > 0) ids.emplace_back(json::text_of(id));
        }
    }
    return ids;
}

Async<Result<Created>> create_once(Context& context, const catalog::Operation& operation, const CreateRules& rules,
                                   json::Document& params, std::vector<std::string> files) {
    std::string mark;
    if (rules.look_up != nullptr) {
        auto made = api::new_mark();
        if (!made) co_return fail(made.error());
        mark = std::move(*made);
        const std::string users_ref(json::string_member(params, "replyRef").value_or(""));
        const std::string reply_ref = api::with_mark(users_ref, mark);
        json::set(params, params, "replyRef", std::string_view(reply_ref));
    }

    // All pauses are in proportion to the poll interval, whose default is 2 s.
    const Milliseconds second = context.service().poll_interval / 2;
    int resends = 0;
    context.enter(CONCH_PHASE_CREATING);
    for (;;) {
        net::Outcome outcome = co_await send_once(context, operation, params, files);
        const net::Delivery delivery = outcome.delivery;
        const bool may_have_been_sent = outcome.may_have_been_sent;
        auto answer = api::read_answer(operation, std::move(outcome));
        if (answer) {
            auto ids = rules.ids_of(answer->content);
            if (!ids.empty()) co_return Created{std::move(ids), std::move(*answer)};
            // Accepted, but the answer does not say what: as good as lost.
            answer = fail(no_id(operation, std::move(*answer)));
        }

        Error error = std::move(answer.error());
        if (delivery == net::Delivery::cancelled) {
            // Whoever wants it stopped at the service too needs to know what "it" is.
            if (may_have_been_sent && rules.look_up != nullptr && context.cancel_reach() == CONCH_CANCEL_EVERYWHERE) {
                context.shield();
                auto found = co_await rules.look_up(context, mark);
                context.unshield();
                if (!found.empty()) co_return Created{std::move(found), {}};
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
        // A failure that names the job it is about is no mystery: whoever follows it learns the rest.
        if (const auto content = json::parse(error.body)) {
            if (auto ids = rules.ids_of(*content); !ids.empty()) co_return Created{std::move(ids), {}};
        }
        const bool refused =
            delivery == net::Delivery::delivered && error.http_code >= 300 && !may_have_been_queued(error.http_code);
        if (refused) {
            if (!waits_for_a_place(error)) co_return fail(std::move(error));
            // The service's own number of seconds, or the documented pause.
            const Milliseconds shortest =
                error.retry_after_advised ? Milliseconds(error.retry_after_ms) : second * rules.pause_s;
            context.enter(CONCH_PHASE_WAITING, error.message);
            if (!co_await context.sleep(jittered(shortest, shortest + second * 20), false))
                co_return fail(std::move(error));
            context.enter(CONCH_PHASE_CREATING);
            continue;
        }

        // Lost: it may have been accepted. Never sent again; looked for.
        context.log(CONCH_LOG_WARNING, error.message + "; the create may have been accepted, looking for it");
        auto found = co_await look_for(context, rules, mark, second);
        if (!found.empty()) co_return Created{std::move(found), {}};
        co_return fail(ambiguous(std::move(error), rules.where_to_look, mark));
    }
}

}  // namespace conch::jobs
