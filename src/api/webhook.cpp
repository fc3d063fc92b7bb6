#include "api/webhook.hpp"

#include "api/reply_ref.hpp"
#include "catalog/catalog.hpp"
#include "json/json.hpp"

namespace conch::api {

Result<WebhookSummary> parse_webhook(std::string_view body) {
    const auto content = json::parse(body);
    if (!content) return fail(CONCH_E_INVALID, "webhook: " + content.error().message);
    WebhookSummary summary;
    for (const char* name : {"videoId", "imageId", "jobId"}) {
        const auto id = json::string_member(*content, name);
        const auto parsed = id ? catalog::parse_id(*id) : std::nullopt;
        if (!parsed) continue;
        summary.kind = std::string(parsed->kind);
        summary.id = std::string(*id);
        break;
    }
    if (summary.id.empty()) return fail(CONCH_E_INVALID, "webhook: names no videoId, imageId or jobId of this service");

    const json::Value* status = json::member(*content, "status");
    summary.status = status == nullptr ? "null" : json::to_string(*status);
    if (summary.kind == "agent") {
        summary.final = summary.status == "\"completed\"" || summary.status == "\"failed\"";
    } else {
        const auto family = summary.kind == "image" ? catalog::ItemFamily::kImage : catalog::ItemFamily::kVideo;
        const bool known = catalog::item_status(family, json::integer_member(*content, "status").value_or(-1)).final;
        summary.final = json::bool_member(*content, "statusFinal").value_or(known);
    }
    // Agents have it in their request, the others at the top.
    const json::Value* request = json::object_member(*content, "request");
    auto reply_ref = json::string_member(*content, "replyRef");
    if (!reply_ref && request != nullptr) reply_ref = json::string_member(*request, "replyRef");
    summary.reply_ref = std::string(users_text(reply_ref.value_or("")));
    return summary;
}

std::string to_json(const WebhookSummary& summary) {
    json::Document object;
    object.SetObject();
    json::set(object, object, "kind", std::string_view(summary.kind));
    json::set(object, object, "id", std::string_view(summary.id));
    json::set(object, object, "replyRef", std::string_view(summary.reply_ref));
    json::set(object, object, "final", summary.final);
    std::string text = json::to_string(object);
    text.pop_back();
    return text + ",\"status\":" + summary.status + "}";
}

}  // namespace conch::api
