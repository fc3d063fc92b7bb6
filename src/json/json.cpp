#include "json/json.hpp"

#include <charconv>
#include <system_error>

#include "base/utf8.hpp"
#include "json/scan.hpp"

namespace conch::json {

namespace {

// The scan has already looked at encoding and depth, which bounds how deep the parser calls itself. In place, in a copy
// of the text: 0.6 of the instructions of reading byte by byte. Numbers as text: the parser's quick conversion is
// off by some units in the last place and asserts on exponents such as that of 0.0000000000000e-2147483639, and its
// exact one reads outside of its table for others.
constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

rapidjson::SizeType size_of(std::string_view text) {
    return static_cast<rapidjson::SizeType>(text.size());
}

// RapidJSON takes no null pointer, which an empty string_view may hold.
const char* data_of(std::string_view text) {
    return text.empty() ? "" : text.data();
}

Value borrowed(std::string_view text) {
    return Value(rapidjson::StringRef(data_of(text), size_of(text)));
}

Value copy_of(Document& document, std::string_view text) {
    // Texts of the system (error messages, file names) may be in any encoding; what we write is always UTF-8.
    const std::string utf8 = with_valid_utf8(std::string(text));
    return Value(utf8.data(), size_of(utf8), document.GetAllocator());
}

tl::unexpected<KeptError> not_json(std::string_view what, std::size_t offset) {
    return fail(CONCH_E_RESPONSE, "not JSON: " + std::string(what) + " (byte " + std::to_string(offset) + ")");
}

// Of a number outside of the range of double: is it too small, not too large?
bool is_tiny(std::string_view number) {
    std::int64_t exponent = 0;  // of the first digit that is not 0
    bool behind_point = false;
    bool significant = false;
    for (std::size_t at = 0; at < number.size(); ++at) {
        const char c = number[at];
        if (c == '.') {
            behind_point = true;
        } else if (c == 'e' || c == 'E') {
            const bool negative = number[at + 1] == '-';
            const std::size_t first = at + (negative || number[at + 1] == '+' ? 2 : 1);
            std::int64_t written = 0;
            const char* const end = number.data() + number.size();
            if (std::from_chars(number.data() + first, end, written).ec != std::errc()) return negative;
            exponent += negative ? -written : written;
            break;
        } else if (c != '-') {
            significant = significant || c != '0';
            if (significant && !behind_point) ++exponent;
            if (!significant && behind_point) --exponent;
        }
    }
    return exponent < 0;
}

template <typename Number>
bool read(std::string_view text, Number& number) {
    return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc();
}

// Hands the parser's events to the document, numbers by the exact conversions of the standard library.
class Builder {
  public:
    explicit Builder(Document& document) : document_(document) {}

    bool RawNumber(const char* text, rapidjson::SizeType length, bool /*copy*/) {
        const std::string_view number(text, length);
        std::int64_t whole = 0;
        std::uint64_t natural = 0;
        double real = 0;
        if (number.find_first_of(".eE") == std::string_view::npos) {
            if (read(number, whole)) return document_.Int64(whole);
            if (read(number, natural)) return document_.Uint64(natural);
        }
        if (read(number, real) || is_tiny(number)) return document_.Double(real);
        return false;  // ends the parse
    }
    bool Null() { return document_.Null(); }
    bool Bool(bool value) { return document_.Bool(value); }
    // Copied, whatever the parser says: RapidJSON's copies of a value that only points to its text point there too.
    bool String(const char* text, rapidjson::SizeType length, bool /*copy*/) {
        return document_.String(text, length, true);
    }
    bool Key(const char* text, rapidjson::SizeType length, bool /*copy*/) { return document_.Key(text, length, true); }
    bool StartObject() { return document_.StartObject(); }
    bool EndObject(rapidjson::SizeType count) { return document_.EndObject(count); }
    bool StartArray() { return document_.StartArray(); }
    bool EndArray(rapidjson::SizeType count) { return document_.EndArray(count); }
    // Numbers come as text; the parser's interface names these none the less.
    bool Int(int value) { return document_.Int(value); }
    bool Uint(unsigned value) { return document_.Uint(value); }
    bool Int64(std::int64_t value) { return document_.Int64(value); }
    bool Uint64(std::uint64_t value) { return document_.Uint64(value); }
    bool Double(double value) { return document_.Double(value); }

