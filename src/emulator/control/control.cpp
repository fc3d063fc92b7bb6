#include "emulator/control/control.hpp"

#include <charconv>
#include <cmath>

#include "emulator/control/views.hpp"
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

std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void echo(const Request& request, const Reply& reply) {
    if (!request.wants_websocket) return refuse(reply, "This is a WebSocket: connect with ws://.");
    const auto channel = std::make_shared<WebSocket>();
    channel->on_message = [weak = std::weak_ptr(channel)](const std::string& message, bool is_text) {
        if (const auto alive = weak.lock()) alive->send(message, is_text);
    };
    Response response;
    response.status = 101;
    response.body = channel;
    reply(std::move(response));
}

void done(const Reply& reply, const JsonText& body) {
    reply(Response::json(200, body.text));
}

}  // namespace

Control::Control(World& world, Service& service) : world_(world), service_(service), console_(world, service) {
    handlers_[{"GET", "health"}] = [](const json::Value&, const Request&, const Reply& reply) {
        done(reply, object({{"status", "ok"}, {"version", kVersion}}));
    };
    handlers_[{"POST", "reset"}] = [this](const json::Value&, const Request&, const Reply& reply) {
        service_.reset();
        console_.start_over();
        done(reply, object({{"status", "ok"}}));
    };
    handlers_[{"GET", "clock"}] = [this](const json::Value&, const Request&, const Reply& reply) { show_clock(reply); };
    handlers_[{"POST", "clock"}] = [this](const json::Value& wish, const Request&, const Reply& reply) {
        set_clock(wish, reply);
    };
    handlers_[{"GET", "faults"}] = [this](const json::Value&, const Request&, const Reply& reply) {
        done(reply, world_.faults.list());
    };
    handlers_[{"POST", "faults"}] = [this](const json::Value& wish, const Request&, const Reply& reply) {
        const auto id = world_.faults.add(wish);
        if (!id) return refuse(reply, id.error().message);
        done(reply, object({{"id", *id}}));
    };
    handlers_[{"DELETE", "faults"}] = [this](const json::Value&, const Request& request, const Reply& reply) {
        if (request.path.size() == 3) {
            if (!world_.faults.remove(number_of(request.path[2]))) return refuse(reply, "There is no such fault.");
        } else {
            world_.faults.clear();
        }
        done(reply, world_.faults.list());
    };
    // For conformance suites of WebSocket clients.
    handlers_[{"GET", "ws-echo"}] = [](const json::Value&, const Request& request, const Reply& reply) {
        echo(request, reply);
    };
    handlers_[{"GET", "jobs"}] = [this](const json::Value&, const Request&, const Reply& reply) {
        std::vector<JsonText> jobs;
        for (const JobView& job : newest_jobs(service_))
            jobs.push_back(job_json(job));
        done(reply, array(jobs));
    };
    // What the console watches.
    handlers_[{"GET", "events"}] = [this](const json::Value&, const Request&, const Reply& reply) {
        reply(console_.events());
    };
    handlers_[{"GET", "requests"}] = [this](const json::Value&, const Request& request, const Reply& reply) {
        done(reply, world_.journal.requests(number_of(request.query_value("after").value_or("0"))));
    };
    handlers_[{"GET", "webhooks"}] = [this](const json::Value&, const Request& request, const Reply& reply) {
        done(reply, world_.journal.webhooks(number_of(request.query_value("after").value_or("0"))));
    };
    handlers_[{"GET", "accounts"}] = [this](const json::Value&, const Request&, const Reply& reply) {
        done(reply, accounts_json(world_));
    };
    handlers_[{"POST", "accounts"}] = [this](const json::Value& wish, const Request&, const Reply& reply) {
        set_account(wish, reply);
    };
}

