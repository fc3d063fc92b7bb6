// How long conch_client_destroy takes in every state that a job can be in, whatever the service does at that moment,
// and that nothing comes afterwards.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "jobs/fixture.hpp"

namespace {

using namespace std::chrono_literals;
using conch::test::JobsTest;

struct Trouble {
    const char* name;
    const char* action;  // what the emulator does to the request; nullptr: nothing
};

constexpr Trouble kTroubles[] = {
    {"nothing", nullptr},
    {"no answer for an hour", R"({"delay_ms":3600000})"},
    {"an answer bit by bit", R"({"dribble":{"bytes":1,"interval_ms":200}})"},
    {"503 again and again", R"({"status":503})"},
    {"429 again and again", R"({"status":429,"body":{"error":"busy"}})"},
    {"resets", R"({"connection":"reset_before"})"},
    {"hanging up after the work is done", R"({"connection":"drop_after_commit"})"},
    {"rubbish", R"({"garbage":true})"},
};

// A state is a phase, and which request it is that meets the trouble.
struct State {
    const char* name;
    const char* match;
    std::int32_t phase;
    bool picture = false;
    const char* prompt = "a shell";
};

constexpr State kStates[] = {
    {"uploading", R"({"method":"POST","path":"/files"})", CONCH_PHASE_UPLOADING, true},
    {"creating", R"({"method":"POST","path":"/videos/create"})", CONCH_PHASE_CREATING},
    {"following", R"({"method":"GET","path":"/videos/*"})", CONCH_PHASE_QUEUED, false, "conch:stuck"},
    {"downloading", R"({"path":"/media/*"})", CONCH_PHASE_DOWNLOADING},
};

class Destroy : public JobsTest {};

TEST_F(Destroy, is_bounded_in_every_state_and_with_every_trouble_and_nothing_comes_after_it) {
    destroy_timeout_ms = 0;
    control("accounts",
            R"({"maxJobs":100,"processedAtOnce":100,"queue":100})");  // jobs that are left behind stay there
    std::chrono::milliseconds longest{0};
    for (const State& state : kStates) {
        for (const Trouble& trouble : kTroubles) {
            conch_client* const victim = new_client();
            std::atomic<int> calls{0};
            std::atomic<bool> there{false};
            struct Seen {
                std::atomic<int>* calls;
                std::atomic<bool>* there;
                std::int32_t phase;
            } seen{&calls, &there, state.phase};
            if (trouble.action != nullptr) fault(state.match, trouble.action);

            conch_task_options options = CONCH_TASK_OPTIONS_INIT;
            options.deliver = CONCH_DELIVER_THREAD;  // the strictest: called whenever something happens
            options.user_data = &seen;
            options.callback = [](const conch_event* event, void* user_data) -> std::int32_t {
                auto& its = *static_cast<Seen*>(user_data);
                ++*its.calls;
                if (conch_event_phase(event) >= its.phase) *its.there = true;
                its.there->notify_all();
                return 0;
            };
            std::string params = std::string(R"({"prompt":")") + state.prompt + '"';
            if (state.picture) params += R"(,"model":"I2V-2.3","fileID":{"path":")" + write_picture("p.png") + R"("})";
            conch_task task = 0;
            ASSERT_EQ(conch_generate(victim, CONCH_JOB_VIDEO, (params + '}').c_str(), &options, &task, nullptr),
                      CONCH_OK);
            there.wait(false);

            const auto began = std::chrono::steady_clock::now();
            conch_client_destroy(victim);
            const auto took = std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
            const int calls_then = calls;
            longest = std::max(longest, took);
            EXPECT_LE(took, 2s) << state.name << ", " << trouble.name;
            clear_faults();
            EXPECT_EQ(calls, calls_then) << state.name << ", " << trouble.name << ": an event after destroy";
            EXPECT_EQ(conch_client_close(victim), CONCH_E_HANDLE);
        }
    }
    std::printf("longest destroy: %lld ms over %zu states and %zu troubles\n", static_cast<long long>(longest.count()),
                std::size(kStates), std::size(kTroubles));
}

}  // namespace
