// Chats, agents and templates: streams that break, jobs that are held, attachments of every sort.
#include "fixtures.hpp"
#include "script.hpp"

namespace conch::test {
namespace {

class Conversations : public Script {
  protected:
    static std::string event(const std::string& name, const std::string& data) {
        return (name.empty() ? "" : "event:" + name + "\n") + "data:" + data + "\n\n";
    }
    static std::string sent() {
        return event("send_result",
                     R"({"type":1,"data":{"sendResult":{"chatID":"7","systemMsgID":"8"}},"statusInfo":{"code":0}})");
    }
    // The whole text so far, as the service repeats it.
    static std::string said(const std::string& text, bool last = false) {
        return event("message_result", R"({"type":2,"data":{"messageResult":{"msgID":"8","content":")" + text +
                                           R"(","requestStatus":)" + (last ? "1" : "6") +
                                           "}},\"statusInfo\":{\"code\":0}}");
    }
    void stream(const std::string& what, const std::string& body) {
        on(what,
           [body](Peer& peer, const HttpRequest&) { peer.answer(200, body, "Content-Type: text/event-stream\r\n"); });
    }
};

TEST_F(Conversations, a_chat_gives_what_is_new_of_a_text_that_comes_whole) {
    stream("POST /llm", sent() + said("Grü") + said("Grü") + said("Grüß dich") + said("Gruß an dich", true) +
                            event("close_chunk", R"({"type":8})"));
    const Ending ending = make(CONCH_JOB_CHAT, R"({"prompt":"Hello"})");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    // The last one was rewritten from its third letter on.
    EXPECT_EQ(ending.chunks, (std::vector<std::string>{"Grü", "ß dich", "uß an dich"}));
    EXPECT_EQ(ending.remote_id, "7");
    EXPECT_NE(ending.json.find("Gruß an dich"), std::string::npos);
}

TEST_F(Conversations, a_chat_goes_on_in_its_thread_and_takes_files) {
    stream("POST /llm", sent() + said("yes", true));
    write_file(folder / "notes.txt", "Notes");
    write_file(folder / "picture.png", sample_file("picture.png"));
    const Ending ending =
        make(CONCH_JOB_CHAT, R"({"prompt":"and?","chatID":"7","searchWeb":true,"file":[{"path":")" +
                                 folder / "notes.txt" + R"("},{"path":")" + folder / "picture.png" + R"("}]})");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    const std::string body = seen("POST /llm").back().body;
    for (const char* part :
         {"name=\"chatID\"\r\n\r\n7\r\n", "name=\"stream\"\r\n\r\ntrue\r\n", "name=\"searchWeb\"\r\n\r\ntrue\r\n",
          "filename=\"notes.txt\"", "filename=\"picture.png\"", "Content-Type: image/png"})
        EXPECT_NE(body.find(part), std::string::npos) << part;
}

TEST_F(Conversations, a_chat_whose_stream_breaks_is_read_to_its_end_and_not_sent_twice) {
    on("POST /llm", [](Peer& peer, const HttpRequest&) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n" + sent() +
                  said("Hel"));
        peer.stop_sending();
    });
    std::atomic<int> reads{0};
    on("GET /llm/7", [&reads](Peer& peer, const HttpRequest&) {
        const bool done = ++reads > 2;
        peer.answer(200, std::string(R"({"messages":[{"msgID":"1","content":"no"},{"msgID":"8","content":")") +
                             (done ? "Hello, you." : "Hello") + R"(","requestStatus":)" + (done ? "1" : "6") + "}]}");
    });
    const Ending ending = make(CONCH_JOB_CHAT, R"({"prompt":"Hello"})");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    std::string text;
    for (const std::string& chunk : ending.chunks)
        text += chunk;
    EXPECT_EQ(text, "Hello, you.");
    EXPECT_EQ(seen("POST /llm").size(), 1U);
}

TEST_F(Conversations, a_chat_that_may_have_been_taken_is_not_sent_again) {
    on("POST /llm", [](Peer& peer, const HttpRequest&) { peer.reset(); });
    const Ending ending = make(CONCH_JOB_CHAT, R"({"prompt":"Hello"})");
    EXPECT_EQ(ending.status, CONCH_E_AMBIGUOUS) << ending.message;
    EXPECT_NE(ending.message.find("llm.list"), std::string::npos);
    EXPECT_EQ(seen("POST /llm").size(), 1U);
}

