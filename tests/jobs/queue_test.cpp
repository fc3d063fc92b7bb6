#include <stdlib.h>

#include <algorithm>

#include "fixture.hpp"

namespace {

using conch::test::Done;
using conch::test::JobsTest;

class WaitingJobs : public JobsTest {
  protected:
    conch_task generate_with(const std::string& params, std::int32_t priority) {
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.flags = CONCH_TASK_NO_DOWNLOAD;
        options.priority = priority;
        return begin(CONCH_JOB_VIDEO, params, options);
    }
    // The prompts of the creates that the service has taken, in their order.
    std::vector<std::string> taken(const std::vector<std::string>& prompts) {
        const std::string all = control_get("requests");
        std::vector<std::pair<std::size_t, std::string>> found;
        for (const std::string& prompt : prompts)
            found.emplace_back(all.find(prompt), prompt);
        std::sort(found.begin(), found.end());
        std::vector<std::string> order;
        for (auto& [at, prompt] : found) {
            if (at != std::string::npos) order.push_back(prompt);
        }
        return order;
    }
};

TEST_F(WaitingJobs, a_pause_holds_back_what_costs_and_a_resume_lets_it_go) {
    const conch_task before = generate_with(R"({"prompt":"before"})", 0);
    wait_for_phase(before, CONCH_PHASE_QUEUED);
    ASSERT_EQ(conch_client_pause(client), CONCH_OK);
    const conch_task held = generate_with(R"({"prompt":"held"})", 0);
    wait_for_phase(held, CONCH_PHASE_WAITING);
    EXPECT_EQ(wait(before).status, CONCH_OK) << "what runs goes on";
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
    ASSERT_EQ(conch_client_resume(client), CONCH_OK);
    EXPECT_EQ(wait(held).status, CONCH_OK);
}

TEST_F(WaitingJobs, go_out_by_priority_and_then_in_their_order) {
    ASSERT_EQ(conch_client_pause(client), CONCH_OK);
    std::vector<conch_task> tasks;
    for (const auto& [prompt, priority] :
         {std::pair{"job-a", 0}, {"job-b", 0}, {"job-c", 5}, {"job-d", -1}, {"job-e", 5}}) {
        tasks.push_back(generate_with(std::string(R"({"prompt":")") + prompt + "\"}", priority));
        wait_for_phase(tasks.back(), CONCH_PHASE_WAITING);
    }
    conch_client_resume(client);
    for (const conch_task task : tasks)
        EXPECT_EQ(wait(task).status, CONCH_OK);
    EXPECT_EQ(taken({"job-a", "job-b", "job-c", "job-d", "job-e"}),
              (std::vector<std::string>{"job-c", "job-e", "job-a", "job-b", "job-d"}));
}

TEST_F(WaitingJobs, stay_here_until_the_account_has_a_place_for_them) {
    std::vector<conch_task> tasks;
    for (int i = 0; i < 12; ++i)
        tasks.push_back(generate_with(R"({"prompt":"one of a dozen"})", 0));
    for (const conch_task task : tasks)
        EXPECT_EQ(wait(task).status, CONCH_OK);
    EXPECT_EQ(requests("POST", "/videos/create"), 12) << "the service never had to say that it has no place";
}

class ThreeAccounts : public WaitingJobs {
  protected:
    void SetUp() override {
        ::setenv("CONCH_EMULATOR_ACCOUNTS", "3", 1);
        WaitingJobs::SetUp();
        ::unsetenv("CONCH_EMULATOR_ACCOUNTS");
        const std::string all = control_get("accounts");
        const std::string key = "\"account\":\"";
        for (std::size_t at = all.find(key); at != std::string::npos; at = all.find(key, at + 1))
            accounts.push_back(text_in(all, "account", at));
        ASSERT_EQ(accounts.size(), 3U) << all;
    }
    void set(const std::string& account, const std::string& field) {
        control("accounts", R"({"account":")" + account + "\"," + field + "}");
    }
    std::vector<std::string> accounts;
};