void Control::handle(const std::shared_ptr<Request>& request, const Reply& reply) {
    // What may follow names one of them: faults/3.
    const std::string what = request->path.size() > 1 ? request->path[1] : "";
    const auto handler = handlers_.find({request->method == "HEAD" ? "GET" : request->method, what});
    if (handler == handlers_.end()) {
        if (auto page =
                request->method == "GET" || request->method == "HEAD" ? Console::file(*request) : std::nullopt) {
            return reply(std::move(*page));
        }
        return reply(Response::json(404, R"({"error":"There is no such control.","code":404})"));
    }
    const auto form = read_form(*request, world_.scratch);
    if (!form) return refuse(reply, form.error().message);
    handler->second(form->fields, *request, reply);
}

void Control::show_clock(const Reply& reply) const {
    done(reply, clock_json(world_));
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
    Pace pace = world_.pace;
    if (const auto by = json::string_member(wish, "transitions")) {
        if (*by == "time") {
            pace.by = Pace::By::time;
        } else if (*by == "polls") {
            pace.by = Pace::By::polls;
        } else if (*by == "immediate") {
            pace.by = Pace::By::nothing;
        } else {
            return refuse(reply, "transitions has to be time, polls or immediate.");
        }
    }
    if (const auto polls = json::integer_member(wish, "polls")) {
        if (*polls < 1 || *polls > 1000) return refuse(reply, "polls has to be from 1 to 1000.");
        pace.polls = static_cast<int>(*polls);
    }
    world_.pace = pace;
    if (speed) world_.clock.set_speed(*speed);
    if (const auto frozen = json::bool_member(wish, "frozen")) *frozen ? world_.clock.freeze() : world_.clock.resume();
    if (!advance) return show_clock(reply);
    world_.clock.advance(static_cast<Clock::Ms>(*advance), [this, reply] { show_clock(reply); });
}

// {"account": …, "plan": "Free", "credits": 5, "maxJobs": 10, "processedAtOnce": 50, "queue": 100, "holdSeconds": 3600}
void Control::set_account(const json::Value& wish, const Reply& reply) {
    static constexpr std::int64_t kMost = 1'000'000'000;
    const auto id = json::string_member(wish, "account");
    const auto& all = world_.accounts.all();
    Account* account = id                ? world_.accounts.find(*id)
                       : all.size() == 1 ? world_.accounts.find(all.begin()->first)
                                         : nullptr;
    if (account == nullptr) return refuse(reply, "account has to be one of the configured ones.");
    Account changed = *account;
    for (const auto& field : wish.GetObject()) {
        const std::string_view name = json::text_of(field.name);
        if (name == "account") continue;
        if (name == "plan") {
            const Plan* plan = field.value.IsString() ? find_plan(json::text_of(field.value)) : nullptr;
            if (plan == nullptr) return refuse(reply, "plan has to be Free, Standard or Unlimited.");
            set_plan(changed, *plan);
            continue;
        }
        if (!field.value.IsInt64() || field.value.GetInt64() < 0 || field.value.GetInt64() > kMost) {
            return refuse(reply, std::string(name) + " has to be a whole number from 0 to a milliard.");
        }
        const std::int64_t number = field.value.GetInt64();
        if (name == "credits") {
            changed.credits = number;
        } else if (name == "maxJobs") {
            changed.max_jobs = static_cast<int>(number);
        } else if (name == "processedAtOnce") {
            changed.processed_at_once = static_cast<int>(number);
        } else if (name == "queue") {
            changed.queue = static_cast<int>(number);
        } else if (name == "holdSeconds") {
            changed.held_until = number == 0 ? 0 : world_.clock.now() + number * 1000;
        } else {
            return refuse(reply, "An account has no \"" + std::string(name) +
                                     "\"; it has plan, credits, maxJobs, processedAtOnce, queue and holdSeconds.");
        }
    }
    *account = changed;
    world_.keep(*account);
    service_.lifecycle().fill_places(account->id);
    done(reply, account_json_of_provider(*account));
}

}  // namespace conch::emulator
