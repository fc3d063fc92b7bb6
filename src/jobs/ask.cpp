#include "jobs/ask.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "api/request.hpp"
#include "jobs/local_files.hpp"
#include "platform/random.hpp"

namespace conch::jobs {

Milliseconds jittered(Milliseconds shortest, Milliseconds longest) {
    std::uint32_t random = 0;
    std::array<std::uint8_t, sizeof random> bytes{};
    // Without randomness the pause is merely less spread out.
    if (platform::random_bytes(bytes)) std::memcpy(&random, bytes.data(), sizeof random);
    const auto spread = static_cast<std::uint64_t>(std::max<std::int64_t>(0, (longest - shortest).count()));
    return shortest + Milliseconds(static_cast<std::int64_t>(random % (spread + 1)));
}

void wait_as_long_as(const catalog::Operation& operation, net::Request& request) {
    constexpr Milliseconds kAnswersAtOnce = std::chrono::minutes(2);
    const Milliseconds work = std::chrono::seconds(operation.longest_seconds);
    if (work <= kAnswersAtOnce) return;
    // A minute for what is around the work itself.
    const Milliseconds longest = work + std::chrono::minutes(1);
    Milliseconds& first_byte = request.timeouts.first_byte;
    if (first_byte.count() > 0) first_byte = std::max(first_byte, longest);
    // It must not keep short requests from going out meanwhile.
    request.lane = net::Lane::stream;
}

Async<net::Outcome> send_once(Context& context, const catalog::Operation& operation, const json::Value& params,
                              std::span<const std::string> files) {
    Result<net::Request> request;
    const auto build = [&] { request = api::build_request(context.service(), operation, params, files); };
    if (files.empty()) {
        build();
    } else {
        co_await context.offload([&] {
            if (auto legal = check_sent_files(operation, params, files); !legal) {
                request = fail(std::move(legal.error()));
            } else {
                build();
            }
        });
    }
    if (!request) {
        net::Outcome outcome;
        outcome.delivery = net::Delivery::never_sent;
        outcome.error = std::move(request.error());
        co_return outcome;
    }
    wait_as_long_as(operation, *request);
    if (!files.empty()) {
        request->lane = net::Lane::bulk;
        request->timeouts.total = Milliseconds(0);  // gigabytes take their time; a stall is still noticed
        request->on_progress = [&context](const net::Progress& moved) {
            Progress& progress = context.progress();
            if (moved.sent == progress.bytes) return;
            progress.bytes = moved.sent;
            progress.bytes_total = moved.to_send;
            if (moved.to_send > 0) progress.percent = static_cast<std::int32_t>(moved.sent * 100 / moved.to_send);
            context.report();
        };
    }
    co_return co_await context.fetch(std::move(*request));
}

Async<Result<api::Answer>> ask(Context& context, const catalog::Operation& operation, const json::Value& params,
                               std::span<const std::string> files) {
    net::Outcome outcome = co_await send_once(context, operation, params, files);
    co_return api::read_answer(operation, std::move(outcome));
}

Async<Result<api::Answer>> ask_patiently(Context& context, const catalog::Operation& operation,
                                         const json::Value& params, int tries) {
    Milliseconds pause = context.service().poll_interval / 2;
    for (int attempt = 1;; ++attempt) {
        auto answer = co_await ask(context, operation, params);
        if (answer || !answer.error().retriable || attempt >= tries) co_return answer;
        const bool is_told = answer.error().retry_after_advised || answer.error().http_code == 429;
        const Milliseconds advised(std::max<std::int64_t>(0, answer.error().retry_after_ms));
        const Milliseconds wait = is_told && advised.count() > 0 ? advised : pause;
        context.log(CONCH_LOG_WARNING, std::string(operation.name) + ": " + answer.error().message + "; asking again");
        if (!co_await context.sleep(jittered(wait, wait * 2), false)) co_return answer;
        pause = std::min(pause * 2, context.service().poll_interval * 15);
    }
}

Async<Result<api::Answer>> ask_for_item(Context& context, std::string_view operation, std::string_view id_parameter,
                                        std::string id, int tries) {
    json::Document params;
    params.SetObject();
    json::set(params, params, id_parameter, std::string_view(id));
    co_return co_await ask_patiently(context, *catalog::find_operation(operation), params, tries);
}

}  // namespace conch::jobs
