// Local files of jobs: uploaded once by what is in them, and again when they have to be.
#include <future>

#include "fixtures.hpp"
#include "script.hpp"

namespace conch::test {
namespace {

class Uploads : public Script {
  protected:
    Uploads() {
        on("GET /scheduler/available", 200,
           R"({"executing":[],"available":[{"account":"2","maxJobs":3,"executing":0,"available":3}]})");
        on("POST /files", [this](Peer& peer, const HttpRequest&) {
            const int number = ++uploads_;
            peer.answer(200, R"({"ossPath":"p","fileID":"user:1-minimax:2-file:)" + std::to_string(number) + "\"}");
        });
        on("POST /videos/create", 200, R"({"videoId":"user:1-minimax:2-video:5"})");
        on("GET /videos/*", 200, R"({"status":2,"statusFinal":true,"downloadURL":"x"})");
    }
    std::string picture(const std::string& name, char last) {
        const std::string path = folder / name;
        write_file(path, sample_file("picture.png") + last);
        return path;
    }
    static std::string params(const std::string& first, const std::string& last = {}) {
        std::string text = R"({"prompt":"x","model":"02","fileID":{"path":")" + first + "\"}";
        if (!last.empty()) text += R"(,"end_frame_fileID":{"path":")" + last + "\"}";
        return text + "}";
    }
    Ending video(const std::string& first, const std::string& last = {}) {
        return make(CONCH_JOB_VIDEO, params(first, last), CONCH_TASK_NO_DOWNLOAD);
    }
    std::string last_create() { return seen("POST /videos/create").back().body; }

  private:
    std::atomic<int> uploads_{0};
};

TEST_F(Uploads, the_same_content_goes_up_once_whatever_its_name) {
    ASSERT_EQ(video(picture("a.png", '1')).status, CONCH_OK);
    ASSERT_EQ(video(picture("b.png", '1')).status, CONCH_OK);
    EXPECT_EQ(seen("POST /files").size(), 1U);
    EXPECT_NE(last_create().find("file:1\""), std::string::npos);
    ASSERT_EQ(video(picture("c.png", '2')).status, CONCH_OK);
    EXPECT_EQ(seen("POST /files").size(), 2U);
    EXPECT_NE(last_create().find("file:2\""), std::string::npos);
}

TEST_F(Uploads, a_file_that_was_changed_is_another_one) {
    ASSERT_EQ(video(picture("a.png", '1')).status, CONCH_OK);
    ASSERT_EQ(video(picture("a.png", '2')).status, CONCH_OK);
    EXPECT_EQ(seen("POST /files").size(), 2U);
}

