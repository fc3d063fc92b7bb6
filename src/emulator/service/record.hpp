// Values as JSON and back, from one list of fields a type:
//
//   template <typename Visitor> void fields(Visitor& visit, Song& song) { visit("id", song.id); … }
//
// For what the service keeps in its state directory. A field that is missing when read keeps its default, so that a
// state written by an older emulator can be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "emulator/service/json_text.hpp"
#include "json/json.hpp"

namespace conch::emulator {

class RecordWriter {
  public:
    template <typename Value>
    void operator()(std::string_view name, Value& value) {
        JsonText text = write(value);
        if (!text.text.empty()) members_.emplace_back(name, std::move(text));
    }
    JsonText take() const { return object(members_); }

    template <typename Value>
    static JsonText write(Value& value);

  private:
    std::vector<JsonMember> members_;
};

class RecordReader {
  public:
    explicit RecordReader(const json::Value& object) : object_(object) {}
    template <typename Value>
    void operator()(std::string_view name, Value& value) {
        if (const json::Value* found = json::member(object_, name)) read(*found, value);
    }

    template <typename Value>
    static void read(const json::Value& from, Value& value);

  private:
    const json::Value& object_;
};

namespace detail {
template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};
template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
}  // namespace detail

template <typename Value>
JsonText RecordWriter::write(Value& value) {
    using Plain = std::remove_cv_t<Value>;
    if constexpr (std::is_same_v<Plain, std::string>) {
        return json_string(value);
    } else if constexpr (std::is_same_v<Plain, std::filesystem::path>) {
        return json_string(value.string());
    } else if constexpr (std::is_same_v<Plain, bool>) {
        return {value ? "true" : "false"};
    } else if constexpr (std::is_enum_v<Plain>) {
        return {std::to_string(static_cast<int>(value))};
    } else if constexpr (std::is_integral_v<Plain>) {
        return {std::to_string(value)};
    } else if constexpr (std::is_floating_point_v<Plain>) {
        return number(value);
    } else if constexpr (detail::IsOptional<Plain>::value) {
        return value ? write(*value) : JsonText();
    } else if constexpr (detail::IsVector<Plain>::value) {
        std::vector<JsonText> items;
        items.reserve(value.size());
        for (auto& each : value) {
            items.push_back(write(each));
        }
        return array(items);
    } else {
        RecordWriter writer;
        fields(writer, value);
        return writer.take();
    }
}

template <typename Value>
void RecordReader::read(const json::Value& from, Value& value) {
    if constexpr (std::is_same_v<Value, std::string> || std::is_same_v<Value, std::filesystem::path>) {
        if (from.IsString()) value = std::string(json::text_of(from));
    } else if constexpr (std::is_same_v<Value, bool>) {
        if (from.IsBool()) value = from.GetBool();
    } else if constexpr (std::is_enum_v<Value>) {
        if (from.IsInt()) value = static_cast<Value>(from.GetInt());
    } else if constexpr (std::is_same_v<Value, std::uint64_t>) {
        if (from.IsUint64()) value = from.GetUint64();
    } else if constexpr (std::is_integral_v<Value>) {
        if (from.IsInt64()) value = static_cast<Value>(from.GetInt64());
    } else if constexpr (std::is_floating_point_v<Value>) {
        if (from.IsNumber()) value = from.GetDouble();
    } else if constexpr (detail::IsOptional<Value>::value) {
        read(from, value.emplace());
    } else if constexpr (detail::IsVector<Value>::value) {
        if (!from.IsArray()) return;
        for (const json::Value& each : from.GetArray()) {
            read(each, value.emplace_back());
        }
    } else {
        RecordReader reader(from);
        fields(reader, value);
    }
}

}  // namespace conch::emulator
