// Every kind of job against the emulator, whose results are real: pictures, films, sound, streams.
#include <algorithm>
#include <set>

#include "fixture.hpp"

namespace {

using conch::test::Ending;
using conch::test::JobsTest;
using conch::test::take_ending;

class Kinds : public JobsTest {
  protected:
    Ending make_kind(std::int32_t kind, const std::string& params, std::uint32_t flags = 0) {
        return take_ending(client, begin(kind, params, flags));
    }
    Ending call(const char* operation, const std::string& params) {
        return take_ending(client, JobsTest::call(operation, params));
    }
    // What a file is, by its first bytes.
    std::string sort_of(const std::string& path) {
        const std::string bytes = read_file(path);
        if (bytes.substr(0, 4) == "\x89PNG") return "png";
        if (bytes.substr(4, 4) == "ftyp") return "mp4";
        if (bytes.substr(0, 3) == "ID3" || (bytes.size() > 1 && bytes[0] == '\xFF')) return "mp3";
        return "unknown";
    }
    std::multiset<std::string> sorts_of(const std::vector<std::string>& files) {
        std::multiset<std::string> sorts;
        for (const std::string& file : files)
            sorts.insert(sort_of(file));
        return sorts;
    }
};

TEST_F(Kinds, an_image_job_brings_all_its_pictures) {
    const Ending ending = make_kind(CONCH_JOB_IMAGE, R"({"prompt":"a shell on the beach","quantity":4})");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_EQ(sorts_of(ending.files), (std::multiset<std::string>{"png", "png", "png", "png"}));
    EXPECT_EQ(std::set<std::string>(ending.files.begin(), ending.files.end()).size(), 4U);
    EXPECT_EQ(ending.json.front(), '[') << "one item each";
    EXPECT_EQ(requests("POST", "/images/create"), 1);
}

TEST_F(Kinds, an_image_job_takes_references_and_a_character) {
    const std::string picture = write_picture("a.png");
    std::string params = R"({"prompt":"the same in blue","model":"nano-banana-pro","resolution":"1K")";
    for (int i = 1; i <= 3; ++i)
        params += ",\"referenceFileId" + std::to_string(i) + R"(":{"path":")" + picture + "\"}";
    Ending ending = make_kind(CONCH_JOB_IMAGE, params + "}", CONCH_TASK_NO_DOWNLOAD);
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_EQ(requests("POST", "/files"), 1) << "one content, one upload";
    ending = make_kind(CONCH_JOB_IMAGE, R"({"prompt":"a person","characterFileId":{"path":")" + picture + R"("}})",
                       CONCH_TASK_NO_DOWNLOAD);
    EXPECT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_EQ(requests("POST", "/files"), 1);
}

TEST_F(Kinds, a_generated_image_is_the_first_frame_of_a_video) {
    const Ending image = make_kind(CONCH_JOB_IMAGE, R"({"prompt":"a shell"})", CONCH_TASK_NO_DOWNLOAD);
    ASSERT_EQ(image.status, CONCH_OK) << image.message;
    const Ending video = make_kind(CONCH_JOB_VIDEO, R"({"prompt":"it opens","model":"I2V-2.3","fileID":")" +
                                                        text_in(image.json, "fileID") + "\"}");
    ASSERT_EQ(video.status, CONCH_OK) << video.message;
    EXPECT_EQ(sort_of(video.files.at(0)), "mp4");
}

TEST_F(Kinds, an_agent_brings_results_of_several_sorts) {
    const std::string picture = write_picture("a.png");
    for (const char* mode : {"", R"(,"async":false)"}) {
        const Ending ending = make_kind(
            CONCH_JOB_AGENT,
            R"({"prompt":"a film with music and a picture","models":["hailuo-2.3","nano-banana-2","minimax-music-2.0"],"file":[{"path":")" +
                picture + "\"}]" + mode + "}");
        ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
        EXPECT_EQ(ending.json.find("\"watermark\":true"), std::string::npos);
        const std::multiset<std::string> sorts = sorts_of(ending.files);
        EXPECT_EQ(sorts.count("unknown"), 0U);
        EXPECT_GE(std::set<std::string>(sorts.begin(), sorts.end()).size(), 2U) << ending.json;
        EXPECT_NE(ending.remote_id.find("-bot:minimax"), std::string::npos);
    }
    EXPECT_EQ(requests("POST", "/agent"), 2);
}