TEST_F(Conversations, a_refused_chat_says_why) {
    on("POST /llm", 422, R"({"error":"Invalid file. Please try another one"})");
    EXPECT_EQ(make(CONCH_JOB_CHAT, R"({"prompt":"Hello"})").status, CONCH_E_REJECTED);
    stream("POST /llm",
           sent() + event("message_result", R"({"type":2,"statusInfo":{"code":1400,"message":"too long"}})"));
    const Ending ending = make(CONCH_JOB_CHAT, R"({"prompt":"Hello"})");
    EXPECT_EQ(ending.status, CONCH_E_JOB_FAILED);
    EXPECT_NE(ending.message.find("too long"), std::string::npos);
}

std::string attachment(const std::string& file, const std::string& node = "{}") {
    return R"({"attachmentID":"att_1","status":3,"file":)" + file + R"(,"node":)" + node + "}";
}

TEST_F(Conversations, an_agents_attachments_come_without_watermark_where_there_is_one) {
    const std::string base = url();
    const auto link = [&base](const std::string& name) { return "\"" + base + name + "\""; };
    // Best first: each attachment lacks what the one before it had.
    const std::string all =
        attachment(R"({"fileUrl":)" + link("3.mp4") + R"(,"extra":{"no_watermark_url":)" + link("1.mp4") +
                       R"(,"watermark_url":)" + link("5.mp4") + "}}",
                   R"({"agentFile":{"noWatermarkUrl":)" + link("2.mp4") + R"(,"url":)" + link("4.mp4") + "}}") +
        "," +
        attachment(R"({"fileUrl":)" + link("3.png") + R"(,"extra":{"watermark_url":)" + link("5.png") + "}}",
                   R"({"agentFile":{"noWatermarkUrl":)" + link("2.png") + R"(,"url":)" + link("4.png") + "}}") +
        "," + attachment(R"({"fileUrl":)" + link("3.mp3") + "}", R"({"agentFile":{"url":)" + link("4.mp3") + "}}") +
        "," + attachment(R"({"fileUrl":""})", R"({"agentFile":{"url":)" + link("4.webp") + "}}") + "," +
        attachment(R"({"extra":{"watermark_url":)" + link("5.jpg") + "}}") + "," + attachment(R"({"extra":{}})");
    on("POST /agent", 201, R"({"jobId":"p1-u2-a3-bot:minimax","status":"started"})");
    std::atomic<int> looks{0};
    on("GET /agent/*", [&](Peer& peer, const HttpRequest&) {
        peer.answer(200, ++looks < 3
                             ? R"({"jobId":"p1-u2-a3-bot:minimax","status":"started","response":{"projectID":"1"}})"
                             : R"({"jobId":"p1-u2-a3-bot:minimax","status":"completed","response":{"attachments":[)" +
                                   all + "]}}");
    });
    on("GET /*", [](Peer& peer, const HttpRequest& request) { peer.answer(200, request.target); });
    const Ending ending = make(CONCH_JOB_AGENT, R"({"prompt":"a film","models":["hailuo-2.3","kolors"]})");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    std::vector<std::string> contents;
    for (const std::string& file : ending.files) {
        contents.push_back(read_file(file));
        EXPECT_EQ(file.substr(file.rfind('.')), contents.back().substr(contents.back().rfind('.')));
    }
    EXPECT_EQ(contents, (std::vector<std::string>{"/1.mp4", "/2.png", "/3.mp3", "/4.webp", "/5.jpg"}));
    EXPECT_NE(seen("POST /agent").back().body.find("name=\"async\"\r\n\r\ntrue"), std::string::npos);
}

TEST_F(Conversations, an_agent_that_holds_the_request_is_waited_for) {
    on("POST /agent", 200, R"({"jobId":"p1-u2-a3-bot:minimax","status":"completed"})");
    on("GET /agent/*", 200,
       R"({"jobId":"p1-u2-a3-bot:minimax","status":"completed","response":{"msg_content":"Done."}})");
    const Ending ending = make(CONCH_JOB_AGENT, R"({"prompt":"x","models":"kolors","async":false})");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_NE(seen("POST /agent").back().body.find("name=\"async\"\r\n\r\nfalse"), std::string::npos);
}

