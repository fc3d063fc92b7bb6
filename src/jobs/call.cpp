// A call: one request and its answer, or its stream of answers.
#include "conch/operation.h"
#include "jobs/ask.hpp"
#include "jobs/create.hpp"
#include "jobs/end.hpp"
#include "jobs/event_stream.hpp"
#include "jobs/kinds.hpp"
#include "jobs/known_files.hpp"
#include "jobs/speech_stream.hpp"

namespace conch::jobs {

namespace {

bool streams(const catalog::Operation& operation, const json::Value& params) {
    if (operation.stream != catalog::Stream::kServerSentEvents) return false;
    return operation.stream_when.empty() || json::bool_member(params, operation.stream_when).value_or(false);
}

// Every event as a chunk; the last one is the answer.
Async<End> call_with_events(Context& context, const catalog::Operation& operation, json::Document params) {
    End end;
    net::Outcome outcome =
        co_await stream_once(context, operation, params, context.settings().files, [&](const net::SseEvent& event) {
            end.json = event.data;
            context.chunk({event.data, event.data});
            return true;
        });
    if (outcome.delivered() && outcome.response.code < 300) {
        end.http_code = outcome.response.code;
        co_return end;
    }
    co_return ended(api::read_answer(operation, std::move(outcome)).error());
}

Async<End> call_over_socket(Context& context, json::Document params) {
    SpeechRequest request;
    request.token = std::string(json::string_member(params, "token").value_or(""));
    if (const json::Value* payload = json::member(params, "payload")) request.payload = json::to_string(*payload);
    auto last = co_await SpeechStream(context, std::move(request), [&](SpeechFrame frame) {
        context.chunk({std::move(frame.sound), std::move(frame.json)});
    });
    if (!last) co_return ended(std::move(last.error()));
    End end;
    end.http_code = 101;
    end.json = std::move(*last);
    co_return end;
}

}  // namespace

Async<End> run_call(Context& context, const catalog::Operation& operation, json::Document params) {
    const bool uploads = !context.settings().files.empty();
    context.enter(uploads ? CONCH_PHASE_UPLOADING : CONCH_PHASE_WORKING);
    if (streams(operation, params)) co_return co_await call_with_events(context, operation, std::move(params));
    if (operation.stream == catalog::Stream::kWebSocket)
        co_return co_await call_over_socket(context, std::move(params));

    net::Outcome outcome = co_await send_once(context, operation, params, context.settings().files);
    const bool lost = outcome.delivery == net::Delivery::lost;
    auto answer = api::read_plain_answer(operation, std::move(outcome));
    if (!answer && lost && operation.creates) {
        co_return ended(ambiguous(std::move(answer.error()), "the lists of " + std::string(operation.name), {}));
    }
    if (!answer) co_return ended(std::move(answer.error()));
    if (operation.id == CONCH_OP_FILES_DELETE)
        context.files().forget(json::string_member(params, "fileID").value_or(""));
    End end;
    end.http_code = answer->http_code;
    end.json = std::move(answer->text);
    co_return end;
}

}  // namespace conch::jobs