TEST_F(Uploads, jobs_at_the_same_time_wait_for_the_one_that_uploads) {
    const std::string path = picture("a.png", '1');
    std::vector<conch_task> tasks;
    for (int i = 0; i < 8; ++i)
        tasks.push_back(begin(CONCH_JOB_VIDEO, params(path), CONCH_TASK_NO_DOWNLOAD));
    for (const conch_task task : tasks) {
        conch_event* event = nullptr;
        ASSERT_EQ(conch_task_wait(client, task, 60'000, &event), CONCH_OK);
        EXPECT_EQ(conch_event_status(event), CONCH_OK) << conch_event_message(event, nullptr);
        conch_event_destroy(event);
    }
    EXPECT_EQ(seen("POST /files").size(), 1U);
    EXPECT_EQ(seen("POST /videos/create").size(), 8U);
}

TEST_F(Uploads, who_waits_for_an_upload_that_fails_tries_it) {
    const std::string path = picture("a.png", '1');
    std::atomic<int> calls{0};
    on("POST /files", [&calls](Peer& peer, const HttpRequest&) {
        if (++calls == 1) return peer.answer(400, R"({"error":"not today"})");
        peer.answer(200, R"({"fileID":"user:1-minimax:2-file:9"})");
    });
    std::vector<conch_task> tasks;
    for (int i = 0; i < 4; ++i)
        tasks.push_back(begin(CONCH_JOB_VIDEO, params(path), CONCH_TASK_NO_DOWNLOAD));
    int made = 0;
    for (const conch_task task : tasks) {
        conch_event* event = nullptr;
        ASSERT_EQ(conch_task_wait(client, task, 60'000, &event), CONCH_OK);
        made += conch_event_status(event) == CONCH_OK ? 1 : 0;
        conch_event_destroy(event);
    }
    EXPECT_EQ(made, 3);
    EXPECT_EQ(calls, 2);
}

TEST_F(Uploads, a_cancelled_upload_leaves_the_others_theirs) {
    const std::string path = picture("a.png", '1');
    std::atomic<int> calls{0};
    std::promise<void> begun;
    on("POST /files", [&](Peer& peer, const HttpRequest&) {
        if (++calls == 1) {
            begun.set_value();
            return peer.ignore_until_closed();
        }
        peer.answer(200, R"({"fileID":"user:1-minimax:2-file:9"})");
    });
    const conch_task first = begin(CONCH_JOB_VIDEO, params(path), CONCH_TASK_NO_DOWNLOAD);
    begun.get_future().get();
    const conch_task waiting = begin(CONCH_JOB_VIDEO, params(path), CONCH_TASK_NO_DOWNLOAD);
    const conch_task patient = begin(CONCH_JOB_VIDEO, params(path), CONCH_TASK_NO_DOWNLOAD);
    EXPECT_EQ(conch_task_cancel(client, waiting, CONCH_CANCEL_HERE), CONCH_OK);
    EXPECT_EQ(conch_task_cancel(client, first, CONCH_CANCEL_HERE), CONCH_OK);
    for (const auto& [task, status] :
         {std::pair{first, CONCH_E_CANCELLED}, {waiting, CONCH_E_CANCELLED}, {patient, CONCH_OK}}) {
        conch_event* event = nullptr;
        ASSERT_EQ(conch_task_wait(client, task, 60'000, &event), CONCH_OK);
        EXPECT_EQ(conch_event_status(event), status) << conch_event_message(event, nullptr);
        conch_event_destroy(event);
    }
}

TEST_F(Uploads, two_frames_of_the_same_content_are_two_uploads) {
    // The service wants another upload as end frame, even of the same picture.
    ASSERT_EQ(video(picture("a.png", '1'), picture("b.png", '1')).status, CONCH_OK);
    EXPECT_EQ(seen("POST /files").size(), 2U);
    EXPECT_NE(last_create().find(R"("fileID":"user:1-minimax:2-file:1")"), std::string::npos) << last_create();
    EXPECT_NE(last_create().find(R"("end_frame_fileID":"user:1-minimax:2-file:2")"), std::string::npos);
}

TEST_F(Uploads, each_account_has_its_own) {
    const std::string path = picture("a.png", '1');
    for (const char* account : {"2", "3"}) {
        const std::string text = std::string(R"({"account":")") + account + "\"," + params(path).substr(1);
        EXPECT_EQ(make(CONCH_JOB_VIDEO, text, CONCH_TASK_NO_DOWNLOAD).status, CONCH_OK);
    }
    EXPECT_EQ(seen("POST /files").size(), 2U);
}

TEST_F(Uploads, a_file_that_the_service_lost_goes_up_again) {
    const std::string path = picture("a.png", '1');
    ASSERT_EQ(video(path).status, CONCH_OK);
    on("POST /videos/create", 400, R"({"error":"fileID not found"})");
    EXPECT_EQ(video(path).status, CONCH_E_BAD_REQUEST);
    on("POST /videos/create", 200, R"({"videoId":"user:1-minimax:2-video:5"})");
    ASSERT_EQ(video(path).status, CONCH_OK);
    EXPECT_EQ(seen("POST /files").size(), 2U);
    // Or was told to.
    on("DELETE /files/*", 200, "");
    ASSERT_EQ(call("files.delete", R"({"fileID":"user:1-minimax:2-file:2"})").status, CONCH_OK);
    ASSERT_EQ(video(path).status, CONCH_OK);
    EXPECT_EQ(seen("POST /files").size(), 3U);
}

TEST_F(Uploads, many_references_of_one_picture_go_up_once) {
    on("POST /images/create", 200, R"({"imageIds":["user:1-minimax:2-image:5"]})");
    on("GET /images/*", 200, R"({"status":2,"statusFinal":true})");
    const std::string path = picture("a.png", '1');
    std::string text = R"({"prompt":"x","model":"nano-banana-pro")";
    for (int i = 1; i <= 14; ++i)
        text += ",\"referenceFileId" + std::to_string(i) + R"(":{"path":")" + path + "\"}";
    EXPECT_EQ(make(CONCH_JOB_IMAGE, text + "}", CONCH_TASK_NO_DOWNLOAD).status, CONCH_OK);
    EXPECT_EQ(seen("POST /files").size(), 1U);
    EXPECT_NE(seen("POST /images/create").back().body.find(R"("referenceFileId14":"user:1-minimax:2-file:1")"),
              std::string::npos);
}

}  // namespace
}  // namespace conch::test
