// Every operation through the C ABI: the request as the documents show it, and every documented answer.
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <set>

#include "conch/conch.h"
#include "fixtures.hpp"
#include "script.hpp"
#include "support/tcp_server.hpp"
#include "support/temp_folder.hpp"

namespace conch::test {
namespace {

constexpr const char* kToken = "the-token-of-the-tests";
constexpr const char* kBase = "/v1/minimax";

class Operations : public testing::TestWithParam<std::size_t> {
  protected:
    Operations() : server_([this](Peer& peer) { serve(peer); }) {
        conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
        const std::string url = server_.url(kBase);
        options.base_url = url.c_str();
        options.api_token = kToken;
        conch_error* error = nullptr;
        EXPECT_EQ(conch_client_create(&options, &client_, &error), CONCH_OK) << conch_error_message(error, nullptr);
    }
    ~Operations() override { conch_client_destroy(client_); }

    void set_answer(const FixtureAnswer& answer) {
        const std::lock_guard lock(mutex_);
        answer_ = answer;
    }
    HttpRequest request() {
        const std::lock_guard lock(mutex_);
        return request_;
    }
    std::string first_frame() {
        const std::lock_guard lock(mutex_);
        return first_frame_;
    }
    int requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

    std::string path_of(const std::string& sample) {
        const std::string path = folder_ / sample;
        write_file(path, sample_file(sample));
        return path;
    }

    Ending run(const std::string& operation, const FixtureCall& call) {
        std::vector<std::string> paths;
        std::vector<const char*> files;
        for (const std::string& file : call.files)
            paths.push_back(path_of(file));
        for (const std::string& path : paths)
            files.push_back(path.c_str());
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.files = files.data();
        options.file_count = files.size();
        conch_task task = 0;
        conch_error* error = nullptr;
        const conch_status status = conch_call(client_, conch_operation_from_name(operation.c_str()),
                                               call.params.c_str(), &options, &task, &error);
        if (status != CONCH_OK) return refused(status, error);
        return take_ending(client_, task);
    }

  private:
    void serve(Peer& peer) {
        while (const auto request = peer.read_request()) {
            FixtureAnswer answer;
            {
                const std::lock_guard lock(mutex_);
                request_ = *request;
                ++requests_;
                answer = answer_;
            }
            if (!answer.frames.empty()) {
                talk(peer, *request, answer);
            } else if (!answer.events.empty()) {
                stream(peer, answer);
            } else {
                peer.answer(answer.http, answer.http == 204 ? "" : answer.text,
                            answer.text.empty() ? "" : "Content-Type: application/json\r\n");
            }
        }
    }

    void talk(Peer& peer, const HttpRequest& request, const FixtureAnswer& answer) {
        accept_web_socket(peer, request);
        const std::string frame = read_web_socket_text(peer);
        {
            const std::lock_guard lock(mutex_);
            first_frame_ = frame;
        }
        for (const std::string& text : answer.frames)
            send_web_socket_text(peer, text);
        peer.ignore_until_closed();
    }

    static void stream(Peer& peer, const FixtureAnswer& answer) {
        std::string body;
        for (const FixtureEvent& event : answer.events) {
            // Without blanks after the colons, as the service writes them.
            if (!event.name.empty()) body += "event:" + event.name + "\n";
            body += "data:" + event.data + "\n\n";
        }
        peer.answer(200, body, "Content-Type: text/event-stream\r\nCache-Control: no-cache\r\n");
    }