TEST_F(Kinds, an_agents_end_is_told_apart_from_its_refusal) {
    struct Case {
        const char* word;
        conch_status status;
    };
    for (const Case& each : {Case{"conch:agent-500", CONCH_E_JOB_FAILED},
                             {"conch:agent-504", CONCH_E_JOB_FAILED},
                             {"conch:moderated", CONCH_E_REJECTED},
                             {"conch:hold", CONCH_E_ACCOUNT_ON_HOLD}}) {
        const Ending ending =
            make_kind(CONCH_JOB_AGENT, std::string(R"({"prompt":"a picture )") + each.word + R"(","models":"kolors"})");
        EXPECT_EQ(ending.status, each.status) << each.word << ": " << ending.message;
    }
}

TEST_F(Kinds, a_lost_agent_is_found_by_its_mark) {
    fault(R"({"method":"POST","path":"/agent","count":1})", R"({"connection":"drop_after_commit"})");
    const Ending ending =
        make_kind(CONCH_JOB_AGENT, R"({"prompt":"a picture","models":"kolors"})", CONCH_TASK_NO_DOWNLOAD);
    EXPECT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_EQ(requests("POST", "/agent"), 1);
}

TEST_F(Kinds, speech_and_music_come_as_mp3) {
    const Ending speech =
        make_kind(CONCH_JOB_SPEECH, R"({"text":"A shell on the beach.","voice_id":")" + voice() + "\"}");
    ASSERT_EQ(speech.status, CONCH_OK) << speech.message;
    EXPECT_EQ(sorts_of(speech.files), (std::multiset<std::string>{"mp3"}));
    const Ending music = make_kind(CONCH_JOB_MUSIC, R"({"prompt":"la la\nla","title":"Shell"})");
    ASSERT_EQ(music.status, CONCH_OK) << music.message;
    EXPECT_EQ(sorts_of(music.files), (std::multiset<std::string>{"mp3"}));
    EXPECT_EQ(requests("GET", "/music/create"), 1);
}

TEST_F(Kinds, streamed_speech_can_be_played_piece_by_piece) {
    const Ending ending =
        make_kind(CONCH_JOB_SPEECH_STREAM,
                  R"({"text":"A shell lies on the beach. The sea comes and goes, and comes again.","voice_id":")" +
                      voice() + "\"}");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    std::string all;
    for (const std::string& chunk : ending.chunks) {
        EXPECT_EQ(chunk.substr(0, 1), "\xFF") << "begins with a frame";
        all += chunk;
    }
    EXPECT_GT(ending.chunks.size(), 1U);
    EXPECT_EQ(read_file(ending.files.at(0)), all);
    EXPECT_NE(ending.json.find("\"decoded\":{\"bytes\":" + std::to_string(all.size())), std::string::npos)
        << ending.json;
    EXPECT_NE(ending.json.find("\"sampleRate\":32000,\"channels\":1"), std::string::npos) << ending.json;
}

TEST_F(Kinds, a_chat_is_streamed_and_goes_on) {
    const Ending first = make_kind(CONCH_JOB_CHAT, R"({"prompt":"What lives in a shell?","model":"mm-01"})");
    ASSERT_EQ(first.status, CONCH_OK) << first.message;
    std::string text;
    for (const std::string& chunk : first.chunks)
        text += chunk;
    EXPECT_GT(first.chunks.size(), 1U) << "more than one piece";
    EXPECT_FALSE(text.empty());
    EXPECT_FALSE(first.remote_id.empty());
    const std::string picture = write_picture("a.png");
    const Ending second = make_kind(CONCH_JOB_CHAT, R"({"prompt":"And in this one?","chatID":")" + first.remote_id +
                                                        R"(","file":[{"path":")" + picture + R"("}]})");
    ASSERT_EQ(second.status, CONCH_OK) << second.message;
    EXPECT_EQ(second.remote_id, first.remote_id);
    const Ending thread = call("llm.get", R"({"chatID":")" + first.remote_id + "\"}");
    EXPECT_NE(thread.json.find("And in this one?"), std::string::npos);
    const Ending at_once = make_kind(CONCH_JOB_CHAT, R"({"prompt":"Shortly","stream":false})");
    EXPECT_EQ(at_once.status, CONCH_OK) << at_once.message;
    EXPECT_TRUE(at_once.chunks.empty());
}

