#include "emulator/control/gateway.hpp"

#include "emulator/service/media_route.hpp"

namespace conch::emulator {

namespace {

constexpr std::uint64_t kControlBody = 4U << 20U;

enum class Door { service, media, control, none };

Door door_of(const Request& request) {
    const auto& path = request.path;
    if (!path.empty() && path[0] == "_conch") return Door::control;
    if (!path.empty() && path[0] == "media") return Door::media;
    if (path.size() >= 2 && path[0] == "v1" && path[1] == "minimax") return Door::service;
    return Door::none;
}

// Browsers may call the service from any page, as the documents' JavaScript samples do.
void allow_every_origin(Response& response) {
    response.headers.push_back({"Access-Control-Allow-Origin", "*"});
    response.headers.push_back({"Access-Control-Expose-Headers", "*"});
}

Response preflight(const Request& request) {
    Response response;
    response.status = 204;
    const std::string_view wanted = request.header("Access-Control-Request-Headers");
    response.headers = {{"Access-Control-Allow-Origin", "*"},
                        {"Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE, OPTIONS"},
                        {"Access-Control-Allow-Headers", wanted.empty() ? "*" : std::string(wanted)},
                        {"Access-Control-Max-Age", "600"}};
    return response;
}

Response error(int status, std::string_view message) {
    Response response = Response::json(status, object({{"error", message}, {"code", status}}).text);
    allow_every_origin(response);
    return response;
}

}  // namespace

Callbacks Gateway::callbacks() {
    return {
        [this](const Request& request) { return admit(request); },
        [this](std::shared_ptr<Request> request, Reply reply) { handle(std::move(request), std::move(reply)); },
        [](int status, std::string_view why) { return error(status, why); },
    };
}

Admission Gateway::admit(const Request& request) {
    if (request.method == "OPTIONS") return preflight(request);
    switch (door_of(request)) {
        case Door::service: {
            Admission admission = service_.admit(request);
            if (auto* refusal = std::get_if<Response>(&admission)) allow_every_origin(*refusal);
            return admission;
        }
        case Door::control:
        case Door::media:
            return BodyRules{kControlBody, false};
        case Door::none:
            break;
    }
    return error(404, "The service is at /v1/minimax, its controls are at /_conch/.");
}

void Gateway::handle(std::shared_ptr<Request> request, Reply reply) {
    const Reply finish = [reply = std::move(reply)](Response response) {
        allow_every_origin(response);
        reply(std::move(response));
    };
    switch (door_of(*request)) {
        case Door::service:
            return service_.handle(std::move(request), finish);
        case Door::media:
            return serve_media(world_, request, finish);
        case Door::control:
        case Door::none:
            return control_.handle(request, finish);
    }
}

}  // namespace conch::emulator
