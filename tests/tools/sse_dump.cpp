// conch_sse_dump URL: prints each server-sent event as a line of JSON, until the stream ends.
#include <csignal>
#include <cstdio>

#include "json/json.hpp"
#include "net/loop.hpp"
#include "net/sse.hpp"

namespace {

using conch::net::Outcome;
using conch::net::Request;
using conch::net::SseEvent;
using conch::net::SseParser;

void print(const SseEvent& event) {
    conch::json::Document line;
    line.SetObject();
    conch::json::set(line, line, "event", std::string_view(event.type));
    conch::json::set(line, line, "data", std::string_view(event.data));
    conch::json::set(line, line, "id", std::string_view(event.last_id));
    std::printf("%s\n", conch::json::to_string(line).c_str());
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: conch_sse_dump URL\n");
        return 2;
    }
    (void)std::signal(SIGPIPE, SIG_IGN);
    auto loop = conch::net::Loop::create({});
    if (!loop) {
        std::fprintf(stderr, "%s\n", loop.error().message.c_str());
        return 1;
    }
    std::string problem;
    SseParser parser(print);
    Request request;
    request.url = argv[1];
    request.headers = {{"Accept", "text/event-stream"}, {"Cache-Control", "no-store"}};
    request.lane = conch::net::Lane::stream;
    request.timeouts.idle = conch::net::Milliseconds(0);
    request.on_data = [&](std::string_view data) {
        const auto pushed = parser.push(data);
        if (!pushed) problem = pushed.error().message;
        return pushed.has_value();
    };
    (*loop)->start(std::move(request), [&](const Outcome& outcome) {
        if (problem.empty() && !outcome.delivered()) problem = outcome.error.message;
        if (problem.empty() && (outcome.response.code < 200 || outcome.response.code > 299)) {
            problem = "HTTP " + std::to_string(outcome.response.code) + ": " + outcome.response.body;
        }
        (*loop)->stop();
    });
    (*loop)->run();
    if (!problem.empty()) std::fprintf(stderr, "%s\n", problem.c_str());
    return problem.empty() ? 0 : 1;
}
