// What a callback of the service says it is about.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::api {

struct WebhookSummary {
    std::string kind;  // "video", "image", "agent"
    std::string id;
    std::string status;  // as JSON: a number or a string
    bool final = false;
    std::string reply_ref;  // the user's own part
};

Result<WebhookSummary> parse_webhook(std::string_view body);
std::string to_json(const WebhookSummary& summary);

}  // namespace conch::api
