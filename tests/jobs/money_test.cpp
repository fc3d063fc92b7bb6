// What costs is sent once, when its time has come, and not at all when that could not be written down.
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "fixture.hpp"

namespace {

using conch::test::Done;
using conch::test::JobsTest;

// A job, and the request that pays for it.
struct Create {
    std::int32_t kind;
    std::string params;
    const char* method;
    const char* path;
};

class Money : public JobsTest {
  protected:
    conch_task begin_without_files(std::int32_t kind, const std::string& params) {
        return begin(kind, params, CONCH_TASK_NO_DOWNLOAD);
    }
};

TEST_F(Money, a_lost_create_without_mark_is_sent_once_and_ends_with_the_place_to_look) {
    const std::vector<std::pair<Create, const char*>> creates{
        {{CONCH_JOB_MUSIC, R"({"prompt":"la la\nla","title":"Shell"})", "GET", "/music/create"}, "music.list"},
        {{CONCH_JOB_SPEECH, R"({"text":"A shell.","voice_id":")" + voice() + "\"}", "POST", "/audio/create-mp3"},
         "audio.list"},
        {{CONCH_JOB_CHAT, R"({"prompt":"A shell?"})", "POST", "/llm"}, "llm.list"}};
    for (const auto& [each, where] : creates) {
        SCOPED_TRACE(each.path);
        int sent = 0;
        for (const char* loss : {R"({"connection":"drop_after_commit"})", R"({"connection":"close_before"})",
                                 R"({"status":502})", R"({"status":504})"}) {
            fault(std::string(R"({"method":")") + each.method + R"(","path":")" + each.path + R"(","count":1})", loss);
            const Done done = wait(begin_without_files(each.kind, each.params));
            EXPECT_EQ(done.status, CONCH_E_AMBIGUOUS) << loss << ": " << done.message;
            EXPECT_FALSE(done.retriable);
            EXPECT_NE(done.message.find(where), std::string::npos) << done.message;
            EXPECT_EQ(requests(each.method, each.path), ++sent) << loss;
            clear_faults();
        }
    }
}

TEST_F(Money, a_line_rests_for_as_long_as_the_service_asks_and_others_do_not) {
    fault(R"({"method":"POST","path":"/videos/create","count":1})",
          R"({"status":429,"body":{"error":"slow down"},"headers":{"Retry-After":"3600"}})");
    const conch_task first = begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"told to wait"})");
    while (requests("POST", "/videos/create") == 0)
        ASSERT_EQ(conch_task_wait(client, first, 20, nullptr), CONCH_E_TIMEOUT);
    const conch_task second = begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"behind it"})");
    // Whole jobs of another line come and go meanwhile.
    for (int i = 0; i < 3; ++i) {
        const Done picture = wait(begin_without_files(CONCH_JOB_IMAGE, R"({"prompt":"not concerned"})"));
        EXPECT_EQ(picture.status, CONCH_OK) << picture.message;
    }
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
    for (const conch_task task : {first, second}) {
        conch_task_info info = CONCH_TASK_INFO_INIT;
        ASSERT_EQ(conch_task_state(client, task, &info), CONCH_OK);
        EXPECT_EQ(info.phase, CONCH_PHASE_WAITING);
        conch_task_cancel(client, task, CONCH_CANCEL_HERE);
        EXPECT_EQ(wait(task).status, CONCH_E_CANCELLED);
    }
}

TEST_F(Money, both_kinds_of_no_place_are_waited_out) {
    fault(R"({"method":"POST","path":"/videos/create","count":1})",
          R"({"status":429,"body":{"error":"Account is busy executing videos","runningVideos":{"1":[]}}})");
    fault(R"({"method":"POST","path":"/videos/create","count":1})",
          R"({"status":429,"body":{"error":"YOU CAN QUEUE 3 JOBS AT ONCE"}})");
    const Done done = wait(begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"patience"})"));
    EXPECT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 3);
}

TEST_F(Money, kinds_of_their_own_making_wait_for_a_place_too) {
    const std::string speech = R"({"text":"A shell.","voice_id":")" + voice() + "\"}";
    for (const Create& each : {Create{CONCH_JOB_CHAT, R"({"prompt":"A shell?"})", "POST", "/llm"},
                               {CONCH_JOB_CHAT, R"({"prompt":"A shell?","stream":false})", "POST", "/llm"},
                               {CONCH_JOB_SPEECH_STREAM, speech, "POST", "/audio/create-stream"},
                               {CONCH_JOB_SPEECH_STREAM, speech, "GET", "/audio/wss"}}) {
        SCOPED_TRACE(each.path + (" " + each.params));
        const int before = requests(each.method, each.path);
        fault(std::string(R"({"method":")") + each.method + R"(","path":")" + each.path + R"(","count":1})",
              R"({"status":429,"body":{"error":"slow down"},"headers":{"Retry-After":"1"}})");
        const Done done = wait(begin_without_files(each.kind, each.params));
        EXPECT_EQ(done.status, CONCH_OK) << done.message;
        EXPECT_EQ(requests(each.method, each.path), before + 2);
        clear_faults();
    }
}