TEST_F(Conversations, an_agents_failure_is_told_in_its_own_words_whatever_form_they_have) {
    const std::string failed = R"({"jobId":"p1-u2-a3-bot:minimax","status":"failed","error":)";
    struct Case {
        int code;
        const char* error;
        const char* words;
    };
    for (const Case& each :
         {Case{500, R"({"message":"Agent connection error","status":500})", "Agent connection error"},
          {504, R"({"message":"Timeout waiting for assistant response","status":504})", "Timeout waiting"},
          {201, R"("plain words")", "plain words"}}) {
        on("POST /agent", each.code, failed + each.error + "}");
        on("GET /agent/*", 200, failed + each.error + "}");
        const Ending ending = make(CONCH_JOB_AGENT, R"({"prompt":"x","models":"kolors"})");
        EXPECT_EQ(ending.status, CONCH_E_JOB_FAILED) << ending.message;
        EXPECT_NE(ending.message.find(each.words), std::string::npos) << ending.message;
        EXPECT_EQ(ending.remote_id, "p1-u2-a3-bot:minimax");
    }
    EXPECT_EQ(seen("POST /agent").size(), 3U);
}

TEST_F(Conversations, a_template_tells_its_steps_and_ends_as_a_video) {
    const std::string id = "user:1-minimax:2-video:5";
    stream(
        "POST /videos/agent-create",
        event("", R"({"status":"created","videoId":")" + id + R"(","message":{"msgContent":"a cat","msgType":1}})") +
            event("", R"({"status":"heartbeat","timestamp":1})") +
            event("", R"({"status":"progress","type":1,"message":{"msgContent":"Generating image...","msgType":2}})") +
            event("", R"({"status":"progress","type":2,"errCode":0,"message":{"attachmentInfo":{"type":3}}})") +
            event("", R"({"status":"finished","videoId":")" + id + "\"}"));
    on("GET /videos/*", 200, R"({"status":2,"statusFinal":true,"downloadURL":")" + url() + R"(v.mp4"})");
    on("GET /v.mp4", 200, "a film");
    const Ending ending = make(CONCH_JOB_TEMPLATE_VIDEO, R"({"templateId":"9","prompt":"a cat"})");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_EQ(ending.chunks, (std::vector<std::string>{"a cat", "Generating image...", "", ""})) << "no heartbeats";
    EXPECT_EQ(ending.chunk_json.size(), 4U);
    EXPECT_EQ(ending.remote_id, id);
    EXPECT_EQ(read_file(ending.files.at(0)), "a film");
}

TEST_F(Conversations, a_template_whose_stream_breaks_is_followed_by_its_id) {
    const std::string id = "user:1-minimax:2-video:5";
    on("POST /videos/agent-create", [&id](Peer& peer, const HttpRequest&) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n" +
                  event("", R"({"status":"created","videoId":")" + id + "\"}"));
        peer.reset();
    });
    on("GET /videos/*", 200, R"({"status":2,"statusFinal":true})");
    const Ending ending = make(CONCH_JOB_TEMPLATE_VIDEO, R"({"templateId":"9"})", CONCH_TASK_NO_DOWNLOAD);
    EXPECT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_EQ(seen("POST /videos/agent-create").size(), 1U);
}

TEST_F(Conversations, a_templates_failure_inside_the_stream_is_its_end) {
    stream("POST /videos/agent-create", event("", R"({"status":"progress","errCode":1026,"errMsg":"moderated"})"));
    const Ending ending = make(CONCH_JOB_TEMPLATE_VIDEO, R"({"templateId":"9"})", CONCH_TASK_NO_DOWNLOAD);
    EXPECT_EQ(ending.status, CONCH_E_JOB_FAILED) << ending.message;
    EXPECT_NE(ending.message.find("moderated"), std::string::npos);
}

TEST_F(Conversations, an_account_is_looked_at_before_its_login_is_sent) {
    const std::string good = "https://hailuoai.video/v1/api?device_id=1";
    struct Case {
        std::string url;
        std::string token;
        const char* field;
    };
    for (const Case& each :
         {Case{"https://example.org/", "a.b.c", "url"}, {good, "not a token", "token"}, {good, "a.b.c", "token"}}) {
        const Ending ending =
            call("accounts.set", R"({"url":")" + each.url + R"(","token":")" + each.token + R"(","maxJobs":3})");
        EXPECT_EQ(ending.status, CONCH_E_INVALID) << ending.message;
        EXPECT_EQ(ending.field, each.field) << ending.message;
    }
    EXPECT_EQ(seen("POST /accounts").size(), 0U);
}

}  // namespace
}  // namespace conch::test
