// JSON for people and scripts: one object on one line, and what is read out of the library's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/rapidjson.hpp"

namespace conch::cli {

bool is_json(std::string_view text);

// A member that is a text; "" when there is none.
std::string text_member(const rapidjson::Value& object, const char* name);

std::string json_string(std::string_view text);

class JsonObject {
  public:
    JsonObject() : writer_(buffer_) { writer_.StartObject(); }

    void add(std::string_view name, std::string_view text);
    void add(std::string_view name, const char* text) { add(name, std::string_view(text)); }
    void add(std::string_view name, std::int64_t number);
    void add(std::string_view name, int number) { add(name, std::int64_t{number}); }
    void add(std::string_view name, bool flag);
    // A JSON value that exists already, byte for byte but for line breaks between its tokens.
    void add_json(std::string_view name, std::string_view json);

    // Ends the object; nothing can be added afterwards.
    std::string str();

  private:
    void key(std::string_view name);

    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

}  // namespace conch::cli
