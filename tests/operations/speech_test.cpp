// Speech that is streamed: whole MP3 frames at once, the whole in a file, and what it is in the end.
#include "script.hpp"

namespace conch::test {
namespace {

// 128 kbit/s, 32 kHz, mono, as the service sends: 576 bytes and 36 ms a frame.
std::string frame(char filling) {
    return "\xFF\xFB\x98\xC4" + std::string(572, filling);
}

std::string hex(const std::string& bytes) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        text += kDigits[static_cast<unsigned char>(byte) >> 4U];
        text += kDigits[static_cast<unsigned char>(byte) & 15U];
    }
    return text;
}

class Speech : public Script {
  protected:
    // The sound in those pieces, over a WebSocket.
    void speak(std::vector<std::string> pieces) {
        on("POST /audio/create-stream", 200,
           R"({"token":"a.b.c","payload":{"msg_id":"m-1","payload":{"text":"Hello"}}})");
        on("GET /audio/wss", [this, pieces = std::move(pieces)](Peer& peer, const HttpRequest& request) {
            accept_web_socket(peer, request);
            asked_ = read_web_socket_text(peer);
            for (std::size_t i = 0; i < pieces.size(); ++i) {
                const bool last = i + 1 == pieces.size();
                send_web_socket_text(peer, R"({"data":{"audio":")" + hex(pieces[i]) + R"(","status":)" +
                                               (last ? "2" : "1") + R"(,"ced":""},"trace_id":"t")" +
                                               (last ? R"(,"extra_info":{"audio_length":108,"audio_size":1728})" : "") +
                                               R"(,"base_resp":{"status_code":0,"status_msg":"success"}})");
            }
            peer.ignore_until_closed();
        });
    }
    Ending hear(std::uint32_t flags = 0) {
        return make(CONCH_JOB_SPEECH_STREAM, R"({"text":"Hello","voice_id":"1"})", flags);
    }
    std::string asked_;
};

TEST_F(Speech, comes_in_whole_frames_wherever_the_service_cuts) {
    const std::string sound = frame('a') + frame('b') + frame('c');
    for (const std::size_t cut : {1U, 3U, 4U, 575U, 576U, 577U, 1000U, 1151U, 1152U, 1727U}) {
        SCOPED_TRACE(cut);
        speak({sound.substr(0, cut), sound.substr(cut)});
        const Ending ending = hear();
        ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
        std::string all;
        for (const std::string& chunk : ending.chunks) {
            EXPECT_EQ(chunk.size() % 576, 0U);
            EXPECT_EQ(chunk.substr(0, 2), "\xFF\xFB");
            all += chunk;
        }
        EXPECT_EQ(all, sound);
        ASSERT_EQ(ending.files.size(), 1U);
        EXPECT_EQ(read_file(ending.files[0]), sound);
        // The first frame is there before the rest has come.
        EXPECT_EQ(ending.chunks.size(), cut >= 576 ? 2U : 1U);
    }
    EXPECT_EQ(asked_, R"({"msg_id":"m-1","payload":{"text":"Hello"}})");
}

TEST_F(Speech, says_what_was_received) {
    speak({frame('a'), frame('b') + frame('c')});
    const Ending ending = hear(CONCH_TASK_NO_DOWNLOAD);
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_NE(
        ending.json.find(R"("decoded":{"bytes":1728,"frames":3,"durationMs":108,"sampleRate":32000,"channels":1})"),
        std::string::npos)
        << ending.json;
    EXPECT_NE(ending.json.find(R"("extra_info":{"audio_length":108,"audio_size":1728})"), std::string::npos);
    EXPECT_EQ(ending.json.find("audio\":\""), std::string::npos) << "the sound itself has come already";
    EXPECT_TRUE(ending.files.empty());
}

TEST_F(Speech, nothing_is_lost_of_what_is_no_frame) {
    const std::string tag = std::string("ID3\x04\0\0\0\0\0\x05", 10) + "title";
    const std::string sound = tag + frame('a') + "noise" + frame('b') + "TAIL";
    speak({sound.substr(0, 7), sound.substr(7, 900), sound.substr(907)});
    const Ending ending = hear();
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_EQ(read_file(ending.files.at(0)), sound);
    EXPECT_NE(ending.json.find(R"("frames":2,)"), std::string::npos) << ending.json;
}

