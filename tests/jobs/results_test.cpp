// A job's files: all of them or none, under safe names, and never anything else instead of them.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "fixture.hpp"

namespace {

using conch::test::Done;
using conch::test::JobsTest;

class Results : public JobsTest {
  protected:
    conch_task begin_named(const char* name, std::int32_t kind, const std::string& params, std::uint32_t flags = 0) {
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.flags = flags;
        options.file_name = name;
        return begin(kind, params, options);
    }
    // Names in the download folder, those of unfinished files left out.
    [[nodiscard]] std::vector<std::string> finished_files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string name = entry.path().filename();
            if (entry.is_regular_file() && name.find(".part") == std::string::npos) names.push_back(name);
        }
        std::sort(names.begin(), names.end());
        return names;
    }
    int downloads() {
        const std::string all = control_get("requests");
        int count = 0;
        for (std::size_t at = all.find("\"path\":\"/media/"); at != std::string::npos;
             at = all.find("\"path\":\"/media/", at + 1))
            ++count;
        return count;
    }
    Done restore_one() {
        const auto tasks = tasks_in(restore());
        EXPECT_EQ(tasks.size(), 1U);
        return tasks.empty() ? Done{} : wait(tasks.front());
    }
};

TEST_F(Results, of_one_job_appear_together_or_not_at_all) {
    // Each sees what those before it have let pass, so together they stop the third download and all after it.
    for (int i = 0; i < 30; ++i)
        fault(R"({"path":"/media/*","nth":3})", R"({"status":404})");
    const Done failed = wait(begin(CONCH_JOB_IMAGE, R"({"prompt":"a set of three","quantity":3})"));
    EXPECT_NE(failed.status, CONCH_OK);
    EXPECT_TRUE(failed.files.empty());
    EXPECT_EQ(finished_files(), std::vector<std::string>{}) << "the two that are whole wait for the third";

    clear_faults();
    const int before = downloads();
    const Done done = restore_one();
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(done.files.size(), 3U);
    EXPECT_EQ(finished_files().size(), 3U);
    EXPECT_EQ(downloads() - before, 1) << "what was here already is not fetched again";
    EXPECT_EQ(requests("POST", "/images/create"), 1);
}

TEST_F(Results, that_lack_only_their_name_get_it_without_another_download) {
    std::filesystem::create_directory(folder + "/clip.mp4");  // in the way of the name
    const Done blocked =
        wait(begin_named("clip.mp4", CONCH_JOB_VIDEO, R"({"prompt":"in the way"})", CONCH_TASK_OVERWRITE));
    EXPECT_EQ(blocked.status, CONCH_E_DISK) << blocked.message;
    EXPECT_NE(blocked.message.find("clip.mp4"), std::string::npos) << blocked.message;
    std::filesystem::remove(folder + "/clip.mp4");
    const int before = downloads();
    const Done done = restore_one();
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(read_file(folder + "/clip.mp4").substr(4, 4), "ftyp");
    EXPECT_EQ(downloads(), before);
}

TEST_F(Results, that_somebody_tidied_away_before_they_had_their_name_are_brought_again) {
    std::filesystem::create_directory(folder + "/clip.mp4");
    ASSERT_EQ(wait(begin_named("clip.mp4", CONCH_JOB_VIDEO, R"({"prompt":"tidy"})", CONCH_TASK_OVERWRITE)).status,
              CONCH_E_DISK);
    std::filesystem::remove(folder + "/clip.mp4");
    ASSERT_TRUE(std::filesystem::remove(folder + "/clip.mp4.part"));
    const Done done = restore_one();
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(read_file(folder + "/clip.mp4").substr(4, 4), "ftyp");
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

// Called on the worker thread, after the names were chosen.
int32_t take_the_name(const conch_event* event, void* path) {
    if (conch_event_phase(event) == CONCH_PHASE_DOWNLOADING) std::ofstream(static_cast<const char*>(path)) << "theirs";
    return 0;
}

TEST_F(Results, whose_name_somebody_took_meanwhile_get_a_number) {
    const std::string path = folder + "/clip.mp4";
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.deliver = CONCH_DELIVER_THREAD;
    options.callback = take_the_name;
    options.user_data = const_cast<char*>(path.c_str());
    options.file_name = "clip.mp4";
    const Done done = wait(begin(CONCH_JOB_VIDEO, R"({"prompt":"mine"})", options));
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(read_file(path), "theirs");
    EXPECT_EQ(done.files, std::vector<std::string>{folder + "/clip (2).mp4"});
    EXPECT_EQ(read_file(done.files.at(0)).substr(4, 4), "ftyp");
    EXPECT_NE(list().json.find("clip (2).mp4"), std::string::npos) << "the journal knows";
}

TEST_F(Results, are_never_a_page_that_came_instead) {
    fault(R"({"path":"/media/*","nth":1})", R"({"status":200,"html":true})");
    const Done again = wait(begin(CONCH_JOB_VIDEO, R"({"prompt":"a portal, once"})"));
    ASSERT_EQ(again.status, CONCH_OK) << again.message;
    EXPECT_EQ(read_file(again.files.at(0)).substr(4, 4), "ftyp");

    fault(R"({"path":"/media/*"})", R"({"status":200,"html":true})");
    const Done never = wait(begin(CONCH_JOB_VIDEO, R"({"prompt":"a portal, always"})"));
    EXPECT_EQ(never.status, CONCH_E_RESPONSE) << never.message;
    EXPECT_NE(never.message.find("text/html"), std::string::npos) << never.message;
    EXPECT_EQ(finished_files().size(), 1U);

    clear_faults();
    EXPECT_EQ(restore_one().status, CONCH_OK) << "what was paid for is still there";
}

TEST_F(Results, that_do_not_fit_on_the_disk_stay_at_the_service_until_there_is_room) {
    std::filesystem::create_symlink("/dev/full", folder + "/clip.mp4.part");
    const Done full = wait(begin_named("clip.mp4", CONCH_JOB_VIDEO, R"({"prompt":"no room"})", CONCH_TASK_OVERWRITE));
    EXPECT_EQ(full.status, CONCH_E_DISK) << full.message;
    EXPECT_NE(full.message.find("No space left"), std::string::npos) << full.message;
    EXPECT_FALSE(full.remote_id.empty());
    std::filesystem::remove(folder + "/clip.mp4.part");
    const Done done = restore_one();
    EXPECT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(Results, of_streamed_speech_replace_nothing_and_leave_what_others_are_bringing) {
    std::ofstream(folder + "/said.mp3") << "mine";
    std::ofstream(folder + "/said (2).mp3.part") << "half of something else";
    const Done done =
        wait(begin_named("said.mp3", CONCH_JOB_SPEECH_STREAM, R"({"text":"A shell.","voice_id":")" + voice() + "\"}"));
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(read_file(folder + "/said.mp3"), "mine");
    EXPECT_EQ(read_file(folder + "/said (2).mp3.part"), "half of something else");
    EXPECT_GT(read_file(done.files.at(0)).size(), 500U);
}

}  // namespace
