// JSON as the service writes it: answers built where they are given, in the order of the documents' samples.
//
//   object({{"id", id}, {"task", object({{"batchID", batch}})}, {"percent", percent /* optional: left out when empty
//   */}})
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace conch::emulator {

// A finished piece of JSON; empty: nothing at all, a member with it is left out.
struct JsonText {
    std::string text;
};

JsonText json_string(std::string_view text);
// Nothing when empty: a member with it is left out.
inline JsonText unless_empty(std::string_view text) {
    return text.empty() ? JsonText() : json_string(text);
}
JsonText number(double value);

struct JsonMember {
    JsonMember(std::string_view the_name, JsonText json) : name(the_name), value(std::move(json.text)) {}
    JsonMember(std::string_view the_name, std::string_view text) : name(the_name), value(json_string(text).text) {}
    JsonMember(std::string_view the_name, const std::string& text) : JsonMember(the_name, std::string_view(text)) {}
    JsonMember(std::string_view the_name, const char* text) : JsonMember(the_name, std::string_view(text)) {}
    JsonMember(std::string_view the_name, bool flag) : name(the_name), value(flag ? "true" : "false") {}
    JsonMember(std::string_view the_name, int the_value) : name(the_name), value(std::to_string(the_value)) {}
    JsonMember(std::string_view the_name, std::int64_t the_value) : name(the_name), value(std::to_string(the_value)) {}
    JsonMember(std::string_view the_name, std::uint64_t the_value) : name(the_name), value(std::to_string(the_value)) {}
    JsonMember(std::string_view the_name, double the_value) : name(the_name), value(number(the_value).text) {}
    template <typename T>
    JsonMember(std::string_view the_name, const std::optional<T>& maybe) : name(the_name) {
        if (maybe) value = JsonMember(the_name, *maybe).value;
    }

    std::string_view name;
    std::string value;
};

JsonText object(std::initializer_list<JsonMember> members);
JsonText object(const std::vector<JsonMember>& members);
JsonText array(const std::vector<JsonText>& items);
JsonText strings(const std::vector<std::string>& items);
inline JsonText null() {
    return {"null"};
}

}  // namespace conch::emulator
