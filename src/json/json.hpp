// JSON as this project uses it: parsing with limits, reading without surprises, writing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "json/pool.hpp"
#include "json/rapidjson.hpp"

namespace conch::json {

using Pool = rapidjson::GrowingPool;
using Value = rapidjson::GenericValue<rapidjson::UTF8<>, Pool>;
using Document = rapidjson::GenericDocument<rapidjson::UTF8<>, Pool, rapidjson::ThrowingAllocator>;

struct Limits {
    std::size_t max_bytes = 64U << 20U;  // a DOM takes up to some ten times the memory of its text
    std::size_t max_depth = 64;
};

// Strict UTF-8 JSON within the limits, which are checked before anything is built. The error (CONCH_E_RESPONSE) says
// what is wrong and at which byte. Whole numbers are exact up to 2^64 - 1; what lies beyond becomes the nearest double,
// so who must hand on everything to the last digit hands on the text itself.
Result<Document> parse(std::string_view text, const Limits& limits = {});
// Whether parse() would take it, for who only hands on the text.
Result<void> check(std::string_view text, const Limits& limits = {});

std::string to_string(const Value& value);
std::string to_pretty_string(const Value& value);

// Readers never throw and never guess: a missing member and a member of another type are both "nothing".
const Value* member(const Value& object, std::string_view name);
std::optional<std::string_view> string_member(const Value& object, std::string_view name);
std::optional<std::int64_t> integer_member(const Value& object, std::string_view name);
std::optional<double> number_member(const Value& object, std::string_view name);
std::optional<bool> bool_member(const Value& object, std::string_view name);
const Value* object_member(const Value& object, std::string_view name);
const Value* array_member(const Value& object, std::string_view name);

inline std::string_view text_of(const Value& string) {
    return {string.GetString(), string.GetStringLength()};
}

// All of it, in the document's memory. RapidJSON's own copies build on a stack that is not looked after when memory
// runs out.
Value copy(const Value& from, Document& into);

// Writing: adds or replaces a member of an object; the text is copied into the document, and bytes in it that are not
// UTF-8 become U+FFFD.
void set(Document& document, Value& object, std::string_view name, std::string_view text);
void set(Document& document, Value& object, std::string_view name, std::int64_t number);
void set(Document& document, Value& object, std::string_view name, bool flag);
void set(Document& document, Value& object, std::string_view name, Value value);
Value array_of(const std::vector<std::string>& texts, Document& document);
// A string literal would otherwise turn into a bool.
inline void set(Document& document, Value& object, std::string_view name, const char* text) {
    set(document, object, name, std::string_view(text));
}

}  // namespace conch::json
