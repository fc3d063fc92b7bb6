#include "emulator/control/control.hpp"

#include <cmath>

#include "emulator/http/form.hpp"
#include "emulator/service/dates.hpp"
#include "emulator/version.hpp"

namespace conch::emulator {

namespace {

constexpr double kHighestSpeed = 1e6;
constexpr std::int64_t kLongestAdvance = 366LL * 24 * 3600 * 1000;

void refuse(const Reply& reply, std::string_view why) {
    reply(Response::json(400, object({{"error", why}, {"code", 400}}).text));
}

void done(const Reply& reply, const JsonText& body) {
    reply(Response::json(200, body.text));
}

}  // namespace

Control::Control(World& world, Service& service) : world_(world), service_(service) {
    handlers_[{"GET", "health"}] = [](const json::Value&, const Request&, const Reply& reply) {
        done(reply, object({{"status", "ok"}, {"version", kVersion}}));
    };
    handlers_[{"POST", "reset"}] = [this](const json::Value&, const Request&, const Reply& reply) {
        service_.reset();
        done(reply, object({{"status", "ok"}}));
    };
    handlers_[{"GET", "clock"}] = [this](const json::Value&, const Request&, const Reply& reply) { show_clock(reply); };
    handlers_[{"POST", "clock"}] = [this](const json::Value& wish, const Request&, const Reply& reply) {
        set_clock(wish, reply);
    };
}

void Control::handle(const std::shared_ptr<Request>& request, const Reply& reply) {
    std::string what;
    for (std::size_t i = 1; i < request->path.size(); ++i)
        what += (i > 1 ? "/" : "") + request->path[i];
    const auto handler = handlers_.find({request->method == "HEAD" ? "GET" : request->method, what});
    if (handler == handlers_.end()) {
        return reply(Response::json(404, R"({"error":"There is no such control.","code":404})"));
    }
    const auto form = read_form(*request, world_.scratch);
    if (!form) return refuse(reply, form.error().message);
    handler->second(form->fields, *request, reply);
}

void Control::show_clock(const Reply& reply) const {
    static constexpr const char* kNames[] = {"time", "polls", "immediate"};
    const Transitions transitions = service_.lifecycle().transitions();
    done(reply, object({
                    {"now", world_.clock.now()},
                    {"now_iso", iso_date(world_.clock.now())},
                    {"speed", world_.clock.speed()},
                    {"frozen", world_.clock.frozen()},
                    {"transitions", kNames[static_cast<std::size_t>(transitions.by)]},
                    {"polls", transitions.polls},
                }));
}

void Control::set_clock(const json::Value& wish, const Reply& reply) {
    for (const auto& field : wish.GetObject()) {
        const std::string_view name = json::text_of(field.name);
        if (name != "speed" && name != "frozen" && name != "advance_ms" && name != "transitions" && name != "polls") {
            return refuse(reply, "The clock has no \"" + std::string(name) +
                                     "\"; it has speed, frozen, advance_ms, transitions and polls.");
        }
    }
    const auto speed = json::number_member(wish, "speed");
    const auto advance = json::number_member(wish, "advance_ms");
    if (speed && !(*speed > 0 && *speed <= kHighestSpeed))
        return refuse(reply, "speed has to be above 0, at most 1000000.");
    if (advance && !(*advance >= 0 && *advance <= static_cast<double>(kLongestAdvance))) {
        return refuse(reply, "advance_ms has to be from 0 to a year.");
    }
    Transitions transitions = service_.lifecycle().transitions();
    if (const auto by = json::string_member(wish, "transitions")) {
        if (*by == "time") {
            transitions.by = Transitions::By::time;
        } else if (*by == "polls") {
            transitions.by = Transitions::By::polls;
        } else if (*by == "immediate") {
            transitions.by = Transitions::By::nothing;
        } else {
            return refuse(reply, "transitions has to be time, polls or immediate.");
        }
    }
    if (const auto polls = json::integer_member(wish, "polls")) {
        if (*polls < 1 || *polls > 1000) return refuse(reply, "polls has to be from 1 to 1000.");
        transitions.polls = static_cast<int>(*polls);
    }
    service_.lifecycle().set_transitions(transitions);
    if (speed) world_.clock.set_speed(*speed);
    if (const auto frozen = json::bool_member(wish, "frozen")) *frozen ? world_.clock.freeze() : world_.clock.resume();
    if (!advance) return show_clock(reply);
    world_.clock.advance(static_cast<Clock::Ms>(*advance), [this, reply] { show_clock(reply); });
}

}  // namespace conch::emulator
