#include "fixtures.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "json/json.hpp"

namespace conch::test {

namespace {

// Well formed, never expires, and of nobody.
constexpr const char* kJwt =
    "eyJhbGciOiAiSFMyNTYiLCAidHlwIjogIkpXVCJ9."
    "eyJleHAiOiA0MTAyNDQ0ODAwLCAidXNlciI6IHsiaWQiOiAiMzAxMzQ4NDA5NTgxODM4MzM2IiwgIm5hbWUiOiAiQW5uIiwgImF2YXRhciI6ICIiLC"
    "AiZGV2aWNlSUQiOiAiMzAxMzQ4In19.c2lnbmF0dXJl";

std::string text_at(const json::Value& object, std::string_view name) {
    return std::string(json::string_member(object, name).value_or(""));
}

std::string json_at(const json::Value& object, std::string_view name) {
    return json::to_string(*json::member(object, name));
}

std::string read_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    std::string content = text.str();
    for (std::size_t at = content.find("{jwt}"); at != std::string::npos; at = content.find("{jwt}", at))
        content.replace(at, 5, kJwt);
    return content;
}

FixtureCall read_call(const json::Value& given) {
    FixtureCall call;
    call.params = json_at(given, "params");
    if (const json::Value* files = json::array_member(given, "files")) {
        for (const json::Value& file : files->GetArray())
            call.files.emplace_back(json::text_of(file));
    }
    const json::Value& request = *json::object_member(given, "request");
    call.method = text_at(request, "method");
    call.target = text_at(request, "target");
    call.raw = text_at(request, "raw");
    call.type = text_at(request, "type");
    if (json::member(request, "json") != nullptr) call.json = json_at(request, "json");
    if (json::member(request, "frame") != nullptr) call.first_frame = json_at(request, "frame");
    if (const json::Value* parts = json::array_member(request, "parts")) {
        for (const json::Value& part : parts->GetArray())
            call.parts.push_back(
                {text_at(part, "name"), text_at(part, "value"), text_at(part, "file"), text_at(part, "type")});
    }
    return call;
}

FixtureAnswer read_answer(const json::Value& given) {
    FixtureAnswer answer;
    answer.http = static_cast<int>(json::integer_member(given, "http").value());
    answer.text = json::member(given, "body") != nullptr ? json_at(given, "body") : text_at(given, "text");
    answer.status = text_at(given, "status");
    answer.words = text_at(given, "words");
    if (const json::Value* body = json::object_member(given, "body"); body != nullptr && answer.words.empty())
        answer.words = text_at(*body, "error");
    if (const json::Value* events = json::array_member(given, "events")) {
        for (const json::Value& event : events->GetArray())
            answer.events.push_back({text_at(event, "event"), json_at(event, "data")});
    }
    if (const json::Value* frames = json::array_member(given, "frames")) {
        for (const json::Value& frame : frames->GetArray())
            answer.frames.push_back(json::to_string(frame));
    }
    return answer;
}

std::vector<Fixture> read_all() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(CONCH_FIXTURES))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<Fixture> all;
    for (const auto& path : paths) {
        const auto content = json::parse(read_text(path));
        if (!content) throw std::runtime_error(path.string() + ": " + content.error().message);
        for (const json::Value& given : content->GetArray()) {
            Fixture fixture;
            fixture.operation = text_at(given, "operation");
            for (const json::Value& call : json::array_member(given, "calls")->GetArray())
                fixture.calls.push_back(read_call(call));
            for (const json::Value& answer : json::array_member(given, "answers")->GetArray())
                fixture.answers.push_back(read_answer(answer));
            all.push_back(std::move(fixture));
        }
    }
    return all;
}

int hex(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

}  // namespace

const std::vector<Fixture>& fixtures() {
    static const std::vector<Fixture> all = read_all();
    return all;
}

std::string sample_file(const std::string& name) {
    static const std::map<std::string, std::string> beginnings{{"png", "\x89PNG\r\n\x1A\n"},
                                                               {"jpeg", "\xFF\xD8\xFF\xE0"},
                                                               {"webp", "RIFF\x10\x01\x01\x01WEBPVP8 "},
                                                               {"mp3", "ID3\x04\x01"},
                                                               {"wav", "RIFF\x10\x01\x01\x01WAVEfmt "},
                                                               {"pdf", "%PDF-1.7\n"},
                                                               {"txt", "Notes\n"}};
    std::string bytes = beginnings.at(name.substr(name.rfind('.') + 1));
    for (int i = 0; i < 300; ++i)
        bytes += static_cast<char>(i);  // NULs and line ends among them
    return bytes;
}

std::string same_json(const std::string& text) {
    const auto content = json::parse(text);
    return content ? json::to_string(*content) : "not JSON: " + text;
}

std::string decoded(const std::string& target) {
    std::string text;
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (target[i] == '%' && i + 2 < target.size() && hex(target[i + 1]) >= 0 && hex(target[i + 2]) >= 0) {
            text += static_cast<char>(hex(target[i + 1]) * 16 + hex(target[i + 2]));
            i += 2;
        } else {
            text += target[i];
        }
    }
    return text;
}

}  // namespace conch::test
