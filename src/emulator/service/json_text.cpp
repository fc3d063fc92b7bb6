#include "emulator/service/json_text.hpp"

#include "json/json.hpp"

namespace conch::emulator {

namespace {

template <typename Members>
JsonText object_of(const Members& members) {
    std::string text = "{";
    for (const JsonMember& member : members) {
        if (member.value.empty()) continue;
        if (text.size() > 1) text += ',';
        text += json_string(member.name).text + ':' + member.value;
    }
    return {text + '}'};
}

}  // namespace

JsonText json_string(std::string_view text) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    return {{buffer.GetString(), buffer.GetSize()}};
}

JsonText number(double value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.Double(value);
    return {{buffer.GetString(), buffer.GetSize()}};
}

JsonText object(std::initializer_list<JsonMember> members) {
    return object_of(members);
}
JsonText object(const std::vector<JsonMember>& members) {
    return object_of(members);
}

JsonText array(const std::vector<JsonText>& items) {
    std::string text = "[";
    for (const JsonText& item : items) {
        if (text.size() > 1) text += ',';
        text += item.text;
    }
    return {text + ']'};
}

JsonText strings(const std::vector<std::string>& items) {
    std::vector<JsonText> texts;
    texts.reserve(items.size());
    for (const std::string& item : items)
        texts.push_back(json_string(item));
    return array(texts);
}

}  // namespace conch::emulator
