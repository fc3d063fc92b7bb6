#include "emulator/control/faults.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>

namespace conch::emulator {

namespace {

using Connection = FaultAction::Connection;
using Webhook = FaultAction::Webhook;

template <typename Value>
struct Named {
    std::string_view name;
    Value value;
};

constexpr std::array<Named<Connection>, 5> kConnections{{
    {"reset_before", Connection::reset_before},
    {"close_before", Connection::close_before},
    {"drop_after_commit", Connection::drop_after_commit},
    {"reset_after_commit", Connection::reset_after_commit},
    {"close_during_upload", Connection::close_during_upload},
}};

constexpr std::array<Named<Webhook>, 4> kWebhooks{{
    {"never", Webhook::never},
    {"late", Webhook::late},
    {"duplicate", Webhook::duplicate},
    {"out_of_order", Webhook::out_of_order},
}};

constexpr std::array<std::string_view, 2> kParts{"match", "action"};
constexpr std::array<std::string_view, 6> kMatchFields{"method", "path", "account", "nth", "probability", "count"};
constexpr std::array<std::string_view, 15> kActionFields{
    "status",          "body",    "headers", "after_commit", "connection", "after_bytes",           "delay_ms",
    "truncate_at",     "dribble", "garbage", "html",         "tls",        "content_length_offset", "webhook",
    "webhook_delay_ms"};
constexpr std::array<std::string_view, 2> kDribbleFields{"bytes", "interval_ms"};

constexpr std::int64_t kLongestDelay = 3'600'000;

// A page as proxies in front of a service send it.
constexpr std::string_view kPage =
    "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n"
    "<body><center><h1>502 Bad Gateway</h1></center><hr><center>proxy</center></body></html>\n";
constexpr std::string_view kGarbage = "{\"videoId\": \"user:1234-minimax:\xff\xfe, \"task\": [[[{]}";
// handshake_failure, as a server that expected TLS would say.
constexpr std::string_view kTlsAlert("\x15\x03\x01\x00\x02\x02\x28", 7);

template <typename Names>
std::string listed(const Names& names) {
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

template <typename Table>
std::string names_of(const Table& table) {
    std::string text;
    for (const auto& each : table)
        text += (text.empty() ? "" : ", ") + std::string(each.name);
    return text;
}

// Reads the fields of one JSON object and remembers the first complaint.
class Reader {
  public:
    Reader(const json::Value& object, std::string_view where) : object_(object), where_(where) {}

    template <typename Names>
    void only(const Names& names) {
        for (const auto& field : object_.GetObject()) {
            const std::string_view name = json::text_of(field.name);
            if (std::find(names.begin(), names.end(), name) != names.end()) continue;
            complain(name, "is not known; there are " + listed(names), field.value);
        }
    }

    std::string text(std::string_view name) {
        const json::Value* value = json::member(object_, name);
        if (value == nullptr) return {};
        if (value->IsString()) return std::string(json::text_of(*value));
        complain(name, "has to be a text", *value);
        return {};
    }

    std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most) {
        const json::Value* value = json::member(object_, name);
        if (value == nullptr) return std::nullopt;
        if (value->IsInt64() && value->GetInt64() >= least && value->GetInt64() <= most) return value->GetInt64();
        complain(name, "has to be a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                 *value);
        return std::nullopt;
    }

    double chance(std::string_view name) {
        const json::Value* value = json::member(object_, name);
        if (value == nullptr) return 1;
        if (value->IsNumber() && value->GetDouble() >= 0 && value->GetDouble() <= 1) return value->GetDouble();
        complain(name, "has to be a number from 0 to 1", *value);
        return 1;
    }

    bool flag(std::string_view name) {
        const json::Value* value = json::member(object_, name);
        if (value == nullptr) return false;
        if (value->IsBool()) return value->GetBool();
        complain(name, "has to be true or false", *value);
        return false;
    }

    template <typename Table, typename Value>
    Value one_of(std::string_view name, const Table& table, Value otherwise) {
        const std::string given = text(name);
        if (given.empty()) return otherwise;
        for (const auto& each : table) {
            if (each.name == given) return each.value;
        }
        complain(name, "has to be one of " + names_of(table), *json::member(object_, name));
        return otherwise;
    }

    void complain(std::string_view name, const std::string& rule, const json::Value& given) {
        if (!problem_.empty()) return;
        problem_ = std::string(where_) + '.' + std::string(name) + ' ' + rule +
                   "; given: " + json::to_string(given).substr(0, 80) + '.';
    }

    const std::string& problem() const { return problem_; }

  private:
    const json::Value& object_;
    std::string_view where_;
    std::string problem_;
};

Result<FaultMatch> read_match(const json::Value& wish) {
    Reader reader(wish, "match");
    reader.only(kMatchFields);
    FaultMatch match;
    match.method = reader.text("method");
    match.path = reader.text("path");
    match.account = reader.text("account");
    match.nth = reader.integer("nth", 1, INT32_MAX);
    match.probability = reader.chance("probability");
    match.count = reader.integer("count", 1, INT32_MAX);
    if (!reader.problem().empty()) return fail(CONCH_E_ARGUMENT, reader.problem());
    return match;
}

bool header_is_clean(std::string_view text) {
    return text.find_first_of("\r\n") == std::string_view::npos;
}

Result<FaultAction> read_action(const json::Value& wish) {
    Reader reader(wish, "action");
    reader.only(kActionFields);
    FaultAction action;
    if (const auto status = reader.integer("status", 200, 999)) action.status = static_cast<int>(*status);
    if (const json::Value* body = json::member(wish, "body")) {
        action.body = body->IsString() ? std::string(json::text_of(*body)) : json::to_string(*body);
    }
    if (const json::Value* headers = json::object_member(wish, "headers")) {
        for (const auto& header : headers->GetObject()) {
            const std::string name(json::text_of(header.name));
            const bool fine =
                header.value.IsString() && header_is_clean(json::text_of(header.value)) && header_is_clean(name);
            if (!fine) reader.complain("headers", "have to be texts without line ends", header.value);
            if (fine) action.headers.push_back({name, std::string(json::text_of(header.value))});
        }
    }
    action.after_commit = reader.flag("after_commit");
    action.connection = reader.one_of("connection", kConnections, Connection::normal);
    action.after_bytes = static_cast<std::uint64_t>(reader.integer("after_bytes", 0, INT64_MAX).value_or(0));
    action.damage.delay_ms = static_cast<int>(reader.integer("delay_ms", 0, kLongestDelay).value_or(0));
    if (const auto at = reader.integer("truncate_at", 0, INT64_MAX)) {
        action.damage.truncate_at = static_cast<std::uint64_t>(*at);
    }
    if (const json::Value* dribble = json::object_member(wish, "dribble")) {
        Reader pieces(*dribble, "action.dribble");
        pieces.only(kDribbleFields);
        action.damage.dribble_bytes = static_cast<std::uint64_t>(pieces.integer("bytes", 1, INT32_MAX).value_or(1));
        action.damage.dribble_ms = static_cast<int>(pieces.integer("interval_ms", 0, kLongestDelay).value_or(10));
        if (!pieces.problem().empty()) return fail(CONCH_E_ARGUMENT, pieces.problem());
    }
    action.damage.length_offset = reader.integer("content_length_offset", INT32_MIN, INT32_MAX);
    if (reader.flag("garbage")) {
        action.status = action.status.value_or(200);
        action.body = kGarbage;
    }
    if (reader.flag("html")) {
        action.status = action.status.value_or(502);
        action.body = kPage;
        action.headers.push_back({"Content-Type", "text/html"});
    }
    if (reader.flag("tls")) action.damage.raw = kTlsAlert;
    action.webhook = reader.one_of("webhook", kWebhooks, Webhook::normal);
    action.webhook_delay_ms = reader.integer("webhook_delay_ms", 0, INT32_MAX).value_or(600'000);
    if (!reader.problem().empty()) return fail(CONCH_E_ARGUMENT, reader.problem());
    if (action.body && !action.status) action.status = 200;
    return action;
}

bool fits(const FaultMatch& match, const Occasion& occasion) {
    if (!match.method.empty() && !equals_ignoring_case(match.method, occasion.method)) return false;
    if (!match.account.empty() && match.account != occasion.account) return false;
    return match.path.empty() || ::fnmatch(match.path.c_str(), std::string(occasion.path).c_str(), 0) == 0;
}

Faults::Kind kind_of(const FaultAction& action) {
    if (action.is_for_webhooks()) return Faults::Kind::webhook;
    return action.is_for_uploads() ? Faults::Kind::upload : Faults::Kind::request;
}

}  // namespace

bool FaultAction::replaces_processing() const {
    if (connection == Connection::reset_before || connection == Connection::close_before) return true;
    return (status || damage.raw) && !after_commit;
}

Response replacement(const FaultAction& action) {
    Response response = Response::json(action.status.value_or(200), action.body.value_or(""));
    if (!action.body) {
        response = Response::json(response.status, object({{"error", "Fault"}, {"code", response.status}}).text);
    }
    for (const Header& header : action.headers) {
        if (equals_ignoring_case(header.name, "Content-Type")) response.headers.clear();
    }
    response.headers.insert(response.headers.end(), action.headers.begin(), action.headers.end());
    return response;
}

Result<std::uint64_t> Faults::add(const json::Value& wish) {
    Reader reader(wish, "fault");
    reader.only(kParts);
    if (!reader.problem().empty()) return fail(CONCH_E_ARGUMENT, reader.problem());
    static const json::Value nothing(rapidjson::kObjectType);
    const json::Value* match = json::member(wish, "match");
    const json::Value* action = json::object_member(wish, "action");
    if (match != nullptr && !match->IsObject()) return fail(CONCH_E_ARGUMENT, "fault.match has to be an object.");
    if (action == nullptr)
        return fail(CONCH_E_ARGUMENT, "fault.action is missing: an object that says what goes wrong.");

    Fault fault;
    auto read_matching = read_match(match == nullptr ? nothing : *match);
    if (!read_matching) return fail(read_matching.error());
    auto read_acting = read_action(*action);
    if (!read_acting) return fail(read_acting.error());
    fault.id = ++last_;
    fault.match = std::move(*read_matching);
    fault.action = std::move(*read_acting);
    fault.text = json::to_string(wish);
    faults_.emplace(fault.id, std::move(fault));
    return last_;
}

bool Faults::remove(std::uint64_t id) {
    return faults_.erase(id) != 0;
}

JsonText Faults::list() const {
    std::vector<JsonText> items;
    items.reserve(faults_.size());
    for (const auto& [id, fault] : faults_) {
        items.push_back(
            object({{"id", id}, {"seen", fault.seen}, {"fired", fault.fired}, {"fault", JsonText{fault.text}}}));
    }
    return array(items);
}

const Fault* Faults::happening(Kind kind, const Occasion& occasion) {
    for (auto& [id, fault] : faults_) {
        if (kind_of(fault.action) != kind || !fits(fault.match, occasion)) continue;
        ++fault.seen;
        if (fault.match.nth && fault.seen != *fault.match.nth) continue;
        if (fault.match.count && fault.fired >= *fault.match.count) continue;
        constexpr std::uint64_t kFine = 1'000'000;
        if (fault.match.probability < 1 &&
            static_cast<double>(chances_.below(kFine)) >= fault.match.probability * static_cast<double>(kFine)) {
            continue;
        }
        ++fault.fired;
        return &fault;
    }
    return nullptr;
}

}  // namespace conch::emulator
