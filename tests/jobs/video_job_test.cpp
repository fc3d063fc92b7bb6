#include <algorithm>
#include <filesystem>
#include <fstream>

#include "fixture.hpp"

namespace {

using conch::test::Done;
using conch::test::JobsTest;

class VideoJob : public JobsTest {
  protected:
    static bool is_mp4(const std::string& bytes) { return bytes.size() > 1000 && bytes.substr(4, 4) == "ftyp"; }
    // Nothing half-made is ever left under a final name, and nothing at all after success.
    [[nodiscard]] int parts_left() const {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            count += entry.path().string().find(".part") != std::string::npos ? 1 : 0;
        }
        return count;
    }
};

TEST_F(VideoJob, makes_a_playable_file_from_a_prompt) {
    const Done done = make(R"({"prompt":"a shell 🐚 on the beach"})");
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    ASSERT_EQ(done.files.size(), 1U);
    EXPECT_TRUE(is_mp4(read_file(done.files[0])));
    EXPECT_NE(done.json.find("\"statusFinal\":true"), std::string::npos);
    EXPECT_NE(done.remote_id.find("-video:"), std::string::npos);
    EXPECT_EQ(parts_left(), 0);
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(VideoJob, uploads_a_local_picture_first) {
    const std::string picture = write_picture("🐚 start.png");
    const Done done = make(R"({"prompt":"it moves","model":"I2V-2.3","fileID":{"path":")" + picture + R"("}})");
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(requests("POST", "/files"), 1);
    EXPECT_TRUE(is_mp4(read_file(done.files.at(0))));
}

TEST_F(VideoJob, a_bad_local_file_costs_nothing) {
    const std::string text = folder + "/not-a-picture.png";
    std::ofstream(text) << "plain text";
    struct Case {
        std::string path;
        conch_status status;
    };
    for (const Case& bad :
         {Case{folder + "/missing.png", CONCH_E_FILE}, Case{text, CONCH_E_FILE_TYPE}, Case{folder, CONCH_E_FILE}}) {
        const Done done = make(R"({"prompt":"x","model":"I2V-2.3","fileID":{"path":")" + bad.path + R"("}})");
        EXPECT_EQ(done.status, bad.status) << done.message;
        EXPECT_NE(done.message.find(bad.path), std::string::npos) << done.message;
    }
    EXPECT_EQ(requests("POST", "/files"), 0);
    EXPECT_EQ(requests("POST", "/videos/create"), 0);
}

TEST_F(VideoJob, a_lost_answer_is_found_again_and_never_sent_twice) {
    for (const char* loss : {"drop_after_commit", "reset_after_commit"}) {
        fault(R"({"method":"POST","path":"/videos/create","count":1})",
              std::string(R"({"connection":")") + loss + "\"}");
    }
    for (int i = 0; i < 2; ++i) {
        const Done done = make(R"({"prompt":"lost and found"})");
        ASSERT_EQ(done.status, CONCH_OK) << done.message;
        EXPECT_TRUE(is_mp4(read_file(done.files.at(0))));
    }
    EXPECT_EQ(requests("POST", "/videos/create"), 2);
}

TEST_F(VideoJob, a_502_that_may_have_queued_the_job_is_looked_up_and_not_repeated) {
    fault(R"({"method":"POST","path":"/videos/create","count":1})", R"({"status":502,"after_commit":true})");
    const Done done = make(R"({"prompt":"behind a broken gateway"})");
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(VideoJob, a_create_that_was_never_taken_ends_as_ambiguous_with_advice) {
    fault(R"({"method":"POST","path":"/videos/create"})", R"({"connection":"close_before"})");
    const Done done = make(R"({"prompt":"nobody knows"})");
    EXPECT_EQ(done.status, CONCH_E_AMBIGUOUS) << done.message;
    EXPECT_FALSE(done.retriable);
    EXPECT_NE(done.message.find("videos.list"), std::string::npos) << done.message;
    EXPECT_NE(done.message.find("conch:"), std::string::npos) << "the mark to look for: " << done.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(VideoJob, waits_for_a_place_and_goes_on_by_itself) {
    fault(R"({"method":"POST","path":"/videos/create","count":2})",
          R"({"status":429,"body":{"error":"Account is busy executing videos","runningVideos":{"1":[]}}})");
    const Done done = make(R"({"prompt":"patience"})");
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 3);
}

TEST_F(VideoJob, refusals_end_the_job_with_their_own_status_and_words) {
    struct Case {
        int code;
        const char* words;
        conch_status status;
    };
    for (const Case& refusal : {Case{400, "no such thing", CONCH_E_BAD_REQUEST},
                                {401, "Unauthorized", CONCH_E_UNAUTHORIZED},
                                {412, "Insufficient credits", CONCH_E_INSUFFICIENT_CREDITS},
                                {422, "too short", CONCH_E_REJECTED},
                                {596, "Unusual account activities", CONCH_E_ACCOUNT_ON_HOLD},
                                {500, "oops", CONCH_E_SERVICE}}) {
        fault(R"({"method":"POST","path":"/videos/create","count":1})",
              R"({"status":)" + std::to_string(refusal.code) + R"(,"body":{"error":")" + refusal.words + R"("}})");
        const Done done = make(R"({"prompt":"refused"})");
        EXPECT_EQ(done.status, refusal.status) << done.message;
        EXPECT_EQ(done.http_code, refusal.code);
        EXPECT_NE(done.message.find(refusal.words), std::string::npos) << done.message;
    }
}

TEST_F(VideoJob, every_bad_end_at_the_service_is_told_apart) {
    struct Case {
        const char* word;
        conch_status status;
    };
    for (const Case& end : {Case{"conch:fail", CONCH_E_JOB_FAILED},
                            {"conch:moderated-5", CONCH_E_JOB_MODERATED},
                            {"conch:moderated-7", CONCH_E_JOB_MODERATED},
                            {"conch:moderated-14", CONCH_E_JOB_MODERATED},
                            {"conch:vanish", CONCH_E_JOB_VANISHED}}) {
        const Done done = make(std::string(R"({"prompt":"a prompt with )") + end.word + "\"}", CONCH_TASK_NO_DOWNLOAD);
        EXPECT_EQ(done.status, end.status) << end.word << ": " << done.message;
        EXPECT_FALSE(done.remote_id.empty()) << "the id stays known";
    }
}

TEST_F(VideoJob, follows_through_broken_and_failing_answers) {
    fault(R"({"method":"GET","path":"/videos/*","count":1})", R"({"status":503})");
    fault(R"({"method":"GET","path":"/videos/*","count":1})", R"({"connection":"reset_before"})");
    const Done done = make(R"({"prompt":"through thick and thin"})");
    EXPECT_EQ(done.status, CONCH_OK) << done.message;
}

TEST_F(VideoJob, a_download_that_breaks_is_resumed_and_whole) {
    fault(R"({"path":"/media/*","count":1})", R"({"truncate_at":2000})");
    const Done done = make(R"({"prompt":"in two pieces"})");
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    const std::string bytes = read_file(done.files.at(0));
    EXPECT_TRUE(is_mp4(bytes));
    EXPECT_EQ(parts_left(), 0);
}

TEST_F(VideoJob, an_expired_link_is_renewed_by_reading_the_job) {
    fault(R"({"path":"/media/*","count":1})", R"({"status":403})");
    const Done done = make(R"({"prompt":"a new link"})");
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_TRUE(is_mp4(read_file(done.files.at(0))));
}

TEST_F(VideoJob, names_the_host_gave_are_kept_and_numbered_when_taken) {
    for (const char* expected : {"clip 🐚.mp4", "clip 🐚 (2).mp4"}) {
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.file_name = "clip 🐚.mp4";
        conch_task task = 0;
        ASSERT_EQ(conch_generate(client, CONCH_JOB_VIDEO, R"({"prompt":"a name"})", &options, &task, nullptr),
                  CONCH_OK);
        const Done done = wait(task);
        ASSERT_EQ(done.status, CONCH_OK) << done.message;
        EXPECT_EQ(std::filesystem::path(done.files.at(0)).filename(), expected);
    }
}

TEST_F(VideoJob, cancel_here_leaves_the_remote_job_alone) {
    const conch_task task = generate(R"({"prompt":"conch:stuck"})");
    wait_for_phase(task, CONCH_PHASE_QUEUED);
    ASSERT_EQ(conch_task_cancel(client, task, CONCH_CANCEL_HERE), CONCH_OK);
    const Done done = wait(task);
    EXPECT_EQ(done.status, CONCH_E_CANCELLED);
    EXPECT_FALSE(done.remote_id.empty());
    EXPECT_EQ(requests("POST", "/videos/cancel"), 0);
}

TEST_F(VideoJob, cancel_everywhere_asks_the_service_too) {
    const conch_task task = generate(R"({"prompt":"conch:stuck"})");
    wait_for_phase(task, CONCH_PHASE_QUEUED);
    ASSERT_EQ(conch_task_cancel(client, task, CONCH_CANCEL_EVERYWHERE), CONCH_OK);
    EXPECT_EQ(wait(task).status, CONCH_E_CANCELLED);
    EXPECT_EQ(requests("POST", "/videos/cancel"), 1);
}

TEST_F(VideoJob, a_deadline_ends_the_following_and_names_the_job) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    Done done;
    // Until there is time enough for the service to have taken the job.
    for (options.deadline_ms = 500; done.remote_id.empty() && options.deadline_ms < 60'000; options.deadline_ms *= 4) {
        conch_task task = 0;
        ASSERT_EQ(conch_generate(client, CONCH_JOB_VIDEO, R"({"prompt":"conch:stuck"})", &options, &task, nullptr),
                  CONCH_OK);
        done = wait(task);
        EXPECT_EQ(done.status, CONCH_E_TIMEOUT) << done.message;
    }
    ASSERT_FALSE(done.remote_id.empty());
    EXPECT_NE(done.message.find(done.remote_id), std::string::npos);
}

TEST_F(VideoJob, a_wrong_token_shows_with_the_first_request_and_nowhere_in_the_text) {
    client = new_client("invalid-s3cret");
    const Done done = make(R"({"prompt":"who am I"})");
    EXPECT_EQ(done.status, CONCH_E_UNAUTHORIZED) << done.message;
    EXPECT_EQ((done.message + done.json).find("s3cret"), std::string::npos);
}

TEST_F(VideoJob, many_running_jobs_are_followed_with_few_requests) {
    std::vector<conch_task> tasks;
    // The plan takes a few at a time, so the account's limits are lifted.
    control("accounts", R"({"maxJobs":10,"queue":10,"processedAtOnce":10})");
    control("clock", R"({"frozen":true})");
    for (int i = 0; i < 8; ++i)
        tasks.push_back(generate(R"({"prompt":"one of many","maxJobs":10})", CONCH_TASK_NO_DOWNLOAD));
    wait_for_request("GET", "/videos");  // the list instead of every single one
    control("clock", R"({"frozen":false})");
    for (const conch_task task : tasks)
        EXPECT_EQ(wait(task).status, CONCH_OK);
}

}  // namespace