  private:
    Document& document_;
};

std::string_view words_for(rapidjson::ParseErrorCode code) {
    if (code == rapidjson::kParseErrorTermination) code = rapidjson::kParseErrorNumberTooBig;
    return rapidjson::GetParseError_En(code);
}

using Buffer = rapidjson::GenericStringBuffer<rapidjson::UTF8<>, rapidjson::ThrowingAllocator>;

// The parser's events to the handler; its objections, and ours.
template <typename Handler>
Result<void> read_to(Handler& handler, std::string_view text, const Limits& limits) {
    if (text.size() > limits.max_bytes) {
        return fail(CONCH_E_RESPONSE, "JSON of " + std::to_string(text.size()) + " bytes; at most " +
                                          std::to_string(limits.max_bytes) + " are read");
    }
    if (const auto fault = find_fault(text, limits.max_depth)) return not_json(fault->what, fault->offset);
    const std::size_t skipped = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    text.remove_prefix(skipped);
    std::string bytes(text);
    rapidjson::InsituStringStream stream(bytes.data());
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::ThrowingAllocator> reader;
    const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
    if (result.IsError()) return not_json(words_for(result.Code()), skipped + result.Offset());
    return {};
}

// Takes the parser's events, and lets them go.
struct Checker : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Checker> {
    bool RawNumber(const char* text, rapidjson::SizeType length, bool /*copy*/) {
        constexpr std::size_t kFitsAnyway = 300;  // digits, without an exponent
        const std::string_view number(text, length);
        if (length <= kFitsAnyway && number.find_first_of("eE") == std::string_view::npos) return true;
        double real = 0;
        return read(number, real) || is_tiny(number);
    }
};

}  // namespace

Result<Document> parse(std::string_view text, const Limits& limits) {
    Document document;
    Result<void> read;
    const auto generate = [&](Document& target) {
        Builder builder(target);
        read = read_to(builder, text, limits);
        return read.has_value();
    };
    document.Populate(generate);
    if (!read) return fail(std::move(read.error()));
    return document;
}

Result<void> check(std::string_view text, const Limits& limits) {
    Checker checker;
    return read_to(checker, text, limits);
}

std::string to_string(const Value& value) {
    Buffer buffer;
    rapidjson::Writer<Buffer, rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::ThrowingAllocator> writer(buffer);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

std::string to_pretty_string(const Value& value) {
    Buffer buffer;
    rapidjson::PrettyWriter<Buffer, rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::ThrowingAllocator> writer(buffer);
    writer.SetIndent(' ', 2);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

const Value* member(const Value& object, std::string_view name) {
    if (!object.IsObject()) return nullptr;
    const auto found = object.FindMember(borrowed(name));
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

Value copy(const Value& from, Document& into) {
    auto& pool = into.GetAllocator();
    if (from.IsString()) return {from.GetString(), from.GetStringLength(), pool};
    if (from.IsArray()) {
        Value array(rapidjson::kArrayType);
        array.Reserve(from.Size(), pool);
        for (const Value& item : from.GetArray())
            array.PushBack(copy(item, into), pool);
        return array;
    }
    if (from.IsObject()) {
        Value object(rapidjson::kObjectType);
        for (const auto& member : from.GetObject())
            object.AddMember(copy(member.name, into), copy(member.value, into), pool);
        return object;
    }
    return {from, pool};  // nothing to allocate
}

void set(Document& document, Value& object, std::string_view name, Value value) {
    const auto found = object.FindMember(borrowed(name));
    if (found != object.MemberEnd()) {
        found->value = std::move(value);
    } else {
        object.AddMember(copy_of(document, name), std::move(value), document.GetAllocator());
    }
}

void set(Document& document, Value& object, std::string_view name, std::string_view text) {
    set(document, object, name, copy_of(document, text));
}

Value array_of(const std::vector<std::string>& texts, Document& document) {
    Value array(rapidjson::kArrayType);
    for (const std::string& text : texts)
        array.PushBack(copy_of(document, text), document.GetAllocator());
    return array;
}

void set(Document& document, Value& object, std::string_view name, std::int64_t number) {
    set(document, object, name, Value(number));
}

void set(Document& document, Value& object, std::string_view name, bool flag) {
    set(document, object, name, Value(flag));
}

}  // namespace conch::json
