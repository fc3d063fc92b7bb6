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

// The path as faults name it: below the service's base path, or as it is.
std::string short_path(const Request& request) {
    std::string path;
    for (std::size_t i = door_of(request) == Door::service ? 2 : 0; i < request.path.size(); ++i) {
        path += '/' + request.path[i];
    }
    return path;
}

// Spoils an answer of the service as the fault says.
Response spoilt(const FaultAction& action, Response answer) {
    using Wish = FaultAction::Connection;
    Response response = action.status && action.after_commit ? replacement(action) : std::move(answer);
    response.damage = action.damage;
    response.damage.drop =
        action.connection == Wish::drop_after_commit || action.connection == Wish::reset_after_commit;
    response.damage.reset = action.connection == Wish::reset_after_commit;
    return response;
}

// The answer to a request that is not processed.
Response instead(const FaultAction& action) {
    using Wish = FaultAction::Connection;
    Response response = replacement(action);
    response.damage = action.damage;
    response.damage.drop = action.connection == Wish::reset_before || action.connection == Wish::close_before;
    response.damage.reset = action.connection == Wish::reset_before;
    return response;
}

int status_sent(const Response& response) {
    return response.damage.drop || response.damage.raw ? 0 : response.status;
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
            if (auto* refusal = std::get_if<Response>(&admission)) {
                RequestRecord record = record_of(request, world_.clock.now());
                record.status = refusal->status;
                world_.journal.add(std::move(record));
                allow_every_origin(*refusal);
            } else if (const Fault* fault = world_.faults.happening(
                           Faults::Kind::upload,
                           {request.method, short_path(request), request.query_value("account").value_or("")})) {
                std::get<BodyRules>(admission).break_after = fault->action.after_bytes;
                RequestRecord record = record_of(request, world_.clock.now());
                record.fault = fault->id;
                world_.journal.add(std::move(record));
            }
            return admission;
        }
        case Door::control:
        case Door::media:
            return BodyRules{kControlBody, false};
        case Door::none:
            break;
    }
    if (request.path.empty() && request.header("Accept").find("text/html") != std::string_view::npos) {
        // Somebody with a browser.
        Response response;
        response.status = 302;
        response.headers = {{"Location", "/_conch/"}};
        return response;
    }
    return error(404, "The service is at /v1/minimax, its controls are at /_conch/.");
}

void Gateway::handle(std::shared_ptr<Request> request, Reply reply) {
    Reply finish = [reply = std::move(reply)](Response response) {
        allow_every_origin(response);
        reply(std::move(response));
    };
    switch (door_of(*request)) {
        case Door::service:
            return handle_call(std::move(request), std::move(finish));
        case Door::media:
            return handle_media(request, std::move(finish));
        case Door::control:
        case Door::none:
            return control_.handle(request, finish);
    }
}

void Gateway::handle_call(std::shared_ptr<Request> request, Reply reply) {
    const RequestRecord record = record_of(*request, world_.clock.now());
    const std::string path = short_path(*request);
    const CallPtr call = service_.prepare(std::move(request));
    std::optional<FaultAction> action;
    std::uint64_t fault_id = 0;
    if (const Fault* fault = world_.faults.happening(Faults::Kind::request, {record.method, path, call->account})) {
        action = fault->action;
        fault_id = fault->id;
    }
    call->reply = [this, seen = RequestRecord(record), fault_id, action, reply = std::move(reply),
                   fields = shown_fields(*call).text, weak = std::weak_ptr(call)](Response response) mutable {
        if (action && !action->replaces_processing()) response = spoilt(*action, std::move(response));
        if (const CallPtr alive = weak.lock()) {
            seen.operation = alive->operation.name;
            seen.account = alive->account;
        }
        seen.fields = std::move(fields);
        seen.status = status_sent(response);
        seen.fault = fault_id;
        world_.journal.add(std::move(seen));
        reply(std::move(response));
    };
    if (action && action->replaces_processing()) return call->respond(instead(*action));
    service_.process(call);
}

void Gateway::handle_media(const std::shared_ptr<Request>& request, Reply reply) {
    RequestRecord record = record_of(*request, world_.clock.now());
    const Fault* fault = world_.faults.happening(Faults::Kind::request, {record.method, short_path(*request), ""});
    std::optional<FaultAction> action;
    if (fault != nullptr) {
        action = fault->action;
        record.fault = fault->id;
    }
    Reply finish = [this, record = std::move(record), action, reply = std::move(reply)](Response response) mutable {
        if (action) response = action->replaces_processing() ? instead(*action) : spoilt(*action, std::move(response));
        record.status = status_sent(response);
        world_.journal.add(std::move(record));
        reply(std::move(response));
    };
    serve_media(world_, request, finish);
}

}  // namespace conch::emulator
