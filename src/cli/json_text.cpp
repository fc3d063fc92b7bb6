#include "cli/json_text.hpp"

#include <algorithm>

#include "cli/text.hpp"

namespace conch::cli {

namespace {

rapidjson::SizeType length(std::string_view text) {
    return static_cast<rapidjson::SizeType>(text.size());
}

}  // namespace

bool is_json(std::string_view text) {
    constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> input(stream);
    rapidjson::BaseReaderHandler<> nothing;
    rapidjson::Reader reader;
    return !reader.Parse<kFlags>(input, nothing).IsError();
}

std::string text_member(const rapidjson::Value& object, const char* name) {
    if (!object.IsObject()) return {};
    const auto found = object.FindMember(name);
    if (found == object.MemberEnd() || !found->value.IsString()) return {};
    return {found->value.GetString(), found->value.GetStringLength()};
}

std::string json_string(std::string_view text) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    if (is_utf8(text)) {
        writer.String(text.data(), length(text));
    } else {
        // One bad byte in a text for people must not make the whole line unreadable for programs.
        std::string ascii(text);
        std::replace_if(
            ascii.begin(), ascii.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; }, '?');
        writer.String(ascii.data(), length(ascii));
    }
    return {buffer.GetString(), buffer.GetSize()};
}

void JsonObject::key(std::string_view name) {
    writer_.Key(name.data(), length(name));
}

void JsonObject::add(std::string_view name, std::string_view text) {
    add_json(name, json_string(text));
}

void JsonObject::add(std::string_view name, std::int64_t number) {
    key(name);
    writer_.Int64(number);
}

void JsonObject::add(std::string_view name, bool flag) {
    key(name);
    writer_.Bool(flag);
}

void JsonObject::add_json(std::string_view name, std::string_view json) {
    // Inside its strings JSON has no raw line breaks, so those that are there only separate tokens.
    std::string line(json);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    key(name);
    writer_.RawValue(line.data(), line.size(), rapidjson::kObjectType);
}

std::string JsonObject::str() {
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
}

}  // namespace conch::cli
