#include "json/json.hpp"

namespace conch::json {

namespace {

constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;

Value copy_of(Document& document, std::string_view text) {
    return Value(text.data(), static_cast<rapidjson::SizeType>(text.size()), document.GetAllocator());
}

}  // namespace

Result<Document> parse(std::string_view text, const Limits& limits) {
    if (text.size() > limits.max_bytes) {
        return fail(CONCH_E_RESPONSE, "JSON of " + std::to_string(text.size()) + " bytes; at most " +
                                          std::to_string(limits.max_bytes) + " are read");
    }
    Document document;
    document.Parse<kFlags>(text.data(), text.size());
    if (document.HasParseError()) {
        return fail(CONCH_E_RESPONSE, std::string("not JSON: ") + rapidjson::GetParseError_En(document.GetParseError()) +
                                          " (byte " + std::to_string(document.GetErrorOffset()) + ")");
    }
    return document;
}

std::string to_string(const Value& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

std::string to_pretty_string(const Value& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
    writer.SetIndent(' ', 2);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

const Value* member(const Value& object, std::string_view name) {
    if (!object.IsObject()) return nullptr;
    const auto found =
        object.FindMember(Value(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size()))));
    return found == object.MemberEnd() ? nullptr : &found->value;
}

std::optional<std::string_view> string_member(const Value& object, std::string_view name) {
    const Value* value = member(object, name);
    if (value == nullptr || !value->IsString()) return std::nullopt;
    return text_of(*value);
}

std::optional<std::int64_t> integer_member(const Value& object, std::string_view name) {
    const Value* value = member(object, name);
    if (value == nullptr || !value->IsInt64()) return std::nullopt;
    return value->GetInt64();
}

std::optional<double> number_member(const Value& object, std::string_view name) {
    const Value* value = member(object, name);
    if (value == nullptr || !value->IsNumber()) return std::nullopt;
    return value->GetDouble();
}

std::optional<bool> bool_member(const Value& object, std::string_view name) {
    const Value* value = member(object, name);
    if (value == nullptr || !value->IsBool()) return std::nullopt;
    return value->GetBool();
}

const Value* object_member(const Value& object, std::string_view name) {
    const Value* value = member(object, name);
    return value != nullptr && value->IsObject() ? value : nullptr;
}

const Value* array_member(const Value& object, std::string_view name) {
    const Value* value = member(object, name);
    return value != nullptr && value->IsArray() ? value : nullptr;
}

void set(Document& document, Value& object, std::string_view name, Value value) {
    const auto found =
        object.FindMember(Value(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size()))));
    if (found != object.MemberEnd()) {
        found->value = std::move(value);
    } else {
        object.AddMember(copy_of(document, name), std::move(value), document.GetAllocator());
    }
}

void set(Document& document, Value& object, std::string_view name, std::string_view text) {
    set(document, object, name, copy_of(document, text));
}

void set(Document& document, Value& object, std::string_view name, std::int64_t number) {
    set(document, object, name, Value(number));
}

void set(Document& document, Value& object, std::string_view name, bool flag) {
    set(document, object, name, Value(flag));
}

}  // namespace conch::json
