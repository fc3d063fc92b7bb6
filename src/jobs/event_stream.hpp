// An operation whose answer is a stream of server-sent events.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"
#include "net/sse.hpp"

namespace conch::jobs {

// Sends once, hands every event on as it comes, and ends with the exchange. An event that cannot be taken (false) ends
// the transfer. A refusal has its body in the outcome, like any other answer.
Async<net::Outcome> stream_once(Context& context, const catalog::Operation& operation, const json::Value& params,
                                std::vector<std::string> files, std::function<bool(const net::SseEvent&)> on_event);

}  // namespace conch::jobs
