// One operation, awaited: once for what changes or costs something, patiently for what only looks.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "api/answer.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// Sends exactly one request. The request is built on the helper thread when files are involved.
Async<net::Outcome> send_once(Context& context, const catalog::Operation& operation, const json::Value& params,
                              std::span<const std::string> files);

// Sends one request and reads the answer.
Async<Result<api::Answer>> ask(Context& context, const catalog::Operation& operation, const json::Value& params,
                               std::span<const std::string> files = {});

// For operations that only read: tries again, with growing pauses, after breaks, 5xx and 429. Gives up after `tries`.
constexpr int kUsualTries = 6;
Async<Result<api::Answer>> ask_patiently(Context& context, const catalog::Operation& operation,
                                         const json::Value& params, int tries = kUsualTries);

// One item by its id, which the operation takes as `id_parameter`; patiently.
Async<Result<api::Answer>> ask_for_item(Context& context, std::string_view operation, std::string_view id_parameter,
                                        std::string id, int tries = kUsualTries);

// Some operations hold the request until their work is done, for minutes: not a sign of a dead connection.
void wait_as_long_as(const catalog::Operation& operation, net::Request& request);

// A pause of up to `longest`, at random so that many clients do not come back together.
Milliseconds jittered(Milliseconds shortest, Milliseconds longest);

}  // namespace conch::jobs
