// conch.hpp as a host uses it, against a scripted service.
#include "conch/conch.hpp"

#include <gtest/gtest.h>

#include "support/tcp_server.hpp"
#include "support/temp_folder.hpp"

namespace {

using conch::test::HttpRequest;
using conch::test::Peer;
using conch::test::TcpServer;

class Wrapper : public testing::Test {
  protected:
    Wrapper()
        : server_(TcpServer::serve([this](Peer& peer, const HttpRequest& request) {
              last_body_ = request.body;
              if (request.target.find("/videos/create") != std::string::npos)
                  return peer.answer(200, R"({"videoId":"user:1-minimax:2-video:5"})");
              if (request.target.find("/videos/") != std::string::npos)
                  return peer.answer(
                      200, R"({"status":2,"statusFinal":true,"downloadURL":")" + server_.url("/v.mp4") + "\"}");
              if (request.target == "/v.mp4") return peer.answer(200, "a film");
              if (request.target.find("/silent") != std::string::npos) return peer.ignore_until_closed();
              if (request.target.find("/scheduler") != std::string::npos) return peer.answer(200, "[]");
              peer.answer(401, R"({"error":"Unauthorized","code":401})");
          })) {}

    conch::client make_client() {
        conch_client_options options = conch::client_options();
        url_ = server_.url("/v1");
        options.base_url = url_.c_str();
        options.api_token = "the-token-of-the-tests";
        options.download_directory = folder_.path().c_str();
        options.poll_interval_ms = 20;
        return conch::client::create(options).value();
    }

    std::string url_;
    std::string last_body_;
    conch::test::TempFolder folder_;
    TcpServer server_;
};

