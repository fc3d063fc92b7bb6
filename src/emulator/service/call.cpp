#include "emulator/service/call.hpp"

#include "catalog/validate.hpp"

namespace conch::emulator {

namespace {

bool carries_code(const catalog::Operation& operation, int status) {
    for (const catalog::HttpStatus& documented : operation.statuses) {
        // Where the documents show no body at all, the plain shape is as good as any.
        if (documented.http == status) return documented.code_in_body != catalog::CodeInBody::kNo;
    }
    return true;
}

}  // namespace

std::optional<std::string> Call::text(std::string_view name) const {
    const auto value = json::string_member(fields, name);
    if (!value || value->empty()) return std::nullopt;
    return std::string(*value);
}

std::string Call::text_or(std::string_view name, std::string_view otherwise) const {
    return text(name).value_or(std::string(otherwise));
}

std::optional<std::int64_t> Call::integer(std::string_view name) const {
    return json::integer_member(fields, name);
}

std::optional<double> Call::number(std::string_view name) const {
    return json::number_member(fields, name);
}

bool Call::flag(std::string_view name, bool otherwise) const {
    return json::bool_member(fields, name).value_or(otherwise);
}

void Call::respond(Response response) {
    if (const Reply once = std::exchange(reply, nullptr)) once(std::move(response));
}

void Call::answer(int status, const JsonText& body) {
    respond(Response::json(status, body.text));
}

void Call::ok_without_body() {
    respond(Response::text(200, "text/plain", ""));
}

void Call::no_content() {
    Response response;
    response.status = 204;
    respond(std::move(response));
}

JsonText Call::error_json(int status, std::string_view message) const {
    if (!carries_code(operation, status)) return object({{"error", message}});
    return object({{"error", message}, {"code", status}});
}

void Call::fail(int status, std::string_view message) {
    answer(status, error_json(status, message));
}

JsonText shown_fields(const Call& call) {
    constexpr std::size_t kLongest = 2000;
    std::vector<JsonMember> members;
    for (const auto& field : call.fields.GetObject()) {
        const std::string_view name = json::text_of(field.name);
        const catalog::Parameter* parameter = catalog::find_parameter(call.operation, name);
        if ((parameter != nullptr && parameter->secret) || equals_ignoring_case(name, "token")) {
            members.emplace_back(name, "(hidden)");
            continue;
        }
        std::string value = json::to_string(field.value);
        if (value.size() > kLongest) {
            members.emplace_back(name, "(" + std::to_string(value.size()) + " bytes)");
        } else {
            members.emplace_back(name, JsonText{std::move(value)});
        }
    }
    return members.empty() ? JsonText() : object(members);
}

json::Document as_documented(const catalog::Operation& operation, json::Document fields) {
    for (auto field = fields.MemberBegin(); field != fields.MemberEnd();) {
        json::Value& value = field->value;
        // JavaScript clients send null for what they leave out, forms send nothing as their text.
        if (value.IsNull() || (value.IsString() && value.GetStringLength() == 0)) {
            field = fields.EraseMember(field);
            continue;
        }
        const catalog::Parameter* parameter = catalog::find_parameter(operation, json::text_of(field->name));
        // And numbers for ids.
        const bool is_text = parameter != nullptr &&
                             (parameter->type == catalog::Type::kString || parameter->type == catalog::Type::kId);
        if (is_text && value.IsNumber()) value.SetString(json::to_string(value), fields.GetAllocator());
        // Python's forms write True.
        if (parameter != nullptr && parameter->type == catalog::Type::kBoolean && value.IsString()) {
            if (equals_ignoring_case(json::text_of(value), "true"))
                value.SetBool(true);
            else if (equals_ignoring_case(json::text_of(value), "false"))
                value.SetBool(false);
        }
        ++field;
    }
    return catalog::from_text(operation, std::move(fields));
}

}  // namespace conch::emulator
