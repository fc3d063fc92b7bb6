#include "jobs/event_stream.hpp"

#include "api/request.hpp"
#include "jobs/local_files.hpp"

namespace conch::jobs {

Async<net::Outcome> stream_once(Context& context, const catalog::Operation& operation, const json::Value& params,
                                std::vector<std::string> files, std::function<bool(const net::SseEvent&)> on_event) {
    Result<net::Request> request;
    co_await context.offload([&] {
        if (auto legal = check_sent_files(operation, params, files); !legal) {
            request = fail(std::move(legal.error()));
        } else {
            request = api::build_request(context.service(), operation, params, files);
        }
    });
    if (!request) {
        net::Outcome outcome;
        outcome.delivery = net::Delivery::never_sent;
        outcome.error = std::move(request.error());
        co_return outcome;
    }
    request->lane = net::Lane::stream;
    bool wanted = true;
    net::SseParser parser([&](const net::SseEvent& event) { wanted = wanted && on_event(event); });
    request->timeouts.total = Milliseconds(0);  // a stream lasts as long as the work; its pauses are bounded
    request->headers.push_back({"Accept", "text/event-stream"});
    request->on_data = [&](std::string_view bytes) { return parser.push(bytes).has_value() && wanted; };
    co_return co_await context.fetch(std::move(*request));
}

}  // namespace conch::jobs
