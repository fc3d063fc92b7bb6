// The service's documents as test data: for each operation the requests as they must leave, and every documented
// answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace conch::test {

struct FixturePart {
    std::string name;
    std::string value;  // of a field
    std::string file;   // of a file: its name among the sample files
    std::string type;
};

struct FixtureCall {
    std::string params;
    std::vector<std::string> files;  // names among the sample files
    std::string method;
    std::string target;
    std::optional<std::string> json;         // the body, a JSON object
    std::vector<FixturePart> parts;          // the body, multipart
    std::string raw;                         // the body, one of the sample files
    std::string type;                        // its Content-Type
    std::optional<std::string> first_frame;  // over a WebSocket: the text frame that asks
};

struct FixtureEvent {
    std::string name;
    std::string data;
};

struct FixtureAnswer {
    int http = 0;
    std::string text;
    std::string status;  // CONCH_E_…; empty: by the code alone
    std::string words;   // that the error's message must have; empty: the body's `error`
    std::vector<FixtureEvent> events;
    std::vector<std::string> frames;
};

struct Fixture {
    std::string operation;
    std::vector<FixtureCall> calls;
    std::vector<FixtureAnswer> answers;
};

// All of them; throws when a file cannot be read.
const std::vector<Fixture>& fixtures();

// The bytes of a small file of the kind that its name says: picture.png, sample.mp3, …
std::string sample_file(const std::string& name);

// Texts to compare by: JSON without differences of space, a target without differences of escaping.
std::string same_json(const std::string& text);
std::string decoded(const std::string& target);

}  // namespace conch::test
