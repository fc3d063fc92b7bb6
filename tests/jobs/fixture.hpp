// A client and an emulator of its own for each test, and what the tests ask of them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conch/conch.h"
#include "conch/emulator.h"
#include "support/tasks.hpp"

namespace conch::test {

// A DONE event's contents, copied.
struct Done {
    conch_status status = CONCH_OK;
    std::string message;
    std::string json;
    std::string remote_id;
    std::vector<std::string> files;
    int http_code = 0;
    bool retriable = false;
};

class JobsTest : public ::testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    // Another client for the same emulator.
    conch_client* new_client(const char* token = "test-token");
    [[nodiscard]] std::string state() const { return folder + "/state"; }

    conch_task begin(std::int32_t kind, const std::string& params,
                     const conch_task_options& options = CONCH_TASK_OPTIONS_INIT) {
        return begin_job(client, kind, params, options);
    }
    conch_task begin(std::int32_t kind, const std::string& params, std::uint32_t flags) {
        return begin_job(client, kind, params, flags);
    }
    // Fails the test, and gives 0, when it is refused at once.
    conch_task call(const char* operation, const std::string& params);
    conch_task generate(const std::string& params, std::uint32_t flags = 0) {
        return begin(CONCH_JOB_VIDEO, params, flags);
    }
    // The id of a voice that speech can have.
    std::string voice() { return text_in(wait(call("audio.voices", R"({"page_size":1})")).json, "voice_id"); }
    Done wait(conch_task task);
    // The end of a task of conch_jobs_list, _restore or _forget.
    Done list(const char* filter = nullptr);
    Done restore(const std::string& job = "");
    Done forget(const std::string& job);
    // The value of a text member, at its first appearance after `from`.
    static std::string text_in(const std::string& json, const std::string& name, std::size_t from = 0);
    // The tasks that a restore named, in its order.
    static std::vector<conch_task> tasks_in(const Done& restored);
    // As when the host dies: nothing is said to the service, and no new client knows of the old one.
    void end_client();
    Done make(const std::string& params, std::uint32_t flags = 0) { return wait(generate(params, flags)); }
    // Takes events until the task is in that phase.
    void wait_for_phase(conch_task task, std::int32_t phase);

    // The emulator's own control: POST /_conch/PATH.
    std::string control(const std::string& path, const std::string& body);
    std::string control_get(const std::string& path);
    void clear_faults();
    void fault(const std::string& match, const std::string& action);
    // How often a request of that method and path reached the emulator, refused and lost ones included.
    int requests(const std::string& method, const std::string& path);
    // Takes events until such a request has come; what they tell is lost, ends included.
    void wait_for_request(const std::string& method, const std::string& path);
    std::string read_file(const std::string& path);
    std::string write_picture(const std::string& name);

    std::uint32_t destroy_timeout_ms = 20'000;  // of new clients; 0: the library's own
    std::string folder;
    conch_emulator* emulator = nullptr;
    conch_client* client = nullptr;

  private:
    std::string exchange(const std::string& path, const std::string* body, const char* method = nullptr);
    Done end_of(conch_status accepted, conch_task task);
    std::vector<conch_client*> others_;
};

}  // namespace conch::test