TEST_F(Speech, an_error_in_the_stream_is_the_jobs_end) {
    on("POST /audio/create-stream", 200, R"({"token":"a.b.c","payload":{"msg_id":"m-1"}})");
    on("GET /audio/wss", [](Peer& peer, const HttpRequest& request) {
        accept_web_socket(peer, request);
        read_web_socket_text(peer);
        send_web_socket_text(peer, R"({"statusInfo":{"code":1002,"message":"no more words today"}})");
        peer.ignore_until_closed();
    });
    const Ending ending = hear();
    EXPECT_EQ(ending.status, CONCH_E_JOB_FAILED);
    EXPECT_NE(ending.message.find("no more words today"), std::string::npos);
    on("GET /audio/wss", 400, R"({"error":"Token has expired"})");
    const Ending refused = hear();
    EXPECT_EQ(refused.status, CONCH_E_BAD_REQUEST);
    EXPECT_EQ(refused.message.find("a.b.c"), std::string::npos) << "the stream's token is a secret";
}

TEST_F(Speech, a_yes_that_opens_no_stream_is_an_end_as_well) {
    on("POST /audio/create-stream", 200, R"({"token":"a.b.c","payload":{"msg_id":"m-1"}})");
    for (const char* body : {R"({"statusInfo":{"code":0}})", "OK", ""}) {
        on("GET /audio/wss", 200, body);
        const Ending ending = hear();
        EXPECT_EQ(ending.status, CONCH_E_UNEXPECTED) << body;
        EXPECT_NE(ending.message.find("did not open a WebSocket: HTTP 200"), std::string::npos) << ending.message;
        EXPECT_TRUE(ending.files.empty());
    }
    on("GET /audio/wss", 200, "<html>login</html>");
    EXPECT_EQ(hear().status, CONCH_E_RESPONSE);
}

TEST_F(Speech, a_stream_that_breaks_leaves_no_file) {
    on("POST /audio/create-stream", 200, R"({"token":"a.b.c","payload":{"msg_id":"m-1"}})");
    on("GET /audio/wss", [](Peer& peer, const HttpRequest& request) {
        accept_web_socket(peer, request);
        read_web_socket_text(peer);
        send_web_socket_text(peer, R"({"data":{"audio":")" + hex(frame('a')) + R"(","status":1}})");
        peer.stop_sending();
    });
    const Ending ending = hear();
    EXPECT_EQ(ending.status, CONCH_E_AMBIGUOUS) << "it may have cost credits: " << ending.message;
    EXPECT_NE(ending.message.find("audio.list"), std::string::npos) << ending.message;
    EXPECT_EQ(ending.chunks, std::vector<std::string>{frame('a')});
    EXPECT_TRUE(ending.files.empty());
    EXPECT_EQ(seen("POST /audio/create-stream").size(), 1U);
}

TEST_F(Speech, whatever_ends_the_stream_once_the_words_have_left_is_never_called_harmless) {
    on("POST /audio/create-stream", 200, R"({"token":"a.b.c","payload":{"msg_id":"m-1"}})");
    for (const char* words :
         {R"({"data":{"audio":"f","status":1}})", R"({"data":{"audio":"zz","status":1}})", "no JSON"}) {
        on("GET /audio/wss", [words](Peer& peer, const HttpRequest& request) {
            accept_web_socket(peer, request);
            read_web_socket_text(peer);
            send_web_socket_text(peer, words);
            peer.ignore_until_closed();
        });
        const Ending ending = hear();
        EXPECT_EQ(ending.status, CONCH_E_AMBIGUOUS) << words << ": " << ending.message;
        EXPECT_EQ(ending.message.find("a.b.c"), std::string::npos) << "the stream's token is a secret";
    }
}

}  // namespace
}  // namespace conch::test
