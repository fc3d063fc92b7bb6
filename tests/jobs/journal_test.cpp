#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "fixture.hpp"

namespace {

using conch::test::Done;
using conch::test::JobsTest;

// Both halves of what a host's end means are tested elsewhere too: tests/proof kills a real process. Here a client ends
// and another takes over, which is quick enough to try every step.
class Journal : public JobsTest {
  protected:
    [[nodiscard]] std::vector<std::string> files_in_folder() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.is_regular_file()) names.push_back(entry.path().filename());
        }
        return names;
    }
    // Everything unfinished, brought to its end.
    std::vector<Done> restore_all() {
        std::vector<Done> ends;
        for (const conch_task task : tasks_in(restore()))
            ends.push_back(wait(task));
        return ends;
    }
};

TEST_F(Journal, tells_the_story_of_a_job_from_prompt_to_file) {
    const Done done = make(R"({"prompt":"a shell 🐚","replyRef":"shot 12"})");
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    const std::string jobs = list().json;
    EXPECT_EQ(text_in(jobs, "kind"), "video");
    EXPECT_EQ(text_in(jobs, "state"), "ended");
    EXPECT_EQ(text_in(jobs, "status"), "CONCH_OK");
    EXPECT_EQ(text_in(jobs, "owner"), "this");
    EXPECT_EQ(text_in(jobs, "prompt"), "a shell 🐚");
    EXPECT_NE(jobs.find(R"("params":{"prompt":"a shell 🐚","replyRef":"shot 12"})"), std::string::npos) << jobs;
    EXPECT_NE(jobs.find(done.remote_id), std::string::npos) << jobs;
    EXPECT_NE(jobs.find(done.files.at(0)), std::string::npos) << jobs;
    for (const char* time : {"created", "sent", "accepted", "ended"})
        EXPECT_EQ(text_in(jobs, time).substr(0, 2), "20") << time << ": " << jobs;
    EXPECT_EQ(text_in(list(R"({"state":"unfinished"})").json, "job"), "");
    EXPECT_NE(text_in(list(R"({"state":"ended","limit":1})").json, "job"), "");
}

TEST_F(Journal, a_wrong_filter_or_id_is_refused_at_once_with_its_rule) {
    conch_task task = 0;
    conch_error* error = nullptr;
    EXPECT_EQ(conch_jobs_list(client, R"({"state":"gone"})", nullptr, &task, &error), CONCH_E_INVALID);
    EXPECT_STREQ(conch_error_field(error, nullptr), "state");
    conch_error_destroy(error);
    EXPECT_EQ(conch_jobs_list(client, R"({"limit":-1})", nullptr, &task, nullptr), CONCH_E_INVALID);
    EXPECT_EQ(conch_jobs_list(client, R"([1])", nullptr, &task, nullptr), CONCH_E_INVALID);
    EXPECT_EQ(conch_jobs_list(client, R"({"prompt":"x"})", nullptr, &task, nullptr), CONCH_E_INVALID);
    EXPECT_EQ(conch_job_forget(client, "../x", nullptr, &task, nullptr), CONCH_E_ARGUMENT);
    EXPECT_EQ(conch_job_forget(client, nullptr, nullptr, &task, nullptr), CONCH_E_ARGUMENT);
    EXPECT_EQ(conch_jobs_restore(client, "xyz", nullptr, &task, nullptr), CONCH_E_ARGUMENT);
    EXPECT_EQ(forget("00000000000000000000000000000000").status, CONCH_E_NOT_FOUND);
    EXPECT_EQ(restore("00000000000000000000000000000000").status, CONCH_E_NOT_FOUND);
}

TEST_F(Journal, a_running_job_is_followed_to_its_file_by_the_next_client) {
    const conch_task task = generate(R"({"prompt":"survives"})");
    wait_for_phase(task, CONCH_PHASE_QUEUED);
    end_client();
    const auto ends = restore_all();
    ASSERT_EQ(ends.size(), 1U);
    ASSERT_EQ(ends[0].status, CONCH_OK) << ends[0].message;
    EXPECT_GT(read_file(ends[0].files.at(0)).size(), 1000U);
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
    EXPECT_TRUE(restore_all().empty()) << "it is brought back once";
}

