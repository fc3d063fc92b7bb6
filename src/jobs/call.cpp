// A call: one request, one answer.
#include "jobs/ask.hpp"
#include "jobs/kinds.hpp"

namespace conch::jobs {

namespace {

Error ambiguous(const catalog::Operation& operation, const Error& cause) {
    Error error = cause;
    error.status = CONCH_E_AMBIGUOUS;
    error.retriable = false;
    error.message =
        std::string(operation.name) +
        " may or may not have been accepted; it was not sent again. Look before you repeat it. Cause: " + cause.message;
    return error;
}

}  // namespace

Async<End> run_call(Context& context, const catalog::Operation& operation, json::Document params) {
    const bool uploads = !context.settings().files.empty();
    context.enter(uploads ? CONCH_PHASE_UPLOADING : CONCH_PHASE_WORKING);
    net::Outcome outcome = co_await send_once(context, operation, params, context.settings().files);
    const bool lost = outcome.delivery == net::Delivery::lost;
    auto answer = api::read_answer(operation, std::move(outcome));
    if (!answer && lost && operation.creates) answer = fail(ambiguous(operation, answer.error()));
    End end;
    if (!answer) {
        end.http_code = answer.error().http_code;
        end.result = fail(std::move(answer.error()));
        co_return end;
    }
    end.http_code = answer->http_code;
    end.json = std::move(answer->text);
    co_return end;
}

}  // namespace conch::jobs
