// Requests as the service documents them, written out by hand.
#include "api/request.hpp"

#include <gtest/gtest.h>

#include "support/temp_folder.hpp"

namespace {

using conch::api::build_request;
using conch::net::Body;
using conch::net::Method;

conch::api::Service service() {
    conch::api::Service service;
    service.base_url = "https://host/v1/minimax";
    service.api_token = "secret";
    return service;
}

conch::net::Request build(const char* operation, const char* params, std::vector<std::string> files = {},
                          const char* account = "") {
    auto with = service();
    with.account = account;
    auto request = build_request(with, *conch::catalog::find_operation(operation), *conch::json::parse(params), files);
    EXPECT_TRUE(request) << request.error().message;
    return request.value_or(conch::net::Request{});
}

TEST(Request, path_parameters_are_encoded_into_the_path) {
    const auto request = build("videos.get", R"({"videoId":"user:1-minimax:2-video:3"})");
    EXPECT_EQ(request.method, Method::get);
    EXPECT_EQ(request.url, "https://host/v1/minimax/videos/user%3A1-minimax%3A2-video%3A3");
    EXPECT_EQ(request.bearer_token, "secret");
    EXPECT_EQ(request.body.kind, Body::Kind::none);
    EXPECT_FALSE(request.creates);
}

TEST(Request, a_path_parameter_cannot_leave_its_place) {
    const auto request = build("videos.get", R"({"videoId":"../accounts?x=1#"})");
    EXPECT_EQ(request.url, "https://host/v1/minimax/videos/..%2Faccounts%3Fx%3D1%23");
}

TEST(Request, a_missing_path_parameter_is_refused) {
    const auto request =
        build_request(service(), *conch::catalog::find_operation("videos.get"), *conch::json::parse("{}"), {});
    ASSERT_FALSE(request);
    EXPECT_EQ(request.error().status, CONCH_E_INVALID);
    EXPECT_NE(request.error().message.find("videoId"), std::string::npos);
}

TEST(Request, query_parameters_go_into_the_query) {
    EXPECT_EQ(build("videos.list", R"({"account":"12 3","limit":5})").url,
              "https://host/v1/minimax/videos?account=12%203&limit=5");
    const auto music = build("music.create", R"({"prompt":"la la","styleId":"7"})");
    EXPECT_EQ(music.method, Method::get) << "a GET that creates";
    EXPECT_EQ(music.url, "https://host/v1/minimax/music/create?prompt=la%20la&styleId=7");
    EXPECT_TRUE(music.creates);
}

TEST(Request, body_parameters_go_into_json) {
    const auto request = build("videos.create", R"({"prompt":"a 🐚","maxJobs":3,"promptOptimization":true})");
    EXPECT_EQ(request.method, Method::post);
    EXPECT_EQ(request.url, "https://host/v1/minimax/videos/create");
    EXPECT_EQ(request.body.content_type, "application/json");
    EXPECT_EQ(request.body.text, "{\"prompt\":\"a 🐚\",\"maxJobs\":3,\"promptOptimization\":true}");
    EXPECT_TRUE(request.creates);
}

TEST(Request, unknown_fields_go_where_the_others_go) {
    EXPECT_NE(build("videos.create", R"({"prompt":"x","newField":[1]})").body.text.find("\"newField\":[1]"),
              std::string::npos);
    EXPECT_EQ(build("videos.list", R"({"newField":"x"})").url, "https://host/v1/minimax/videos?newField=x");
}

TEST(Request, the_clients_account_is_used_where_the_parameters_name_none) {
    EXPECT_EQ(build("videos.list", "{}", {}, "77").url, "https://host/v1/minimax/videos?account=77");
    EXPECT_EQ(build("videos.list", R"({"account":"88"})", {}, "77").url, "https://host/v1/minimax/videos?account=88");
    EXPECT_EQ(build("videos.create", R"({"prompt":"x"})", {}, "77").body.text, R"({"prompt":"x","account":"77"})");
    EXPECT_EQ(build("scheduler.list", "{}", {}, "77").url, "https://host/v1/minimax/scheduler") << "takes no account";
}

TEST(Request, an_upload_is_the_file_itself_with_the_type_of_its_bytes) {
    const conch::test::TempFolder folder;
    const std::string path = folder / "a.bin";
    conch::test::write_file(path, "\x89PNG\r\n\x1A\n...");
    const auto request = build("files.upload", R"({"account":"1"})", {path});
    EXPECT_EQ(request.url, "https://host/v1/minimax/files?account=1");
    EXPECT_EQ(request.body.kind, Body::Kind::file);
    EXPECT_EQ(request.body.file_path, path);
    EXPECT_EQ(request.body.content_type, "image/png");
}

TEST(Request, webp_travels_under_the_name_of_jpeg) {
    const conch::test::TempFolder folder;
    const std::string path = folder / "a.webp";
    conch::test::write_file(path, std::string("RIFF\x10\0\0\0WEBPVP8 ", 16));
    EXPECT_EQ(build("files.upload", "{}", {path}).body.content_type, "image/jpeg");
}

TEST(Request, an_upload_takes_exactly_one_file) {
    const auto request =
        build_request(service(), *conch::catalog::find_operation("files.upload"), *conch::json::parse("{}"), {});
    ASSERT_FALSE(request);
    EXPECT_EQ(request.error().status, CONCH_E_INVALID);
}

TEST(Request, agents_and_chats_take_files_as_parts) {
    const conch::test::TempFolder folder;
    const std::string one = folder / "one.txt";
    const std::string two = folder / "two.txt";
    conch::test::write_file(one, "1");
    conch::test::write_file(two, "2");
    const auto agent = build("agent.run", R"({"prompt":"p","models":"sora-2","async":true})", {one, two});
    ASSERT_EQ(agent.body.kind, Body::Kind::multipart);
    ASSERT_EQ(agent.body.parts.size(), 5U);
    EXPECT_EQ(agent.body.parts[2].name, "async");
    EXPECT_EQ(agent.body.parts[2].value, "true");
    EXPECT_EQ(agent.body.parts[3].name, "file");
    EXPECT_EQ(agent.body.parts[4].name, "file");
    EXPECT_EQ(agent.body.parts[4].file_path, two);
    EXPECT_EQ(build("llm.send", R"({"prompt":"p"})").body.kind, Body::Kind::text) << "JSON without files";
    EXPECT_EQ(build("llm.send", R"({"prompt":"p"})", {one}).body.kind, Body::Kind::multipart);
}

}  // namespace