// As when a proxy on the way sends the request twice: the second is refused because the first one runs.
TEST_F(Money, a_refusal_that_lists_our_own_job_is_an_answer) {
    ASSERT_EQ(conch_client_pause(client), CONCH_OK);
    const conch_task task = begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"sent twice by a proxy"})");
    wait_for_phase(task, CONCH_PHASE_WAITING);
    const std::string id = "user:1234-minimax:jobs@example.com-video:987654321";
    fault(R"({"method":"POST","path":"/videos/create","count":1})",
          R"({"status":429,"body":{"error":"Account is busy executing videos","runningVideos":{"a":[)"
          R"({"videoId":")" +
              id + R"(","replyRef":"conch:)" + text_in(list().json, "job") + R"("}]}}})");
    ASSERT_EQ(conch_client_resume(client), CONCH_OK);
    const Done done = wait(task);
    EXPECT_EQ(done.remote_id, id) << done.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(Money, a_pause_holds_back_every_kind_that_costs) {
    const std::string speaker = voice();
    const std::vector<Create> kinds{
        {CONCH_JOB_VIDEO, R"({"prompt":"x"})", "POST", "/videos/create"},
        {CONCH_JOB_IMAGE, R"({"prompt":"x"})", "POST", "/images/create"},
        {CONCH_JOB_AGENT, R"({"prompt":"x","models":"kolors"})", "POST", "/agent"},
        {CONCH_JOB_SPEECH, R"({"text":"x","voice_id":")" + speaker + "\"}", "POST", "/audio/create-mp3"},
        {CONCH_JOB_SPEECH_STREAM, R"({"text":"x","voice_id":")" + speaker + "\"}", "POST", "/audio/create-stream"},
        {CONCH_JOB_MUSIC, R"({"prompt":"la la\nla","title":"x"})", "GET", "/music/create"},
        {CONCH_JOB_CHAT, R"({"prompt":"x"})", "POST", "/llm"},
    };
    ASSERT_EQ(conch_client_pause(client), CONCH_OK);
    std::vector<conch_task> tasks;
    for (const Create& each : kinds) {
        tasks.push_back(begin_without_files(each.kind, each.params));
        wait_for_phase(tasks.back(), CONCH_PHASE_WAITING);
    }
    for (const Create& each : kinds)
        EXPECT_EQ(requests(each.method, each.path), 0) << each.path;
    ASSERT_EQ(conch_client_resume(client), CONCH_OK);
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const Done done = wait(tasks[i]);
        EXPECT_EQ(done.status, CONCH_OK) << kinds[i].path << ": " << done.message;
        EXPECT_EQ(requests(kinds[i].method, kinds[i].path), 1) << kinds[i].path;
    }
}

TEST_F(Money, a_users_own_reference_goes_out_in_front_of_the_mark_and_comes_back_alone) {
    const std::string longest(984, 'r');
    const Done done = wait(begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"mine","replyRef":")" + longest + "\"}"));
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    const std::string sent = control_get("requests");
    const std::size_t at = sent.find(longest + " conch:");
    EXPECT_NE(at, std::string::npos) << "with the mark behind it";
    EXPECT_EQ(done.json.find("conch:"), std::string::npos) << done.json;

    conch_task task = 0;
    conch_error* error = nullptr;
    const std::string too_long = R"({"prompt":"mine","replyRef":")" + std::string(985, 'r') + "\"}";
    EXPECT_EQ(conch_generate(client, CONCH_JOB_VIDEO, too_long.c_str(), nullptr, &task, &error), CONCH_E_INVALID);
    EXPECT_STREQ(conch_error_field(error, nullptr), "replyRef");
    EXPECT_NE(std::string(conch_error_message(error, nullptr)).find("984"), std::string::npos);
    conch_error_destroy(error);
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(Money, a_disk_that_fills_up_while_a_job_waits_keeps_its_create_from_leaving) {
    ASSERT_EQ(conch_client_pause(client), CONCH_OK);
    const conch_task task = begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"no room for the next page"})");
    wait_for_phase(task, CONCH_PHASE_WAITING);  // it is in the journal
    // Files may not grow any more, which is what a full disk is like.
    struct sigaction ignored {};
    struct sigaction before {};
    ignored.sa_handler = SIG_IGN;
    ASSERT_EQ(::sigaction(SIGXFSZ, &ignored, &before), 0);
    rlimit room{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &room), 0);
    const rlimit none{1024, room.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &none), 0);
    conch_client_resume(client);
    const Done full = wait(task);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &room), 0);
    ::sigaction(SIGXFSZ, &before, nullptr);
    EXPECT_EQ(full.status, CONCH_E_DISK) << full.message;
    EXPECT_NE(full.message.find("nothing was spent"), std::string::npos) << full.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 0);
    const Done done = wait(begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"with room again"})"));
    EXPECT_EQ(done.status, CONCH_OK) << done.message;
}

TEST_F(Money, a_damaged_journal_is_set_aside_and_listed_and_the_client_goes_on) {
    ASSERT_EQ(wait(begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"before"})")).status, CONCH_OK);
    conch_client_destroy(client);
    for (const auto& entry : std::filesystem::directory_iterator(state())) {
        if (entry.path().extension() == ".db") std::ofstream(entry.path()) << std::string(9'000, '?');
    }
    client = new_client();
    ASSERT_EQ(wait(begin_without_files(CONCH_JOB_VIDEO, R"({"prompt":"after"})")).status, CONCH_OK);
    const Done listed = list();
    EXPECT_EQ(text_in(listed.json, "prompt"), "after");
    const std::size_t damaged = listed.json.find("\"damaged\":[\"");
    ASSERT_NE(damaged, std::string::npos) << listed.json;
    const std::size_t begins = damaged + 12;
    const std::string path = listed.json.substr(begins, listed.json.find('"', begins) - begins);
    EXPECT_EQ(read_file(path), std::string(9'000, '?')) << "kept as it was";
}

}  // namespace