TEST_F(ThreeAccounts, one_without_credits_and_one_on_hold_leave_the_work_to_the_third) {
    set(accounts[0], R"("credits":0)");
    set(accounts[1], R"("holdSeconds":100000)");
    for (int i = 0; i < 6; ++i) {
        const Done done = wait(generate_with(R"({"prompt":"somebody has credits"})", 0));
        EXPECT_EQ(done.status, CONCH_OK) << done.message;
        EXPECT_NE(done.remote_id.find(accounts[2]), std::string::npos) << done.remote_id;
    }
    const int creates = requests("POST", "/videos/create");
    EXPECT_LE(creates, 6 + 3) << "those that cannot are left alone once it is known";
}

TEST_F(ThreeAccounts, the_callers_own_choice_is_never_changed) {
    set(accounts[0], R"("credits":0)");
    const Done done = wait(generate_with(R"({"prompt":"x","account":")" + accounts[0] + "\"}", 0));
    EXPECT_EQ(done.status, CONCH_E_INSUFFICIENT_CREDITS) << done.message;
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

TEST_F(ThreeAccounts, when_none_has_credits_the_job_ends_and_says_so) {
    for (const std::string& account : accounts)
        set(account, R"("credits":0)");
    const Done done = wait(generate_with(R"({"prompt":"x"})", 0));
    EXPECT_EQ(done.status, CONCH_E_INSUFFICIENT_CREDITS) << done.message;
    EXPECT_LE(requests("POST", "/videos/create"), 4);
}

TEST_F(ThreeAccounts, are_all_put_to_work) {
    std::vector<conch_task> tasks;
    for (int i = 0; i < 15; ++i)
        tasks.push_back(generate_with(R"({"prompt":"plenty"})", 0));
    std::vector<std::string> used;
    for (const conch_task task : tasks)
        used.push_back(wait(task).remote_id);
    for (const std::string& account : accounts) {
        EXPECT_TRUE(std::any_of(used.begin(), used.end(),
                                [&](const std::string& id) { return id.find(account) != std::string::npos; }));
    }
}

TEST_F(WaitingJobs, ten_thousand_of_them_keep_their_order_and_do_not_trouble_the_service) {
    constexpr int kJobs = 10'000;
    constexpr int kEnded = 20;
    std::vector<conch_task> tasks;
    for (int i = 0; i < kJobs; ++i)
        tasks.push_back(generate_with(R"({"prompt":"number )" + std::to_string(i) + "x\"}", 0));
    for (int i = 0; i < kEnded; ++i)
        ASSERT_EQ(wait(tasks[static_cast<std::size_t>(i)]).status, CONCH_OK);
    end_client();
    const int creates = requests("POST", "/videos/create");
    EXPECT_LT(creates, kEnded + 20) << "no more than there are places";
    std::vector<std::string> prompts;
    for (int i = 0; i < creates; ++i)
        prompts.push_back("number " + std::to_string(i) + "x");
    EXPECT_EQ(taken(prompts), prompts);
    std::string listed = list(R"({"state":"unfinished"})").json;
    std::size_t unfinished = 0;
    for (std::size_t at = listed.find("\"job\":"); at != std::string::npos; at = listed.find("\"job\":", at + 1))
        ++unfinished;
    EXPECT_GE(unfinished, static_cast<std::size_t>(kJobs - creates)) << "none is lost when the program ends";
}

TEST_F(WaitingJobs, leave_the_line_when_they_are_cancelled) {
    ASSERT_EQ(conch_client_pause(client), CONCH_OK);
    const conch_task gone = generate_with(R"({"prompt":"gone"})", 1);
    const conch_task kept = generate_with(R"({"prompt":"kept"})", 0);
    wait_for_phase(kept, CONCH_PHASE_WAITING);
    conch_task_cancel(client, gone, CONCH_CANCEL_HERE);
    EXPECT_EQ(wait(gone).status, CONCH_E_CANCELLED);
    conch_client_resume(client);
    EXPECT_EQ(wait(kept).status, CONCH_OK);
    EXPECT_EQ(requests("POST", "/videos/create"), 1);
}

}  // namespace