TEST_F(Kinds, a_chats_answer_survives_a_broken_stream) {
    fault(R"({"method":"POST","path":"/llm","count":1})", R"({"truncate_at":700})");
    const Ending ending = make_kind(CONCH_JOB_CHAT, R"({"prompt":"What lives in a shell?","model":"mm-01"})");
    EXPECT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_EQ(requests("POST", "/llm"), 1);
}

TEST_F(Kinds, a_template_video_tells_its_steps) {
    const std::string picture = write_picture("a.png");
    const std::string id = text_in(call("videos.templates", R"({"limit":1})").json, "id");
    ASSERT_FALSE(id.empty());
    const Ending ending =
        make_kind(CONCH_JOB_TEMPLATE_VIDEO,
                  R"({"templateId":")" + id + R"(","prompt":"a shell","fileID":{"path":")" + picture + R"("}})");
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_GT(ending.chunk_json.size(), 3U);
    EXPECT_NE(ending.chunk_json.front().find("\"created\""), std::string::npos);
    EXPECT_EQ(sorts_of(ending.files), (std::multiset<std::string>{"mp4"}));
    EXPECT_EQ(requests("POST", "/videos/agent-create"), 1);
}

TEST_F(Kinds, many_jobs_are_followed_by_lists) {
    control("clock", R"({"frozen":true})");
    std::vector<conch_task> tasks;
    for (int i = 0; i < 5; ++i) {  // as many as the service makes at once
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.flags = CONCH_TASK_NO_DOWNLOAD;
        conch_task task = 0;
        ASSERT_EQ(conch_generate(client, CONCH_JOB_IMAGE, R"({"prompt":"one of many"})", &options, &task, nullptr),
                  CONCH_OK);
        tasks.push_back(task);
    }
    wait_for_request("GET", "/images");
    control("clock", R"({"frozen":false})");
    for (const conch_task task : tasks)
        EXPECT_EQ(wait(task).status, CONCH_OK);
}

TEST_F(Kinds, callbacks_in_any_disorder_do_no_harm) {
    for (const char* disorder : {"duplicate", "out_of_order", "never", "late"}) {
        fault("{}", std::string(R"({"webhook":")") + disorder + R"(","webhook_delay_ms":3000})");
        char* url = nullptr;
        ASSERT_EQ(conch_webhook_listen(client, nullptr, &url, nullptr), CONCH_OK);
        conch_free(url);
        for (const auto& [kind, params] : {std::pair{CONCH_JOB_VIDEO, R"({"prompt":"x"})"},
                                           {CONCH_JOB_IMAGE, R"({"prompt":"x","quantity":2})"},
                                           {CONCH_JOB_AGENT, R"({"prompt":"a picture","models":"kolors"})"}}) {
            const Ending ending = make_kind(kind, params, CONCH_TASK_NO_DOWNLOAD);
            EXPECT_EQ(ending.status, CONCH_OK) << disorder << " " << params << ": " << ending.message;
        }
    }
}

TEST_F(Kinds, the_time_left_is_told_when_there_is_something_to_tell_it_by) {
    const Ending ending = make_kind(CONCH_JOB_VIDEO, R"({"prompt":"x"})", CONCH_TASK_NO_DOWNLOAD);
    ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
    EXPECT_TRUE(std::any_of(ending.remaining_ms.begin(), ending.remaining_ms.end(), [](auto ms) { return ms > 0; }));
    EXPECT_EQ(ending.remaining_ms.front(), -1) << "before it is accepted nobody knows";
}

}  // namespace
