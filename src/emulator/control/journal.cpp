#include "emulator/control/journal.hpp"

#include "emulator/service/dates.hpp"

namespace conch::emulator {

namespace {

constexpr std::size_t kMost = 2000;

template <typename Record>
void keep(std::deque<Record>& records, Record record) {
    records.push_back(std::move(record));
    if (records.size() > kMost) records.pop_front();
}

}  // namespace

void Journal::add(RequestRecord record) {
    record.number = ++last_request_;
    keep(requests_, std::move(record));
}

void Journal::add(WebhookRecord record) {
    record.number = ++last_webhook_;
    keep(webhooks_, std::move(record));
}

JsonText Journal::requests(std::uint64_t after) const {
    std::vector<JsonText> items;
    for (const RequestRecord& each : requests_) {
        if (each.number <= after) continue;
        items.push_back(object({
            {"number", each.number},
            {"at", iso_date(each.at)},
            {"method", each.method},
            {"path", each.path},
            {"query", each.query},
            {"operation", unless_empty(each.operation)},
            {"account", unless_empty(each.account)},
            {"contentType", unless_empty(each.content_type)},
            {"userAgent", unless_empty(each.user_agent)},
            {"bodyBytes", each.body_bytes},
            {"fields", JsonText{each.fields}},
            {"status", each.status},
            {"fault", each.fault == 0 ? JsonText() : JsonText{std::to_string(each.fault)}},
        }));
    }
    return array(items);
}

JsonText Journal::webhooks(std::uint64_t after) const {
    std::vector<JsonText> items;
    for (const WebhookRecord& each : webhooks_) {
        if (each.number <= after) continue;
        items.push_back(object({
            {"number", each.number},
            {"at", iso_date(each.at)},
            {"url", each.url},
            {"account", each.account},
            {"job", each.job},
            {"attempt", each.attempt},
            {"status", each.status},
            {"problem", unless_empty(each.problem)},
            {"fault", each.fault == 0 ? JsonText() : JsonText{std::to_string(each.fault)}},
            {"body", JsonText{each.body}},
        }));
    }
    return array(items);
}

void Journal::clear() {
    requests_.clear();
    webhooks_.clear();
}

RequestRecord record_of(const Request& request, std::int64_t now) {
    RequestRecord record;
    record.at = now;
    record.method = request.method;
    for (const std::string& part : request.path)
        record.path += '/' + part;
    for (const auto& [name, value] : request.query) {
        // The address of a WebSocket carries a token, that of a file its signature.
        const bool secret = equals_ignoring_case(name, "token") || name == "Signature";
        record.query += (record.query.empty() ? "" : "&") + name + '=' + (secret ? "(hidden)" : value);
    }
    record.content_type = request.header("Content-Type");
    record.user_agent = request.header("User-Agent");
    record.body_bytes = request.body.size();
    return record;
}

}  // namespace conch::emulator