TEST_F(Wrapper, a_callback_is_any_callable_and_is_freed_at_the_end) {
    conch::client client = make_client();
    const auto kept = std::make_shared<int>(0);
    bool done = false;
    const auto task = client.call(CONCH_OP_SCHEDULER_LIST, "{}", [kept, &done](const conch::event& event) {
        if (event.type() != CONCH_EVENT_DONE) return;
        EXPECT_EQ(event.status(), CONCH_OK);
        EXPECT_EQ(event.json(), "[]");
        done = true;
    });
    ASSERT_TRUE(task) << task.error().message;
    while (!done)
        ASSERT_TRUE(client.dispatch(10'000));
    client.dispatch(0);
    EXPECT_EQ(kept.use_count(), 1);
}

TEST_F(Wrapper, a_refused_task_frees_its_callback_and_says_why) {
    conch::client client = make_client();
    const auto kept = std::make_shared<int>(0);
    const auto task = client.generate(CONCH_JOB_VIDEO, R"({"model":"T2V-01"})", [kept](const conch::event&) {});
    ASSERT_FALSE(task);
    EXPECT_EQ(task.error().status, CONCH_E_INVALID);
    EXPECT_EQ(task.error().field, "prompt");
    EXPECT_NE(task.error().violations.find("\"required\""), std::string::npos);
    EXPECT_EQ(kept.use_count(), 1);
}

TEST_F(Wrapper, a_coroutine_waits_for_calls_and_jobs) {
    conch::client client = make_client();
    std::vector<std::string> story;
    const auto tell = [](conch::client& with, std::vector<std::string>& to) -> conch::routine {
        const conch::outcome list = co_await with.co_call(CONCH_OP_SCHEDULER_LIST);
        to.push_back(list ? list.json : list.error.message);
        const conch::outcome video = co_await with.co_generate(CONCH_JOB_VIDEO, R"({"prompt":"x"})");
        to.push_back(video ? video.remote_id : video.error.message);
        if (video) to.push_back(conch::test::read_file(video.files.at(0)));
        const conch::outcome refused = co_await with.co_generate(CONCH_JOB_VIDEO, "{}");
        to.emplace_back(conch_status_name(refused.error.status));
        const conch::outcome unauthorized = co_await with.co_call(CONCH_OP_ACCOUNTS_LIST);
        to.emplace_back(conch_status_name(unauthorized.error.status));
        to.emplace_back("end");
    };
    tell(client, story);
    while (story.empty() || story.back() != "end")
        ASSERT_TRUE(client.dispatch(10'000));
    EXPECT_EQ(story, (std::vector<std::string>{"[]", "user:1-minimax:2-video:5", "a film", "CONCH_E_INVALID",
                                               "CONCH_E_UNAUTHORIZED", "end"}));
}

TEST_F(Wrapper, a_waiting_coroutine_can_listen_too) {
    conch::client client = make_client();
    int progress = 0;
    bool ended = false;
    const auto listen = [](conch::client& with, int& heard, bool& end) -> conch::routine {
        const conch::outcome video = co_await with.co_generate(CONCH_JOB_VIDEO, R"({"prompt":"x"})")
                                         .on_event([&heard](const conch::event& event) {
                                             heard += event.type() == CONCH_EVENT_PROGRESS ? 1 : 0;
                                         });
        end = static_cast<bool>(video);
    };
    listen(client, progress, ended);
    while (!ended)
        ASSERT_TRUE(client.dispatch(10'000));
    EXPECT_GT(progress, 0);
}

TEST_F(Wrapper, a_coroutine_goes_on_when_its_client_ends) {
    conch::outcome last;
    bool ended = false;
    {
        conch::client client = make_client();
        const auto wait = [](conch::client& with, conch::outcome& to, bool& end) -> conch::routine {
            to = co_await with.co_call(CONCH_OP_LLM_GET, R"({"chatID":"silent"})");
            end = true;
        };
        wait(client, last, ended);
        EXPECT_FALSE(ended);
    }
    EXPECT_TRUE(ended);
    EXPECT_EQ(last.error.status, CONCH_E_CLOSED);
}

TEST_F(Wrapper, parameter_structs_make_the_same_request) {
    conch::client client = make_client();
    conch_video_params video = CONCH_VIDEO_PARAMS_INIT;
    video.prompt = "a shell";
    video.model = "02";
    video.prompt_optimization = CONCH_CHOICE_NO;
    const auto task = client.generate(video);
    ASSERT_TRUE(task) << task.error().message;
    const auto waited = client.wait(*task, std::chrono::seconds(60));
    ASSERT_TRUE(waited);
    EXPECT_TRUE(waited.value());
}

TEST_F(Wrapper, an_event_is_taken_without_callbacks) {
    conch::client client = make_client();
    ASSERT_TRUE(client.call(CONCH_OP_SCHEDULER_LIST));
    for (;;) {
        const auto event = client.next_event(10'000);
        ASSERT_TRUE(event);
        if (event->type() == CONCH_EVENT_DONE) break;
    }
    client.close();
    EXPECT_FALSE(client.next_event(0));
    EXPECT_EQ(client.call(CONCH_OP_SCHEDULER_LIST).error().status, CONCH_E_CLOSED);
}

TEST_F(Wrapper, a_callback_cancels_by_returning_false) {
    conch::client client = make_client();
    conch_status status = CONCH_OK;
    const auto task = client.call(CONCH_OP_LLM_GET, R"({"chatID":"silent"})", [&status](const conch::event& event) {
        if (event.type() == CONCH_EVENT_DONE) status = event.status();
        return false;
    });
    ASSERT_TRUE(task);
    while (status == CONCH_OK)
        ASSERT_TRUE(client.dispatch(10'000));
    EXPECT_EQ(status, CONCH_E_CANCELLED);
}

TEST(WrapperValues, a_value_that_is_not_there_throws) {
    conch_client_options options = conch::client_options();
    options.base_url = "ftp://nowhere";
    auto client = conch::client::create(options);
    ASSERT_FALSE(client);
    EXPECT_EQ(client.error().field, "base_url");
    try {
        static_cast<void>(client.value());
        FAIL();
    } catch (const conch::exception& problem) {
        EXPECT_EQ(problem.details().status, CONCH_E_ARGUMENT);
        EXPECT_NE(std::string(problem.what()).find("ftp"), std::string::npos);
    }
}

TEST(WrapperValues, checks_prices_and_logins_need_no_client) {
    EXPECT_TRUE(conch::validate(CONCH_OP_VIDEOS_CREATE, R"({"prompt":"x"})"));
    const auto refused = conch::validate(CONCH_OP_VIDEOS_CREATE, "{}");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().violations.find("prompt"), std::string::npos);
    auto price = conch::estimate(CONCH_OP_IMAGES_CREATE, R"({"prompt":"x","quantity":3})");
    ASSERT_TRUE(price);
    EXPECT_EQ(price->credits, 3);
    EXPECT_FALSE(conch::estimate(CONCH_OP_AGENT_RUN, R"({"prompt":"x","models":"kolors"})").value().credits);
    EXPECT_EQ(conch::inspect_account("https://example.org", "x").error().field, "url");
}

}  // namespace