TEST_F(Journal, a_job_that_was_never_sent_is_sent_by_the_next_client) {
    ASSERT_EQ(conch_client_pause(client), CONCH_OK);
    const conch_task task = generate(R"({"prompt":"not yet"})");
    wait_for_phase(task, CONCH_PHASE_WAITING);
    end_client();
    EXPECT_EQ(requests("POST", "/videos/create"), 0);
    const auto ends = restore_all();
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(ends[0].status, CONCH_OK) << ends[0].message;
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(Journal, a_create_whose_answer_was_on_its_way_is_found_and_not_repeated) {
    fault(R"({"method":"POST","path":"/videos/create","count":1})", R"({"delay_ms":60000,"after_commit":true})");
    const conch_task task = generate(R"({"prompt":"between two lives"})");
    while (requests("POST", "/videos/create") == 0)
        ASSERT_EQ(conch_task_wait(client, task, 20, nullptr), CONCH_E_TIMEOUT);
    end_client();
    const auto ends = restore_all();
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
    // It was taken or it was not, depending on when the connection broke; either way it is told, and paid once.
    EXPECT_TRUE(ends[0].status == CONCH_OK || ends[0].status == CONCH_E_AMBIGUOUS) << ends[0].message;
}

TEST_F(Journal, a_half_downloaded_file_goes_on_where_it_was) {
    fault(R"({"path":"/media/*","count":1})", R"({"dribble":{"bytes":500,"interval_ms":50}})");
    const conch_task task = generate(R"({"prompt":"bit by bit"})");
    wait_for_phase(task, CONCH_PHASE_DOWNLOADING);
    for (bool begun = false; !begun;) {
        for (const std::string& name : files_in_folder())
            begun = begun || (name.ends_with(".part") && std::filesystem::file_size(folder + "/" + name) > 0);
    }
    end_client();
    const auto ends = restore_all();
    ASSERT_EQ(ends.size(), 1U);
    ASSERT_EQ(ends[0].status, CONCH_OK) << ends[0].message;
    EXPECT_NE(control_get("requests").find("\"status\":206"), std::string::npos) << "asked for the rest only";
    EXPECT_EQ(files_in_folder().size(), 1U) << "nothing is left beside it";
    EXPECT_EQ(read_file(ends[0].files.at(0)).substr(4, 4), "ftyp");
}

TEST_F(Journal, a_lost_create_that_has_finished_is_found_by_its_text) {
    fault(R"({"method":"POST","path":"/videos/create","count":1})", R"({"connection":"drop_after_commit"})");
    fault(R"({"method":"GET","path":"/scheduler"})", R"({"status":200,"body":[]})");
    const Done done = make(R"({"prompt":"done before anybody looked"})");
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(Journal, somebody_elses_clip_of_the_same_text_is_not_taken_for_the_lost_one) {
    ASSERT_EQ(make(R"({"prompt":"twins"})", CONCH_TASK_NO_DOWNLOAD).status, CONCH_OK);
    fault(R"({"method":"POST","path":"/videos/create","count":1})", R"({"connection":"close_before"})");
    EXPECT_EQ(make(R"({"prompt":"twins"})", CONCH_TASK_NO_DOWNLOAD).status, CONCH_E_AMBIGUOUS);
    EXPECT_EQ(requests("POST", "/videos/create"), 2);
}

TEST_F(Journal, a_host_without_place_for_the_journal_spends_nothing) {
    std::ofstream(folder + "/a file") << "x";
    const std::string directory = folder + "/a file/state";
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = conch_emulator_base_url(emulator);
    options.api_token = "test-token";
    options.download_directory = folder.c_str();
    options.state_directory = directory.c_str();
    conch_client* homeless = nullptr;
    ASSERT_EQ(conch_client_create(&options, &homeless, nullptr), CONCH_OK);
    std::swap(client, homeless);
    const Done done = make(R"({"prompt":"x"})");
    EXPECT_EQ(done.status, CONCH_E_DISK) << done.message;
    EXPECT_NE(done.message.find(directory), std::string::npos) << done.message;
    EXPECT_NE(done.message.find("nothing was sent"), std::string::npos) << done.message;
    EXPECT_EQ(list().status, CONCH_E_DISK);
    std::swap(client, homeless);
    conch_client_destroy(homeless);
    EXPECT_EQ(requests("POST", "/videos/create"), 0);
}

TEST_F(Journal, can_be_off_and_then_the_log_says_what_is_lost) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = conch_emulator_base_url(emulator);
    options.api_token = "test-token";
    options.download_directory = folder.c_str();
    options.state_directory = "";
    options.poll_interval_ms = 60;
    options.log_level = CONCH_LOG_WARNING;
    conch_client* off = nullptr;
    ASSERT_EQ(conch_client_create(&options, &off, nullptr), CONCH_OK);
    std::swap(client, off);
    EXPECT_EQ(make(R"({"prompt":"x"})", CONCH_TASK_NO_DOWNLOAD).status, CONCH_OK);
    EXPECT_EQ(list().status, CONCH_E_UNSUPPORTED);
    EXPECT_EQ(restore().status, CONCH_E_UNSUPPORTED);
    bool told = false;
    const conch_event* event = nullptr;
    while (conch_client_next_event(client, 0, &event) == CONCH_OK) {
        told = told || std::string(conch_event_message(event, nullptr)).find("no journal") != std::string::npos;
    }
    EXPECT_TRUE(told);
    std::swap(client, off);
    conch_client_destroy(off);
    EXPECT_FALSE(std::filesystem::exists(state()));
}

TEST_F(Journal, a_cancelled_job_stays_cancelled_until_it_is_asked_for) {
    const conch_task task = generate(R"({"prompt":"on second thoughts"})");
    wait_for_phase(task, CONCH_PHASE_QUEUED);
    conch_task_cancel(client, task, CONCH_CANCEL_HERE);
    EXPECT_EQ(wait(task).status, CONCH_E_CANCELLED);
    end_client();
    EXPECT_TRUE(restore_all().empty());
    const std::string job = text_in(list().json, "job");
    EXPECT_EQ(text_in(list().json, "status"), "CONCH_E_CANCELLED");
    const Done restored = restore(job);
    ASSERT_EQ(tasks_in(restored).size(), 1U) << restored.message;
    const Done again = wait(tasks_in(restored)[0]);
    EXPECT_EQ(again.status, CONCH_OK) << again.message;
    EXPECT_EQ(again.files.size(), 1U);
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(Journal, a_refused_job_is_over_and_cannot_be_brought_back) {
    fault(R"({"method":"POST","path":"/videos/create","count":1})", R"({"status":422,"body":{"error":"no"}})");
    EXPECT_EQ(make(R"({"prompt":"no"})").status, CONCH_E_REJECTED);
    EXPECT_TRUE(restore_all().empty());
    EXPECT_EQ(restore(text_in(list().json, "job")).status, CONCH_E_INVALID);
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(Journal, two_clients_do_not_work_on_the_same_job) {
    const conch_task task = generate(R"({"prompt":"mine"})");
    wait_for_phase(task, CONCH_PHASE_QUEUED);
    const std::string job = text_in(list().json, "job");
    EXPECT_NE(text_in(list().json, "task"), "");
    EXPECT_EQ(restore(job).status, CONCH_E_BUSY);
    EXPECT_EQ(forget(job).status, CONCH_E_BUSY);
    conch_client* const first = client;
    client = new_client();
    EXPECT_TRUE(tasks_in(restore()).empty());
    EXPECT_EQ(restore(job).status, CONCH_E_BUSY);
    EXPECT_EQ(forget(job).status, CONCH_E_BUSY);
    EXPECT_EQ(text_in(list().json, "owner"), "other");
    client = first;
    EXPECT_EQ(wait(task).status, CONCH_OK);
    EXPECT_EQ(forget(job).status, CONCH_OK);
    EXPECT_EQ(text_in(list().json, "job"), "");
}

TEST_F(Journal, jobs_of_another_token_are_left_to_it) {
    const conch_task task = generate(R"({"prompt":"hers"})");
    wait_for_phase(task, CONCH_PHASE_QUEUED);
    conch_client_destroy(client);
    client = new_client("another-token");
    EXPECT_TRUE(tasks_in(restore()).empty());
    conch_client_destroy(client);
    client = new_client();
    EXPECT_EQ(restore_all().size(), 1U);
}

TEST_F(Journal, restored_tasks_share_one_release_of_the_hosts_pointer) {
    for (int i = 0; i < 3; ++i)
        wait_for_phase(generate(R"({"prompt":"one of three","maxJobs":5})", CONCH_TASK_NO_DOWNLOAD),
                       CONCH_PHASE_QUEUED);
    end_client();
    static int released = 0;
    static int events = 0;
    released = events = 0;
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.user_data = &events;
    options.user_data_release = [](void*) { ++released; };
    options.callback = [](const conch_event* event, void* user_data) {
        EXPECT_EQ(released, 0);
        *static_cast<int*>(user_data) += conch_event_type(event) == CONCH_EVENT_DONE ? 1 : 0;
        return 0;
    };
    conch_task task = 0;
    ASSERT_EQ(conch_jobs_restore(client, nullptr, &options, &task, nullptr), CONCH_OK);
    while (released == 0)
        conch_client_dispatch(client, 0, 100, nullptr);
    EXPECT_EQ(events, 4) << "the restore's own, and three";
    EXPECT_EQ(released, 1);
}

TEST_F(Journal, never_holds_the_token) {
    client = new_client("sk-Very-Secret-Token-0123456789");
    fault(R"({"method":"POST","path":"/videos/create","count":1})",
          R"({"status":400,"body":{"error":"bad token sk-Very-Secret-Token-0123456789"}})");
    EXPECT_EQ(make(R"({"prompt":"echo sk-Very-Secret-Token-0123456789 please"})").status, CONCH_E_BAD_REQUEST);
    conch_client_destroy(client);
    for (const auto& entry : std::filesystem::directory_iterator(state())) {
        EXPECT_EQ(read_file(entry.path()).find("Very-Secret"), std::string::npos) << entry.path();
    }
    client = new_client();
}

}  // namespace
