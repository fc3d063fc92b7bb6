#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "catalog/lists.hpp"
#include "catalog/validate.hpp"

namespace conch::catalog {

namespace {

using Allocator = json::Document::AllocatorType;

json::Value text_value(std::string_view text, Allocator& allocator) {
    return json::Value(text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator);
}

bool all_texts(const json::Value& array) {
    for (const json::Value& item : array.GetArray()) {
        if (!item.IsString()) return false;
    }
    return true;
}

void append(std::string& list, std::string_view item) {
    if (!list.empty()) list += ',';
    list += item;
}

std::string joined(const json::Value& texts) {
    std::string result;
    for (const json::Value& item : texts.GetArray())
        append(result, trimmed(json::text_of(item)));
    return result;
}

std::string without_spaces(std::string_view list) {
    std::string result;
    for_each_item(list, [&](std::string_view item) { append(result, item); });
    return result;
}

void normalise_value(const Operation& operation, const Parameter& parameter, json::Value& value, Allocator& allocator) {
    constexpr double kExactlyWhole = 9007199254740992.0;  // 2^53: a double holds every whole number up to here
    if (parameter.is_model && parameter.type == Type::kString && value.IsString()) {
        const Model* model = find_model(operation, json::text_of(value));
        if (model != nullptr && model->name != json::text_of(value)) value = text_value(model->name, allocator);
    } else if (parameter.type == Type::kList && value.IsString()) {
        value = text_value(without_spaces(json::text_of(value)), allocator);
    } else if (parameter.type == Type::kList && value.IsArray() && all_texts(value)) {
        value = text_value(joined(value), allocator);
    } else if (parameter.type == Type::kInteger && value.IsDouble() && std::abs(value.GetDouble()) <= kExactlyWhole &&
               std::floor(value.GetDouble()) == value.GetDouble()) {
        value = json::Value(static_cast<std::int64_t>(value.GetDouble()));
    }
}

template <typename Number>
std::optional<Number> read_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

void type_value(const Parameter& parameter, json::Value& value) {
    if (!value.IsString()) return;
    const std::string_view text = json::text_of(value);
    if (parameter.type == Type::kInteger) {
        if (const auto number = read_number<std::int64_t>(text)) value = json::Value(*number);
    } else if (parameter.type == Type::kNumber) {
        const auto number = read_number<double>(text);
        if (number && std::isfinite(*number)) value = json::Value(*number);
    } else if (parameter.type == Type::kBoolean) {
        if (text == "true" || text == "false") value = json::Value(text == "true");
    }
}

template <typename Change>
json::Document changed(const Operation& operation, json::Document parameters, Change change) {
    if (!parameters.IsObject()) return parameters;
    for (auto& member : parameters.GetObject()) {
        const Parameter* parameter = find_parameter(operation, json::text_of(member.name));
        if (parameter != nullptr) change(*parameter, member.value, parameters.GetAllocator());
    }
    return parameters;
}

}  // namespace

json::Document normalise(const Operation& operation, json::Document parameters) {
    return changed(operation, std::move(parameters),
                   [&](const Parameter& parameter, json::Value& value, Allocator& allocator) {
                       normalise_value(operation, parameter, value, allocator);
                   });
}

json::Document from_text(const Operation& operation, json::Document parameters) {
    return changed(operation, std::move(parameters),
                   [](const Parameter& parameter, json::Value& value, Allocator&) { type_value(parameter, value); });
}

}  // namespace conch::catalog
