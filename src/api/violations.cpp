#include "api/violations.hpp"

namespace conch::api {

Result<void> refuse_violations(const std::vector<catalog::Violation>& violations) {
    if (violations.empty()) return {};
    Error error;
    error.status = violations.front().status;
    error.field = violations.front().field;
    json::Document list;
    list.SetArray();
    for (const catalog::Violation& violation : violations) {
        if (!error.message.empty()) error.message += '\n';
        error.message += violation.message;
        json::Value entry(rapidjson::kObjectType);
        json::set(list, entry, "field", std::string_view(violation.field));
        json::set(list, entry, "rule", std::string_view(violation.rule));
        json::set(list, entry, "allowed", std::string_view(violation.allowed));
        json::set(list, entry, "given", std::string_view(violation.given));
        json::set(list, entry, "message", std::string_view(violation.message));
        list.PushBack(std::move(entry), list.GetAllocator());
    }
    error.violations = json::to_string(list);
    return fail(std::move(error));
}

}  // namespace conch::api
