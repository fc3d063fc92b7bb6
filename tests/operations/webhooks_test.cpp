// Callbacks over real HTTP: what they say makes the next look earlier and is never believed.
#include <chrono>

#include "script.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace conch::test {
namespace {

// Sends a POST as the service would, and gives the answer's code; 0 when there is none.
int post(const std::string& url, const std::string& body, const std::string& method = "POST") {
    const std::size_t host = url.find("://") + 3;
    const std::size_t colon = url.find(':', host);
    const std::size_t slash = url.find('/', host);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1, slash - colon - 1))));
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int code = 0;
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        Peer peer(descriptor);
        peer.send(method + " " + url.substr(slash) +
                  " HTTP/1.1\r\nHost: me\r\nContent-Type: application/json\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        const auto head = peer.read_until("\r\n");
        if (head && head->size() > 12) code = std::stoi(head->substr(9, 3));
    }
    ::close(descriptor);
    return code;
}

class Webhooks : public Script {
  protected:
    // A client that looks so seldom by itself that only a callback explains a quick end.
    void look_seldom() {
        conch_client_destroy(client);
        conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
        const std::string base = url() + "v1/minimax";
        options.base_url = base.c_str();
        options.api_token = "the-token-of-the-tests";
        options.download_directory = folder.path().c_str();
        options.poll_interval_ms = 60'000;
        ASSERT_EQ(conch_client_create(&options, &client, nullptr), CONCH_OK);
    }
    std::string listen() {
        char* address = nullptr;
        conch_error* error = nullptr;
        EXPECT_EQ(conch_webhook_listen(client, nullptr, &address, &error), CONCH_OK)
            << conch_error_message(error, nullptr);
        std::string text = address == nullptr ? "" : address;
        conch_free(address);
        return text;
    }
    void wait_for_phase(conch_task task, std::int32_t phase) {
        conch_task_info info = CONCH_TASK_INFO_INIT;
        while (conch_task_state(client, task, &info) == CONCH_OK && info.phase < phase) {
            const conch_event* event = nullptr;
            conch_client_next_event(client, 1'000, &event);
        }
    }
};

TEST_F(Webhooks, a_callback_ends_the_wait_of_every_kind_of_job) {
    look_seldom();
    const std::string hook = listen();
    struct Kind {
        std::int32_t kind;
        const char* params;
        const char* create;
        const char* answer;
        const char* get;
        const char* done;
        const char* news;
    };
    // Of several images each one is followed, so each one's callback counts.
    const Kind kinds[] = {
        {CONCH_JOB_VIDEO, R"({"prompt":"x"})", "POST /videos/create", R"({"videoId":"user:1-minimax:2-video:5"})",
         "GET /videos/*", R"({"status":2,"statusFinal":true})",
         R"({"videoId":"user:1-minimax:2-video:5","status":2,"replyRef":"r"})"},
        {CONCH_JOB_IMAGE, R"({"prompt":"x","quantity":1})", "POST /images/create",
         R"({"imageIds":["user:1-minimax:2-image:5"]})", "GET /images/*", R"({"status":2,"statusFinal":true})",
         R"({"imageId":"user:1-minimax:2-image:5","status":2})"},
        {CONCH_JOB_AGENT, R"({"prompt":"x","models":"kolors"})", "POST /agent",
         R"({"jobId":"p1-u2-a3-bot:minimax","status":"started"})", "GET /agent/*",
         R"({"jobId":"p1-u2-a3-bot:minimax","status":"completed"})",
         R"({"jobId":"p1-u2-a3-bot:minimax","status":"completed"})"},
    };
    for (const Kind& each : kinds) {
        SCOPED_TRACE(each.create);
        on(each.create, 200, each.answer);
        on(each.get, 200, each.done);
        const conch_task task = begin(each.kind, each.params, CONCH_TASK_NO_DOWNLOAD);
        wait_for_phase(task, each.kind == CONCH_JOB_AGENT ? CONCH_PHASE_WORKING : CONCH_PHASE_QUEUED);
        EXPECT_NE(seen(each.create).back().body.find(hook.substr(hook.rfind('/'))), std::string::npos)
            << "the service is told where to call";
        EXPECT_EQ(seen(each.get).size(), 0U);
        EXPECT_EQ(post(hook, each.news), 204);
        conch_event* event = nullptr;
        // Half the pause stays as a guard against floods.
        ASSERT_EQ(conch_task_wait(client, task, 55'000, &event), CONCH_OK);
        EXPECT_EQ(conch_event_status(event), CONCH_OK) << conch_event_message(event, nullptr);
        conch_event_destroy(event);
        EXPECT_EQ(seen(each.get).size(), 1U);
    }
}

TEST_F(Webhooks, what_a_callback_says_is_not_believed) {
    const std::string hook = listen();
    on("POST /videos/create", 200, R"({"videoId":"user:1-minimax:2-video:5"})");
    std::atomic<bool> finished{false};
    on("GET /videos/*", [&finished](Peer& peer, const HttpRequest&) {
        peer.answer(200,
                    finished ? R"({"status":2,"statusFinal":true,"desc":"real"})" : R"({"status":1,"percent":10})");
    });
    const conch_task task = begin(CONCH_JOB_VIDEO, R"({"prompt":"x"})", CONCH_TASK_NO_DOWNLOAD);
    wait_for_phase(task, CONCH_PHASE_WORKING);
    const std::string forged =
        R"({"videoId":"user:1-minimax:2-video:5","status":2,"statusFinal":true,"downloadURL":"http://evil/"})";
    const std::string failed = R"({"videoId":"user:1-minimax:2-video:5","status":3,"statusFinal":true})";
    for (int i = 0; i < 20; ++i) {
        // Twice, late, in the wrong order, about somebody else's job, and no JSON at all.
        EXPECT_EQ(post(hook, forged), 204);
        EXPECT_EQ(post(hook, failed), 204);
        EXPECT_EQ(post(hook, R"({"videoId":"user:1-minimax:2-video:6","status":2})"), 204);
        EXPECT_EQ(post(hook, "{"), 204);
        EXPECT_EQ(post(hook, R"({"hello":1})"), 204);
    }
    conch_task_info info = CONCH_TASK_INFO_INIT;
    ASSERT_EQ(conch_task_state(client, task, &info), CONCH_OK);
    EXPECT_NE(info.phase, CONCH_PHASE_ENDED);
    finished = true;
    const Ending ending = end(task);
    EXPECT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_NE(ending.json.find("real"), std::string::npos);
    EXPECT_EQ(ending.json.find("evil"), std::string::npos);
    EXPECT_EQ(post(hook, forged), 204) << "after the end it is nobody's";
}

TEST_F(Webhooks, a_flood_of_callbacks_is_no_flood_of_requests) {
    look_seldom();
    const std::string hook = listen();
    on("POST /videos/create", 200, R"({"videoId":"user:1-minimax:2-video:5"})");
    on("GET /videos/*", 200, R"({"status":1,"percent":10})");
    const conch_task task = begin(CONCH_JOB_VIDEO, R"({"prompt":"x"})", CONCH_TASK_NO_DOWNLOAD);
    wait_for_phase(task, CONCH_PHASE_QUEUED);
    for (int i = 0; i < 50; ++i)
        post(hook, R"({"videoId":"user:1-minimax:2-video:5","status":1})");
    EXPECT_LE(seen("GET /videos/*").size(), 2U);
    conch_task_cancel(client, task, CONCH_CANCEL_HERE);
    EXPECT_EQ(end(task).status, CONCH_E_CANCELLED);
}

TEST_F(Webhooks, only_the_secret_path_is_heard) {
    const std::string hook = listen();
    const std::string news = R"({"videoId":"user:1-minimax:2-video:5","status":2})";
    const std::string root = hook.substr(0, hook.find('/', 8) + 1);
    EXPECT_EQ(post(root, news), 404);
    EXPECT_EQ(post(root + "guess", news), 404);
    EXPECT_EQ(post(hook + "x", news), 404);
    EXPECT_EQ(post(hook.substr(0, hook.size() - 1), news), 404);
    EXPECT_GE(post(hook, "", "GET"), 400);
    EXPECT_GE(hook.size() - root.size(), 16U) << "nobody guesses it";
    EXPECT_EQ(conch_webhook_stop(client), CONCH_OK);
    EXPECT_EQ(post(hook, news), 0) << "nothing listens any more";
}

TEST_F(Webhooks, a_users_own_reply_url_stays) {
    listen();
    on("POST /videos/create", 200, R"({"videoId":"user:1-minimax:2-video:5"})");
    on("GET /videos/*", 200, R"({"status":2,"statusFinal":true})");
    make(CONCH_JOB_VIDEO, R"({"prompt":"x","replyUrl":"https://me.example/hook"})", CONCH_TASK_NO_DOWNLOAD);
    EXPECT_NE(seen("POST /videos/create").back().body.find("https://me.example/hook"), std::string::npos);
}

}  // namespace
}  // namespace conch::test
