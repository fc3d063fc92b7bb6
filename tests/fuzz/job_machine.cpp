// A service that answers anything at all: every job ends once, in a documented status and with words when it failed,
// and no create is sent after one that may have been taken.
//
// The input is a script: its first byte chooses the kind of job, every further one the answer to the next request.
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>

#include "conch/conch.h"
#include "support/tcp_server.hpp"

namespace {

using conch::test::HttpRequest;
using conch::test::Peer;
using conch::test::TcpServer;

// What answers are made of. @ is the server itself.
constexpr std::string_view kBodies[] = {
    R"({"videoId":"user:1-minimax:2-video:3"})",
    R"({"imageIds":["user:1-minimax:2-image:3","user:1-minimax:2-image:4"]})",
    R"({"jobId":"p1-u2-a3-bot:minimax","status":"started"})",
    R"({"audio_id":"user:1-minimax:2-audio:3","audio_url":"@/media/a.mp3"})",
    R"({"musicId":"user:1-minimax:2-music:3","audioURL":"@/media/m.mp3","status":2,"statusFinal":true})",
    R"({"videoId":"user:1-minimax:2-video:3","status":2,"statusFinal":true,"downloadURL":"@/media/v.mp4","desc":"x"})",
    R"({"imageId":"user:1-minimax:2-image:3","status":2,"statusFinal":true,"videoURL":"@/media/i.png"})",
    R"({"jobId":"p1-u2-a3-bot:minimax","status":"completed","response":{"attachments":[{"file":{"fileUrl":"@/media/x.mp4"}}]}})",
    R"({"jobId":"p1-u2-a3-bot:minimax","status":"failed","error":{"message":"no","status":500}})",
    R"({"status":1,"statusFinal":false,"percent":40,"message":"going"})",
    R"({"status":3,"statusFinal":true,"message":"failed"})",
    R"({"status":14})",
    R"({"status":99,"statusFinal":false,"percent":-5})",
    R"({"status":"2","statusFinal":"yes","percent":1e300})",
    R"([{"videoId":"user:1-minimax:2-video:3","status":1,"replyRef":"x"}])",
    R"({"images":[{"imageId":"user:1-minimax:2-image:3","status":2,"desc":"x"}]})",
    R"({"available":[{"account":"2","maxJobs":3,"executing":0,"available":3}]})",
    R"({"available":[{"account":"2","available":0},{"account":7},{"available":"x"}]})",
    R"({"accounts":["2"],"executing":{"2":[{"jobId":"p1-u2-a3-bot:minimax"}]}})",
    R"({"error":"busy","runningVideos":{"2":[]}})",
    R"({"error":{"message":"an object"}})",
    R"({"error":null})",
    R"({"token":"t","payload":{"msg_id":"m"}})",
    R"({"messages":[{"msgID":"1","content":"hello","requestStatus":1}]})",
    "data: {\"status\":\"created\",\"videoId\":\"user:1-minimax:2-video:3\"}\n\n",
    "event:send_result\ndata:{\"data\":{\"sendResult\":{\"chatID\":\"1\",\"systemMsgID\":\"1\"}}}\n\n"
    "event:message_result\ndata:{\"data\":{\"messageResult\":{\"content\":\"hel\",\"requestStatus\":6}}}\n\n",
    "data: {\"errCode\":5,\"errMsg\":\"no\"}\n\n",
    "OK",
    "",
    "[[[[",
    "\xff\xfe{}",
    "<html>502 Bad Gateway</html>",
    "null",
    "[]",
    "{}",
};
constexpr int kCodes[] = {200, 200, 200, 200, 200, 201, 204, 206, 301, 307, 400, 401, 404, 408,
                          410, 412, 416, 422, 429, 429, 500, 502, 503, 504, 596, 418, 999};

constexpr std::string_view kParams[] = {
    R"({"prompt":"x"})",  // video
    R"({"prompt":"x"})",  // image
    R"({"prompt":"x","models":["nano-banana"]})",
    R"({"text":"x","voice_id":"1"})",
    R"({"prompt":"x"})",
    R"({"prompt":"x"})",
    R"({"prompt":"x","templateId":"1"})",
    R"({"text":"x","voice_id":"1"})",
};

struct Script {
    std::mutex mutex;
    std::string_view bytes;
    std::size_t at = 0;
    bool may_have_been_taken = false;
    bool sent_again = false;
} script;
std::atomic<int> port{0};

bool is_create(const HttpRequest& request) {
    for (const std::string_view path : {"/v1/videos/create", "/v1/videos/agent-create", "/v1/images/create",
                                        "/v1/audio/create-mp3", "/v1/music/create", "/v1/llm", "/v1/agent"}) {
        const std::string_view target = std::string_view(request.target).substr(0, request.target.find('?'));
        if (target == path && (request.method == "POST" || path == "/v1/music/create")) return true;
    }
    return false;
}

struct Answer {
    int code = 404;
    std::string body = "{}";
    enum class How { whole, cut, reset, nothing } how = How::whole;
};

// The next answer, and what it means for a create.
Answer next(const HttpRequest& request) {
    const std::lock_guard lock(script.mutex);
    Answer answer;
    const bool create = is_create(request);
    if (create && script.may_have_been_taken) script.sent_again = true;
    if (script.at + 1 < script.bytes.size()) {
        const auto first = static_cast<unsigned char>(script.bytes[script.at++]);
        const auto second = static_cast<unsigned char>(script.bytes[script.at++]);
        answer.code = kCodes[first % std::size(kCodes)];
        answer.body = kBodies[second % std::size(kBodies)];
        if (second >= 250) answer.how = Answer::How::reset;
        if (second < 250 && second >= 244) answer.how = Answer::How::nothing;
        if (second < 244 && second >= 236) answer.how = Answer::How::cut;
        const std::string self = "http://127.0.0.1:" + std::to_string(port.load());
        for (std::size_t at = answer.body.find('@'); at != std::string::npos; at = answer.body.find('@', at))
            answer.body.replace(at, 1, self);
    } else if (create) {
        answer.code = 400;
    }
    const bool surely_refused =
        answer.how == Answer::How::whole && answer.code >= 300 && answer.code != 502 && answer.code != 504;
    if (create && !surely_refused) script.may_have_been_taken = true;
    return answer;
}

void serve(Peer& peer) {
    while (const auto request = peer.read_request()) {
        const Answer answer = next(*request);
        switch (answer.how) {
            case Answer::How::reset:
                return peer.reset();
            case Answer::How::nothing:
                return;
            case Answer::How::cut:
                peer.send("HTTP/1.1 " + std::to_string(answer.code) + " X\r\nContent-Length: 100000\r\n\r\n" +
                          answer.body);
                return;
            case Answer::How::whole:
                peer.answer(answer.code, answer.body, "Retry-After: 0\r\n");
        }
    }
}

bool is_documented(conch_status wanted) {
    conch_status status = 0;
    for (std::size_t i = 0; conch_status_at(i, &status) == CONCH_OK; ++i) {
        if (status == wanted) return true;
    }
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1 || size > 400) return 0;
    static auto* const server = new TcpServer(serve);
    port = server->port();
    {
        const std::lock_guard lock(script.mutex);
        script.bytes = {reinterpret_cast<const char*>(data) + 1, size - 1};
        script.at = 0;
        script.may_have_been_taken = script.sent_again = false;
    }
    const std::string base_url = "http://127.0.0.1:" + std::to_string(server->port()) + "/v1";
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = base_url.c_str();
    options.api_token = "fuzz-token";
    options.download_directory = "/tmp/conch-fuzz-files";
    options.state_directory = "";
    options.poll_interval_ms = 2;
    options.idle_timeout_ms = options.first_byte_timeout_ms = 500;
    conch_client* client = nullptr;
    if (conch_client_create(&options, &client, nullptr) != CONCH_OK) std::abort();
    const int kind = data[0] % 8;
    conch_task_options task_options = CONCH_TASK_OPTIONS_INIT;
    task_options.flags =
        CONCH_TASK_OVERWRITE | CONCH_TASK_ALLOW_UNKNOWN | ((data[0] & 0x80U) != 0 ? CONCH_TASK_NO_DOWNLOAD : 0U);
    task_options.file_name = "result";
    conch_task task = 0;
    if (conch_generate(client, kind + 1, std::string(kParams[kind]).c_str(), &task_options, &task, nullptr) != CONCH_OK)
        std::abort();
    int ends = 0;
    while (ends == 0) {
        const conch_event* event = nullptr;
        if (conch_client_next_event(client, 60'000, &event) != CONCH_OK) std::abort();  // it hangs
        if (conch_event_type(event) != CONCH_EVENT_DONE) continue;
        ++ends;
        const conch_status status = conch_event_status(event);
        if (!is_documented(status) || status > 0 || status == CONCH_E_INTERNAL) std::abort();
        if (status != CONCH_OK && *conch_event_message(event, nullptr) == '\0') std::abort();
    }
    const conch_event* event = nullptr;
    while (conch_client_next_event(client, 0, &event) == CONCH_OK) {
        if (conch_event_type(event) == CONCH_EVENT_DONE) std::abort();  // twice
    }
    conch_client_destroy(client);
    const std::lock_guard lock(script.mutex);
    if (script.sent_again) std::abort();  // paid twice
    return 0;
}
