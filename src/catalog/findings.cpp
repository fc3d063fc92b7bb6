#include "catalog/findings.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "base/utf8.hpp"

namespace conch::catalog {

namespace {

constexpr std::size_t kMostShown = 80;

std::string quoted(std::string_view text) {
    const std::string_view start = first_code_points(text, kMostShown);
    const rapidjson::GenericStringRef<char> reference(start.data(), static_cast<rapidjson::SizeType>(start.size()));
    std::string result = json::to_string(json::Value(reference));
    if (start.size() < text.size()) result += "… (" + std::to_string(code_points(text)) + " characters)";
    return result;
}

std::string type_word(const Parameter& parameter, bool uploads) {
    switch (parameter.type) {
        case Type::kInteger:
            return "a whole number";
        case Type::kNumber:
            return "a number";
        case Type::kBoolean:
            return "true or false";
        case Type::kObject:
            return "a JSON object";
        case Type::kList:
            return "texts separated by commas, or an array of them";
        case Type::kId:
            return "an id of the form " + std::string(id_form(parameter.kind));
        case Type::kFileId:
            return "an id of the form " + std::string(id_form(parameter.kind)) +
                   (uploads ? ", or a local file as {\"path\": \"…\"}" : "");
        case Type::kFile:
            return parameter.repeated ? "an array of files, each {\"path\": \"…\"}" : "a file as {\"path\": \"…\"}";
        case Type::kString:
            break;
    }
    return "text";
}

}  // namespace

void Findings::add(std::string_view field, std::string_view rule, std::string_view what, std::string allowed,
                   std::string given, conch_status status) {
    if (full()) return;
    Violation violation;
    violation.field = field;
    violation.rule = rule;
    violation.message = std::string(field.empty() ? "the request" : field) + " " + std::string(what) +
                        "; allowed: " + allowed + "; given: " + given + ".";
    violation.allowed = std::move(allowed);
    violation.given = std::move(given);
    violation.status = status;
    found_.push_back(std::move(violation));
}

std::string shown(const json::Value& value) {
    if (value.IsString()) return quoted(json::text_of(value));
    if (value.IsArray()) return "an array of " + std::to_string(value.Size());
    if (value.IsObject()) {
        const auto path = json::string_member(value, "path");
        return path ? "the file " + quoted(*path) : "an object";
    }
    return json::to_string(value);
}

std::string shown(const Parameter& parameter, const json::Value& value) {
    return parameter.secret ? "(hidden)" : shown(value);
}

std::string number_text(double number) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

std::string listed(const std::vector<std::string_view>& items) {
    std::string result;
    for (const std::string_view item : items) {
        if (!result.empty()) result += ", ";
        result += item;
    }
    return result;
}

std::string expectation(const Parameter& parameter, bool uploads) {
    if (!parameter.allowed.empty()) return "one of " + listed(parameter.allowed);
    std::string result = type_word(parameter, uploads);
    if (parameter.min && parameter.max) {
        result += " from " + number_text(*parameter.min) + " to " + number_text(*parameter.max);
    } else if (parameter.min) {
        result += " from " + number_text(*parameter.min);
    }
    if (parameter.max_length) result += " of at most " + std::to_string(*parameter.max_length) + " characters";
    if (parameter.max_count) result += ", at most " + std::to_string(*parameter.max_count);
    return result;
}

std::string_view id_form(std::string_view kind) {
    const std::string_view first = kind.substr(0, kind.find('|'));
    if (const json::Value* forms = json::array_member(document(), "ids")) {
        for (const json::Value& form : forms->GetArray()) {
            if (json::string_member(form, "kind") == first) return json::string_member(form, "form").value_or("");
        }
    }
    return {};
}

}  // namespace conch::catalog
