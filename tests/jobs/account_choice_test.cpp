#include "fixture.hpp"

namespace {

using conch::test::Done;

class AccountChoice : public conch::test::JobsTest {};

TEST_F(AccountChoice, a_file_goes_to_an_account_with_a_free_place_when_nobody_named_one) {
    const std::string picture = write_picture("a.png");
    const Done done =
        make(R"({"prompt":"x","model":"I2V-2.3","fileID":{"path":")" + picture + R"("}})", CONCH_TASK_NO_DOWNLOAD);
    ASSERT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(requests("GET", "/scheduler/available"), 1);
}

TEST_F(AccountChoice, a_file_that_is_there_already_says_where_the_job_runs) {
    const std::string picture = write_picture("a.png");
    const char* files[] = {picture.c_str()};
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.files = files;
    options.file_count = 1;
    conch_task task = 0;
    ASSERT_EQ(conch_call(client, CONCH_OP_FILES_UPLOAD, "{}", &options, &task, nullptr), CONCH_OK);
    const Done uploaded = wait(task);
    ASSERT_EQ(uploaded.status, CONCH_OK) << uploaded.message;
    const std::size_t begin = uploaded.json.find("user:");
    const std::string id = uploaded.json.substr(begin, uploaded.json.find('"', begin) - begin);
    const Done done =
        make(R"({"prompt":"x","model":"02","fileID":")" + id + R"(","end_frame_fileID":{"path":")" + picture + R"("}})",
             CONCH_TASK_NO_DOWNLOAD);
    EXPECT_EQ(done.status, CONCH_OK) << done.message;
    EXPECT_EQ(requests("GET", "/scheduler/available"), 0);
}

}  // namespace
