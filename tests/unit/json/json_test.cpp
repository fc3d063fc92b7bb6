// What JSON texts are taken, what is refused and how, and that what is written can be read.
#include "json/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>

#include "json/scan.hpp"

namespace conch::json {
namespace {

using namespace std::literals;

std::string repeated(std::string_view text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

std::string refusal(std::string_view text, const Limits& limits = {}) {
    const auto document = parse(text, limits);
    const auto checked = check(text, limits);
    if (document) {
        EXPECT_TRUE(checked) << checked.error().message;
        return "accepted: " + to_string(*document);
    }
    EXPECT_EQ(checked ? "accepted" : checked.error().message, document.error().message);
    EXPECT_EQ(document.error().status, CONCH_E_RESPONSE);
    return document.error().message;
}

TEST(JsonParse, TakesWhatTheStandardAllows) {
    const std::pair<std::string, std::string> cases[] = {
        {"{}", "{}"},
        {"[]", "[]"},
        {" \t\r\n{ \"a\" : [ 1 , 2 ] } \n", R"({"a":[1,2]})"},
        {"null", "null"},
        {"true", "true"},
        {"0", "0"},
        {"-0", "0"},
        {"-0.0", "-0.0"},
        {"1e2", "100.0"},
        {"1E+2", "100.0"},
        {"0.1", "0.1"},
        {"5e-324", "5e-324"},
        {"1e-400", "0.0"},
        {"1.7976931348623157e308", "1.7976931348623157e308"},
        {"\"\"", "\"\""},
        {R"("\"\\\/\b\f\n\r\t")", R"("\"\\/\b\f\n\r\t")"},
        {R"("\u00e9\u6d77\u0041")", "\"\u00e9\u6d77A\""},
        {R"("\ud83d\udc1a")", "\"\U0001F41A\""},
        {R"("\uD83D\uDC1A")", "\"\U0001F41A\""},
        {"\"\U0001F41A 海螺 é\"", "\"\U0001F41A 海螺 é\""},
        {"\"\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF4\x8F\xBF\xBF\"",
         "\"\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF4\x8F\xBF\xBF\""},
        {"\"\x7F\"", "\"\x7F\""},
        {R"("a\u0000b")", R"("a\u0000b")"},
        {R"({"\u0000":1})", R"({"\u0000":1})"},
        {R"({"a":1,"a":2})", R"({"a":1,"a":2})"},
        {"\xEF\xBB\xBF{}", "{}"},
        {R"("[[[[{{{{")", R"("[[[[{{{{")"},
        {R"("\"[\\")", R"("\"[\\")"},
    };
    for (const auto& [text, expected] : cases) {
        const auto document = parse(text);
        ASSERT_TRUE(document) << text << ": " << document.error().message;
        EXPECT_EQ(to_string(*document), expected) << text;
    }
}

TEST(JsonParse, RefusesWithThePlaceOfTheFault) {
    const std::pair<std::string, const char*> cases[] = {
        {"", "not JSON: The document is empty. (byte 0)"},
        {"  ", "not JSON: The document is empty. (byte 2)"},
        {"\xEF\xBB\xBF", "not JSON: The document is empty. (byte 3)"},
        {"{} {}", "not JSON: The document root must not be followed by other values. (byte 3)"},
        {"{", "not JSON: Missing a name for object member. (byte 1)"},
        {"{\"a\"}", "not JSON: Missing a colon after a name of object member. (byte 4)"},
        {"{\"a\":}", "not JSON: Invalid value. (byte 5)"},
        {"{\"a\":1,}", "not JSON: Missing a name for object member. (byte 7)"},
        {"[1,]", "not JSON: Invalid value. (byte 3)"},
        {"[1 2]", "not JSON: Missing a comma or ']' after an array element. (byte 3)"},
        {"[1", "not JSON: Missing a comma or ']' after an array element. (byte 2)"},
        {"]", "not JSON: Invalid value. (byte 0)"},
        {"tru", "not JSON: Invalid value. (byte 3)"},
        {"True", "not JSON: Invalid value. (byte 0)"},
        {"NaN", "not JSON: Invalid value. (byte 0)"},
        {"Infinity", "not JSON: Invalid value. (byte 0)"},
        {"-", "not JSON: Invalid value. (byte 1)"},
        {"+1", "not JSON: Invalid value. (byte 0)"},
        {"01", "not JSON: The document root must not be followed by other values. (byte 1)"},
        {"1.", "not JSON: Miss fraction part in number. (byte 2)"},
        {".5", "not JSON: Invalid value. (byte 0)"},
        {"1e", "not JSON: Miss exponent in number. (byte 2)"},
        {"0x10", "not JSON: The document root must not be followed by other values. (byte 1)"},
        {"1e400", "not JSON: Number too big to be stored in double. (byte 0)"},
        {"[1.8e308]", "not JSON: Number too big to be stored in double. (byte 1)"},
        {"[-17976931348623159e292]", "not JSON: Number too big to be stored in double. (byte 1)"},
        {"'a'", "not JSON: Invalid value. (byte 0)"},
        {"{a:1}", "not JSON: Missing a name for object member. (byte 1)"},
        {"/*x*/1", "not JSON: Invalid value. (byte 0)"},
        {"// x\n1", "not JSON: Invalid value. (byte 0)"},
        {"\"abc", "not JSON: Missing a closing quotation mark in string. (byte 4)"},
        {"\"abc\\", "not JSON: Invalid escape character in string. (byte 4)"},
        {R"("\x41")", "not JSON: Invalid escape character in string. (byte 1)"},
        {R"("\u12g4")", "not JSON: Incorrect hex digit after \\u escape in string. (byte 1)"},
        {R"("\u12")", "not JSON: Incorrect hex digit after \\u escape in string. (byte 1)"},
        {R"("\)", "not JSON: Invalid escape character in string. (byte 1)"},
        {R"(["\ud800"])", "not JSON: half of a surrogate pair (byte 2)"},
        {R"(["\udc00"])", "not JSON: half of a surrogate pair (byte 2)"},
        {R"(["\udfff"])", "not JSON: half of a surrogate pair (byte 2)"},
        {R"(["\ud800\ud800"])", "not JSON: half of a surrogate pair (byte 2)"},
        {R"(["\ud800x"])", "not JSON: half of a surrogate pair (byte 2)"},
        {R"(["\ud800\n"])", "not JSON: half of a surrogate pair (byte 2)"},
        {R"(["\uDBFF)", "not JSON: half of a surrogate pair (byte 2)"},
        {R"({"\udc00":1})", "not JSON: half of a surrogate pair (byte 2)"},
        {R"(["\ud83d\udc1a\udc1a"])", "not JSON: half of a surrogate pair (byte 14)"},
        {"\"a\nb\"", "not JSON: control character (byte 2)"},
        {"\"a\tb\"", "not JSON: control character (byte 2)"},
        {"\"\x01\"", "not JSON: control character (byte 1)"},
        {"\"1234567890\x1A\"", "not JSON: control character (byte 11)"},
        {"\"\x1F\"", "not JSON: control character (byte 1)"},
        {"\"a\0b\""s, "not JSON: control character (byte 2)"},
        {"{}\0"s, "not JSON: control character (byte 2)"},
        {"{}\0{\"a\":1}"s, "not JSON: control character (byte 2)"},
        {"\0"s, "not JSON: control character (byte 0)"},
        {"[\x0B]", "not JSON: control character (byte 1)"},
        {"\"\x80\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xC0\xAF\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xC1\xBF\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xE0\x9F\xBF\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xED\xA0\x80\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xED\xB0\x80\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xF0\x8F\xBF\xBF\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xF4\x90\x80\x80\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xF5\x80\x80\x80\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"\xFF\xFE\"", "not JSON: not UTF-8 (byte 1)"},
        {"\"abc\xE6\xB5\"", "not JSON: not UTF-8 (byte 4)"},
        {"\"12345678\xE6\xB5", "not JSON: not UTF-8 (byte 9)"},
        {"\"\xF0\x9F\x90\"", "not JSON: not UTF-8 (byte 1)"},
        {"[\xC3\xA9]", "not JSON: Invalid value. (byte 1)"},
        {"<html>\r\n<body>502 Bad Gateway</body></html>", "not JSON: Invalid value. (byte 0)"},
    };
    for (const auto& [text, expected] : cases)
        EXPECT_EQ(refusal(text), expected) << text;
}

TEST(JsonParse, FaultsAreFoundAtEveryPositionOfAWord) {
    for (std::size_t before = 0; before < 20; ++before) {
        const std::string start = "\"" + repeated("a", before);
        const std::string byte = " (byte " + std::to_string(before + 1) + ")";
        EXPECT_EQ(refusal(start + "\x1F" + "aaaaaaaaaaaaaaaa\""), "not JSON: control character" + byte);
        EXPECT_EQ(refusal(start + "\xFF" + "aaaaaaaaaaaaaaaa\""), "not JSON: not UTF-8" + byte);
        EXPECT_EQ(refusal(start + "\\ud900aaaaaaaaaaaaaaaa\""), "not JSON: half of a surrogate pair" + byte);
        EXPECT_TRUE(parse(start + "\x20\x21\x7F海\\\"\\u00e9aaaaaaaa\""));
    }
}

TEST(JsonParse, DepthIsLimitedBeforeAnythingIsBuilt) {
    const auto nested = [](std::string_view open, std::string_view close, std::size_t depth) {
        return repeated(open, depth) + "1" + repeated(close, depth);
    };
    EXPECT_TRUE(parse(nested("[", "]", 64)));
    EXPECT_TRUE(parse(nested("{\"a\":", "}", 64)));
    EXPECT_EQ(refusal(nested("[", "]", 65)), "not JSON: nested too deep (byte 64)");
    EXPECT_EQ(refusal(nested("{\"a\":", "}", 65)), "not JSON: nested too deep (byte 320)");
    EXPECT_EQ(refusal(nested("[", "]", 100'000)), "not JSON: nested too deep (byte 64)");
    EXPECT_EQ(refusal(repeated("[", 10'000'000)), "not JSON: nested too deep (byte 64)");
    EXPECT_EQ(refusal(repeated("{\"\":", 100'000)), "not JSON: nested too deep (byte 256)");
    EXPECT_TRUE(parse("[" + repeated("[],", 100'000) + "[]]")) << "wide is not deep";
    Limits shallow;
    shallow.max_depth = 2;
    EXPECT_TRUE(parse("[[1]]", shallow));
    EXPECT_EQ(refusal("[[[1]]]", shallow), "not JSON: nested too deep (byte 2)");
}

TEST(JsonParse, SizeIsLimited) {
    Limits small;
    small.max_bytes = 10;
    EXPECT_TRUE(parse("[12345678]", small));
    EXPECT_EQ(refusal("[123456789]", small), "JSON of 11 bytes; at most 10 are read");
    EXPECT_EQ(refusal(std::string((64U << 20U) + 1, ' ')), "JSON of 67108865 bytes; at most 67108864 are read");
}

TEST(JsonParse, NumbersKeepTheirValue) {
    const auto document =
        parse(R"([923847293472394000,9223372036854775807,-9223372036854775808,18446744073709551615])");
    ASSERT_TRUE(document);
    EXPECT_EQ((*document)[0].GetUint64(), 923847293472394000U);
    EXPECT_EQ(to_string(*document),
              "[923847293472394000,9223372036854775807,-9223372036854775808,18446744073709551615]");
    const auto beyond = parse("[18446744073709551616,-9223372036854775809]");
    EXPECT_EQ((*beyond)[0].GetDouble(), 18446744073709551616.0) << "beyond 64 bits: the nearest double";
    EXPECT_EQ((*beyond)[1].GetDouble(), -9223372036854775808.0);
}

TEST(JsonParse, NumbersThatVanishAreZero) {
    for (const std::string& text :
         {"1e-400"s, "-1E-99999999999999999999"s, "0.0000000000000e-2147483639"s, "0." + std::string(400, '0') + "1",
          "0." + std::string(400, '0') + "1e+10", "1" + std::string(100, '0') + "e-1000"}) {
        const auto document = parse(text);
        ASSERT_TRUE(document) << text << document.error().message;
        EXPECT_EQ(document->GetDouble(), 0.0) << text;
    }
    EXPECT_EQ(parse("0." + std::string(300, '0') + "1e+290")->GetDouble(), 1e-11);
    EXPECT_EQ(parse("1" + std::string(300, '0') + "e-290")->GetDouble(), 1e10);
}

TEST(JsonParse, FractionsAreExact) {
    std::mt19937_64 random(7);
    const auto digits = [&](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += static_cast<char>('0' + random() % 10);
        return text;
    };
    for (int round = 0; round < 20'000; ++round) {
        std::string text = (random() % 2 == 0 ? "" : "-") + std::to_string(random() % 10) + ".";
        if (random() % 4 == 0) text += std::string(random() % 350, '0');
        text += digits(1 + random() % (random() % 10 == 0 ? 900 : 20));
        if (random() % 2 == 0) text += "e" + std::to_string(static_cast<int>(random() % 620) - 320);
        const double expected = std::strtod(text.c_str(), nullptr);
        const auto document = parse(text);
        ASSERT_EQ(static_cast<bool>(document), std::isfinite(expected)) << text;
        if (!document) continue;
        ASSERT_EQ(document->GetDouble(), expected) << text;
        ASSERT_EQ(parse(to_string(*document))->GetDouble(), expected) << text;
    }
}

TEST(JsonParse, StringsWithNulKeepTheirLength) {
    const auto document = parse(R"({"a":"x\u0000y"})");
    ASSERT_TRUE(document);
    EXPECT_EQ(string_member(*document, "a"), "x\0y"sv);
    EXPECT_EQ(to_string(*document), R"({"a":"x\u0000y"})");
}

bool has_fraction(const Value& value) {
    if (value.IsArray()) {
        return std::any_of(value.Begin(), value.End(), [](const Value& item) { return has_fraction(item); });
    }
    if (!value.IsObject()) return value.IsDouble();
    return std::any_of(value.MemberBegin(), value.MemberEnd(),
                       [](const auto& item) { return has_fraction(item.value); });
}

// Changes bytes of good texts at random. The reference is the stock parser with its own UTF-8 check: what we take, it
// takes, with the same value (fractions apart, where it is not exact); what it takes and we refuse, it is known to be
// too lax about.
TEST(JsonParse, AgreesWithTheStockParserExceptWhereThatIsLax) {
    const std::string seeds[] = {
        R"({"id":"user:1-minimax:2-video:3","status":2,"percent":99.5,"x":[null,{"y":"\u6d77\ud83d\udc1a\n"}]})",
        R"([1,-2,3.5e10,"海螺","\"\\",{},[],[[[]]],18446744073709551615])",
        "\xEF\xBB\xBF \"\xF0\x9F\x90\x9A\\udc1a\" ",
    };
    const std::string bytes = "\"\\{}[]:,0123456789eE+-.utrfalsn \n\t\x00\x1f\x80\xbf\xc3\xe6\xed\xf0\xf4\xff\xd8"s;
    std::mt19937 random(20260101);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    int taken = 0;
    for (int round = 0; round < 60'000; ++round) {
        std::string text = seeds[below(std::size(seeds))];
        for (std::size_t changes = 1 + below(3); changes > 0 && !text.empty(); --changes) {
            const std::size_t at = below(text.size());
            switch (below(4)) {
                case 0:
                    text[at] = bytes[below(bytes.size())];
                    break;
                case 1:
                    text.erase(at, 1 + below(4));
                    break;
                case 2:
                    text.insert(at, 1, bytes[below(bytes.size())]);
                    break;
                default:
                    text.insert(at, text.substr(at, 1 + below(8)));
                    break;
            }
        }
        Document reference;
        reference.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(text.data(),
                                                                                                text.size());
        const auto ours = parse(text);
        if (ours) {
            ++taken;
            ASSERT_FALSE(reference.HasParseError()) << text;
            ASSERT_TRUE(to_string(*ours) == to_string(reference) || has_fraction(reference)) << text;
            const std::string written = to_string(*ours);
            ASSERT_FALSE(find_fault(written, 64)) << written;
            const auto again = parse(written);
            ASSERT_TRUE(again) << written;
            ASSERT_EQ(to_string(*again), written);
        } else if (!reference.HasParseError()) {
            const std::string& why = ours.error().message;
            if (why.find("too big") != std::string::npos) continue;  // the reference lets some become infinite
            const bool raw_nul = text.find('\0') != std::string::npos;
            const bool part_of_a_mark = "\xEF\xBB\xBF"sv.find(text.front()) != std::string_view::npos;
            ASSERT_TRUE(why.find("half of a surrogate pair") != std::string::npos ||
                        (raw_nul && why.find("control character") != std::string::npos) ||
                        (part_of_a_mark && why.ends_with("Invalid value. (byte 0)")))
                << why << ": " << text;
        }
    }
    EXPECT_GT(taken, 1000) << "the changes must not all be fatal";
}

TEST(JsonRead, MissingAndWrongTypesAreNothing) {
    const auto document =
        parse(R"({"s":"x","i":-5,"u":18446744073709551615,"d":1.5,"b":true,"o":{"k":1},"a":[1],"n":null})");
    ASSERT_TRUE(document);
    EXPECT_EQ(string_member(*document, "s"), "x");
    EXPECT_EQ(integer_member(*document, "i"), -5);
    EXPECT_EQ(number_member(*document, "d"), 1.5);
    EXPECT_EQ(number_member(*document, "i"), -5.0);
    EXPECT_EQ(bool_member(*document, "b"), true);
    EXPECT_NE(object_member(*document, "o"), nullptr);
    EXPECT_NE(array_member(*document, "a"), nullptr);
    EXPECT_TRUE(member(*document, "n")->IsNull());
    for (const char* name : {"s", "i", "u", "d", "b", "o", "a", "n", "missing", ""}) {
        EXPECT_EQ(string_member(*document, name).has_value(), name == "s"s) << name;
        EXPECT_EQ(integer_member(*document, name).has_value(), name == "i"s) << name;
        EXPECT_EQ(bool_member(*document, name).has_value(), name == "b"s) << name;
        EXPECT_EQ(object_member(*document, name) != nullptr, name == "o"s) << name;
        EXPECT_EQ(array_member(*document, name) != nullptr, name == "a"s) << name;
    }
    for (const char* text : {"[1]", "\"x\"", "7", "null"}) {
        const auto other = parse(text);
        EXPECT_EQ(member(*other, "s"), nullptr) << text;
        EXPECT_FALSE(string_member(*other, "s")) << text;
    }
    EXPECT_EQ(member(*document, std::string_view()), nullptr);
}

TEST(JsonRead, MisuseThrowsInsteadOfEndingTheProcess) {
    const auto document = parse("[1]");
    EXPECT_THROW(static_cast<void>((*document)[0].GetString()), AssertionFailed);
    EXPECT_THROW(static_cast<void>((*document)[5]), AssertionFailed);
}

TEST(JsonWrite, SetAddsAndReplaces) {
    Document document;
    document.SetObject();
    set(document, document, "text", "a \"b\"\n");
    set(document, document, "number", std::int64_t{-7});
    set(document, document, "flag", true);
    set(document, document, "text", std::string_view("new"));
    set(document, document, "empty", std::string_view());
    Value list(rapidjson::kArrayType);
    list.PushBack(1, document.GetAllocator());
    set(document, document, "list", std::move(list));
    EXPECT_EQ(to_string(document), R"({"text":"new","number":-7,"flag":true,"empty":"","list":[1]})");
    EXPECT_EQ(to_pretty_string(document),
              "{\n  \"text\": \"new\",\n  \"number\": -7,\n  \"flag\": true,\n  \"empty\": \"\",\n"
              "  \"list\": [\n    1\n  ]\n}");
}

TEST(JsonWrite, TextsAreCopiedAndAlwaysUtf8) {
    Document document;
    document.SetObject();
    {
        std::string gone = "from elsewhere";
        set(document, document, "a", std::string_view(gone));
        gone.assign("overwritten!!!");
    }
    set(document, document, "b", "Zugriff verweigert: \xFC\xE6\xB5 海\0x"sv);
    const std::string unknown = "\xEF\xBF\xBD";
    EXPECT_EQ(to_string(document),
              "{\"a\":\"from elsewhere\",\"b\":\"Zugriff verweigert: " + unknown + unknown + " 海\\u0000x\"}");
    EXPECT_TRUE(parse(to_string(document)));
}

}  // namespace
}  // namespace conch::json