    std::mutex mutex_;
    FixtureAnswer answer_;
    HttpRequest request_;
    std::string first_frame_;
    int requests_ = 0;
    TempFolder folder_;
    TcpServer server_;
    conch_client* client_ = nullptr;
};

// The parts of a multipart body, as "name|file name|content type|bytes".
std::vector<std::string> parts_of(const HttpRequest& request) {
    const std::string& type = request.headers.at("content-type");
    const std::string boundary = "--" + type.substr(type.find("boundary=") + 9);
    std::vector<std::string> parts;
    std::size_t at = request.body.find(boundary);
    for (;;) {
        at += boundary.size() + 2;
        const std::size_t next = request.body.find("\r\n" + boundary, at);
        if (next == std::string::npos) break;
        const std::string part = request.body.substr(at, next - at);
        const std::size_t head_end = part.find("\r\n\r\n");
        const std::string head = part.substr(0, head_end);
        const auto quoted = [&head](const std::string& key) {
            const std::size_t begin = head.find(key + "=\"");
            if (begin == std::string::npos) return std::string();
            const std::size_t from = begin + key.size() + 2;
            return head.substr(from, head.find('"', from) - from);
        };
        std::string content_type;
        if (const std::size_t found = head.find("Content-Type: "); found != std::string::npos)
            content_type = head.substr(found + 14, head.find("\r\n", found) - found - 14);
        parts.push_back(quoted(" name") + '|' + quoted("filename") + '|' + content_type + '|' +
                        part.substr(head_end + 4));
        at = next + 2;
    }
    return parts;
}

void expect_request(const HttpRequest& request, const FixtureCall& call, const std::string& first_frame) {
    EXPECT_EQ(request.method, call.method);
    EXPECT_EQ(decoded(request.target), decoded(kBase + call.target));
    // Ids may be escaped; anything that would end the path or a value must be.
    EXPECT_EQ(request.target.find(' '), std::string::npos);
    if (call.first_frame) {
        EXPECT_EQ(request.headers.count("authorization"), 0U) << "the WebSocket has its own token";
        EXPECT_EQ(same_json(first_frame), same_json(*call.first_frame));
        return;
    }
    EXPECT_EQ(request.headers.at("authorization"), std::string("Bearer ") + kToken);
    if (call.json) {
        EXPECT_EQ(request.headers.at("content-type"), "application/json");
        EXPECT_EQ(same_json(request.body), same_json(*call.json));
    } else if (!call.raw.empty()) {
        EXPECT_EQ(request.headers.at("content-type"), call.type);
        EXPECT_EQ(request.body, sample_file(call.raw));
        EXPECT_EQ(request.headers.at("content-length"), std::to_string(sample_file(call.raw).size()));
    } else if (!call.parts.empty()) {
        ASSERT_EQ(request.headers.at("content-type").rfind("multipart/form-data; boundary=", 0), 0U);
        std::vector<std::string> expected;
        for (const FixturePart& part : call.parts) {
            expected.push_back(part.name + '|' + part.file + '|' + part.type + '|' +
                               (part.file.empty() ? part.value : sample_file(part.file)));
        }
        EXPECT_EQ(parts_of(request), expected);
    } else {
        EXPECT_EQ(request.body, "");
        EXPECT_EQ(request.headers.count("content-length"), 0U);
        EXPECT_EQ(request.headers.count("transfer-encoding"), 0U);
    }
}

conch_status expected_status(const FixtureAnswer& answer) {
    if (answer.status == "CONCH_E_ACCOUNT_BUSY") return CONCH_E_ACCOUNT_BUSY;
    static const std::map<int, conch_status> by_code{{101, CONCH_OK},
                                                     {200, CONCH_OK},
                                                     {201, CONCH_OK},
                                                     {204, CONCH_OK},
                                                     {400, CONCH_E_BAD_REQUEST},
                                                     {401, CONCH_E_UNAUTHORIZED},
                                                     {404, CONCH_E_REMOTE_NOT_FOUND},
                                                     {410, CONCH_E_GONE},
                                                     {412, CONCH_E_INSUFFICIENT_CREDITS},
                                                     {422, CONCH_E_REJECTED},
                                                     {429, CONCH_E_RATE_LIMITED},
                                                     {500, CONCH_E_SERVICE},
                                                     {504, CONCH_E_SERVICE},
                                                     {596, CONCH_E_ACCOUNT_ON_HOLD}};
    return by_code.at(answer.http);
}

TEST_P(Operations, sends_what_the_documents_show) {
    const Fixture& fixture = fixtures()[GetParam()];
    set_answer(fixture.answers.front());
    for (const FixtureCall& call : fixture.calls) {
        SCOPED_TRACE(fixture.operation + " " + call.params);
        const int before = requests();
        const Ending ending = run(fixture.operation, call);
        EXPECT_EQ(ending.status, CONCH_OK) << ending.message;
        EXPECT_EQ(requests() - before, 1) << "a call is exactly one request";
        expect_request(request(), call, first_frame());
    }
}

TEST_P(Operations, understands_every_documented_answer) {
    const Fixture& fixture = fixtures()[GetParam()];
    for (const FixtureAnswer& answer : fixture.answers) {
        SCOPED_TRACE(fixture.operation + " answers " + std::to_string(answer.http) + " " + answer.text);
        set_answer(answer);
        const Ending ending = run(fixture.operation, fixture.calls.front());
        EXPECT_EQ(ending.status, expected_status(answer)) << ending.message;
        EXPECT_EQ(ending.http_code, answer.http);
        if (ending.status != CONCH_OK) {
            // The body as it came, and the service's own words in the message.
            EXPECT_EQ(ending.body, answer.text);
            EXPECT_NE(ending.message.find(answer.words), std::string::npos) << ending.message;
            continue;
        }
        if (!answer.events.empty()) {
            std::vector<std::string> data;
            for (const FixtureEvent& event : answer.events)
                data.push_back(event.data);
            EXPECT_EQ(ending.chunk_json, data);
            EXPECT_EQ(ending.json, data.back());
        } else if (!answer.frames.empty()) {
            EXPECT_EQ(ending.chunk_json, answer.frames);
            EXPECT_EQ(ending.chunks, std::vector<std::string>(answer.frames.size(), "\xFF\xFB\xE8\xC4"));
            EXPECT_EQ(ending.json, answer.frames.back());
        } else {
            // To the last byte: so every field can be reached, known today or not, and no number loses a digit.
            EXPECT_EQ(ending.json, answer.text);
        }
    }
}

TEST_P(Operations, says_clearly_when_the_service_has_taken_it_away) {
    const Fixture& fixture = fixtures()[GetParam()];
    FixtureAnswer gone;
    gone.http = 410;
    gone.text = R"({"error":"This operation was decommissioned","code":410})";
    set_answer(gone);
    const Ending ending = run(fixture.operation, fixture.calls.front());
    EXPECT_EQ(ending.status, CONCH_E_GONE) << ending.message;
    EXPECT_EQ(ending.http_code, 410);
    EXPECT_NE(ending.message.find("This operation was decommissioned"), std::string::npos) << ending.message;
}

TEST_P(Operations, hands_on_what_the_documents_do_not_know) {
    const Fixture& fixture = fixtures()[GetParam()];
    if (!fixture.answers.front().events.empty() || !fixture.answers.front().frames.empty()) return;
    FixtureAnswer tomorrow;
    tomorrow.http = 200;
    // More digits than any number type has.
    tomorrow.text =
        "{ \"big\":923847293472394001,\"huge\":123456789012345678901234567890,\"exact\":0.10,\"ü\":[null] }\n";
    set_answer(tomorrow);
    EXPECT_EQ(run(fixture.operation, fixture.calls.front()).json, tomorrow.text);
    FixtureAnswer strange;
    strange.http = 418;
    strange.text = R"({"error":"short and stout"})";
    set_answer(strange);
    const Ending ending = run(fixture.operation, fixture.calls.front());
    EXPECT_EQ(ending.status, CONCH_E_UNEXPECTED);
    EXPECT_EQ(ending.http_code, 418);
    EXPECT_NE(ending.message.find("short and stout"), std::string::npos);
}

std::vector<std::size_t> all_indexes() {
    std::vector<std::size_t> indexes(fixtures().size());
    for (std::size_t i = 0; i < indexes.size(); ++i)
        indexes[i] = i;
    return indexes;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Operations, testing::ValuesIn(all_indexes()), [](const auto& at) {
    std::string name = fixtures()[at.param].operation + (at.param > 0 ? "_" + std::to_string(at.param) : "");
    for (char& letter : name)
        letter = letter == '.' ? '_' : letter;
    return name;
});

TEST(Fixtures, have_every_operation_with_every_documented_answer) {
    std::set<std::string> operations;
    std::set<std::pair<std::string, int>> answers;
    for (const Fixture& fixture : fixtures()) {
        operations.insert(fixture.operation);
        EXPECT_NE(conch_operation_from_name(fixture.operation.c_str()), CONCH_OP_UNSET) << fixture.operation;
        for (const FixtureAnswer& answer : fixture.answers)
            answers.insert({fixture.operation, answer.http});
    }
    EXPECT_EQ(operations.size(), 45U);
    EXPECT_EQ(answers.size(), 156U);
}

}  // namespace
}  // namespace conch::test
