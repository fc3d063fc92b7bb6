#include "api/call_files.hpp"

#include <gtest/gtest.h>

namespace conch::api {
namespace {

struct Joined {
    Result<void> result;
    std::string params;
    std::vector<std::string> files;
};

Joined join(std::string_view operation, std::string_view params, std::vector<std::string> files) {
    json::Document document = *json::parse(params);
    Result<void> result = join_files(*catalog::find_operation(operation), document, files);
    return {std::move(result), json::to_string(document), std::move(files)};
}

TEST(CallFiles, beside_the_parameters_become_visible_to_the_rules) {
    const Joined upload = join("files.upload", R"({"account":"1"})", {"a.png"});
    EXPECT_EQ(upload.params, R"({"account":"1","file":{"path":"a.png"}})");
    const Joined agent = join("agent.run", "{}", {"a.png", "b.mp3"});
    EXPECT_EQ(agent.params, R"({"file":[{"path":"a.png"},{"path":"b.mp3"}]})");
}

TEST(CallFiles, inside_the_parameters_become_the_files_of_the_request) {
    EXPECT_EQ(join("files.upload", R"({"file":{"path":"a.png"}})", {}).files, std::vector<std::string>{"a.png"});
    EXPECT_EQ(join("agent.run", R"({"file":[{"path":"a"},{"path":"b"}]})", {}).files,
              (std::vector<std::string>{"a", "b"}));
}

TEST(CallFiles, both_ways_at_once_are_refused) {
    const Joined joined = join("files.upload", R"({"file":{"path":"a.png"}})", {"b.png"});
    ASSERT_FALSE(joined.result);
    EXPECT_EQ(joined.result.error().status, CONCH_E_INVALID);
    EXPECT_EQ(joined.result.error().field, "file");
}

TEST(CallFiles, an_operation_that_takes_none_refuses_them) {
    const Joined joined = join("videos.list", "{}", {"a.png"});
    ASSERT_FALSE(joined.result);
    EXPECT_EQ(joined.result.error().field, "files");
    EXPECT_TRUE(join("videos.list", "{}", {}).result);
}

TEST(CallFiles, what_is_no_path_is_left_for_the_rules_to_refuse) {
    for (const char* params : {R"({"file":1})", R"({"file":[null,{"path":2}]})", "[1]", "null"}) {
        const Joined joined = join("files.upload", params, {});
        EXPECT_TRUE(joined.result) << params;
        EXPECT_TRUE(joined.files.empty()) << params;
    }
}

}  // namespace
}  // namespace conch::api
