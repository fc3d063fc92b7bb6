// A call: one request, one answer.
#include "jobs/ask.hpp"
#include "jobs/kinds.hpp"

namespace conch::jobs {

Async<End> run_call(Context& context, const catalog::Operation& operation, json::Document params) {
    const bool uploads = !context.settings().files.empty();
    context.enter(uploads ? CONCH_PHASE_UPLOADING : CONCH_PHASE_WORKING);
    auto answer = co_await ask(context, operation, params, context.settings().files);
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
