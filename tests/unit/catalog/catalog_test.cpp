// The catalog's data: complete, free of slips, and equal to the public constants.
#include "catalog/catalog.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "conch/operation.h"

namespace conch::catalog {
namespace {

std::string header_text() {
    std::ifstream file(CONCH_SOURCE_DIR "/include/conch/operation.h");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// Undoes the line breaks inside of comments.
std::string on_one_line(std::string text) {
    constexpr std::string_view kBreak = "\n     *  ";
    for (std::size_t at = text.find(kBreak); at != std::string::npos; at = text.find(kBreak, at)) {
        text.replace(at, kBreak.size(), " ");
    }
    return text;
}

// "videos.create" -> "CONCH_OP_VIDEOS_CREATE"
std::string constant_name(std::string_view operation) {
    std::string name = "CONCH_OP_";
    for (const char c : operation)
        name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

TEST(Catalog, ConstantsOfTheHeaderAreTheOperations) {
    std::map<std::string, int> in_header;
    const std::string text = header_text();
    for (std::size_t at = text.find("\n    CONCH_OP_"); at != std::string::npos;
         at = text.find("\n    CONCH_OP_", at + 1)) {
        const std::string line = text.substr(at + 5, text.find('\n', at + 1) - at - 5);
        const std::size_t equals = line.find(" = ");
        ASSERT_NE(equals, std::string::npos) << line;
        in_header[line.substr(0, equals)] = static_cast<int>(std::stol(line.substr(equals + 3), nullptr, 0));
    }
    ASSERT_EQ(in_header.erase("CONCH_OP_FORCE_32"), 1U);
    ASSERT_EQ(in_header.erase("CONCH_OP_UNSET"), 1U);
    std::map<std::string, int> in_catalog;
    for (const Operation& operation : operations())
        in_catalog[constant_name(operation.name)] = operation.id;
    EXPECT_EQ(in_header, in_catalog);
    EXPECT_EQ(find_operation(CONCH_OP_MUSIC_STYLES)->name, "music.styles");
}

TEST(Catalog, EveryConstantIsDescribedWithMethodPathAndFate) {
    const std::string text = on_one_line(header_text());
    for (const Operation& operation : operations()) {
        constexpr std::string_view kMethods[] = {"GET", "POST", "DELETE", "WSS"};
        const std::string line = "/** `" + std::string(operation.name) + "` - " +
                                 std::string(kMethods[static_cast<int>(operation.method)]) + " `" +
                                 std::string(operation.path) + "`. " + std::string(operation.summary) +
                                 (operation.decommissioned ? " Decommissioned." : "") + " */";
        EXPECT_NE(text.find(line), std::string::npos) << line;
    }
}

TEST(Catalog, CountsAreThoseOfTheDocuments) {
    std::map<Method, int> methods;
    std::map<int, int> codes;
    int decommissioned = 0;
    int pairs = 0;
    for (const Operation& operation : operations()) {
        ++methods[operation.method];
        decommissioned += operation.decommissioned ? 1 : 0;
        for (const HttpStatus& status : operation.statuses) {
            ++codes[status.http];
            ++pairs;
        }
    }
    EXPECT_EQ(operations().size(), 45U);
    EXPECT_EQ(methods, (std::map<Method, int>{
                           {Method::kGet, 24}, {Method::kPost, 13}, {Method::kDelete, 7}, {Method::kWebSocket, 1}}));
    EXPECT_EQ(decommissioned, 19);
    EXPECT_EQ(pairs, 156);
    EXPECT_EQ(codes, (std::map<int, int>{{101, 1},
                                         {200, 41},
                                         {201, 2},
                                         {204, 2},
                                         {400, 39},
                                         {401, 44},
                                         {404, 10},
                                         {412, 2},
                                         {422, 5},
                                         {429, 5},
                                         {500, 1},
                                         {504, 1},
                                         {596, 3}}));
}

TEST(Catalog, OperationsAreWellFormed) {
    std::set<std::string> routes;
    for (const Operation& operation : operations()) {
        SCOPED_TRACE(operation.name);
        EXPECT_EQ(find_operation(operation.name), &operation);
        EXPECT_EQ(find_operation(operation.id), &operation);
        EXPECT_FALSE(operation.summary.empty());
        const std::string route = std::to_string(static_cast<int>(operation.method)) + std::string(operation.path);
        EXPECT_TRUE(routes.insert(route).second) << "two operations share " << route;
        std::set<std::string_view> names;
        for (const Parameter& parameter : operation.parameters) {
            SCOPED_TRACE(parameter.name);
            EXPECT_TRUE(names.insert(parameter.name).second);
            EXPECT_FALSE(parameter.description.empty());
            EXPECT_TRUE(parameter.source == "documented" || parameter.source == "seen in a sample" ||
                        parameter.source == "assumed");
            const bool in_path = operation.path.find("{" + std::string(parameter.name) + "}") != std::string_view::npos;
            EXPECT_EQ(in_path, parameter.place == Place::kPath);
            EXPECT_TRUE(!in_path || parameter.required);
            EXPECT_TRUE(parameter.place != Place::kBody || operation.body != BodyForm::kNone);
        }
        for (const HttpStatus& status : operation.statuses)
            EXPECT_FALSE(status.means.empty());
    }
}

TEST(Catalog, ModelsBelongToOperationsAndAreFoundByNameAndAlias) {
    std::map<std::string_view, int> per_operation;
    for (const Model& model : models()) {
        for (const std::string_view name : model.operations) {
            const Operation* operation = find_operation(name);
            ASSERT_NE(operation, nullptr) << name;
            EXPECT_EQ(find_model(*operation, model.name), &model);
            ++per_operation[name];
        }
    }
    EXPECT_EQ(per_operation, (std::map<std::string_view, int>{{"videos.create", 14},
                                                              {"images.create", 4},
                                                              {"agent.run", 15},
                                                              {"llm.send", 2},
                                                              {"audio.create_mp3", 4},
                                                              {"audio.create_stream", 4}}));
    const Operation& create = *find_operation("videos.create");
    ASSERT_NE(find_model(create, "Sora 2"), nullptr);
    EXPECT_EQ(find_model(create, "Sora 2")->name, "Sora-2");
    EXPECT_EQ(find_model(create, "sora-2"), nullptr);
    EXPECT_EQ(find_model(*find_operation("images.create"), "T2V-01"), nullptr);
}

TEST(Catalog, NumberedParametersAreFoundWithinTheirRange) {
    const Operation& create = *find_operation("images.create");
    ASSERT_NE(find_parameter(create, "referenceFileId1"), nullptr);
    EXPECT_EQ(find_parameter(create, "referenceFileId1"), find_parameter(create, "referenceFileId14"));
    for (const char* name : {"referenceFileId", "referenceFileId0", "referenceFileId15", "referenceFileId01",
                             "referenceFileId1x", "referenceFileId99999999999"}) {
        EXPECT_EQ(find_parameter(create, name), nullptr) << name;
    }
}

TEST(Catalog, UnknownNamesAndNumbersAreNotFound) {
    EXPECT_EQ(find_operation("videos"), nullptr);
    EXPECT_EQ(find_operation(""), nullptr);
    EXPECT_EQ(find_operation(CONCH_OP_UNSET), nullptr);
    EXPECT_EQ(find_operation(-1), nullptr);
    EXPECT_EQ(find_operation(std::int32_t{CONCH_OP_FORCE_32}), nullptr);
}

TEST(Catalog, ItemStatuses) {
    const auto check = [](ItemFamily family, int code, std::string_view label, bool final, ItemResult result) {
        const ItemStatus status = item_status(family, code);
        EXPECT_EQ(status.label, label) << code;
        EXPECT_EQ(status.final, final) << code;
        EXPECT_EQ(status.result, result) << code;
    };
    for (const ItemFamily family : {ItemFamily::kVideo, ItemFamily::kImage}) {
        check(family, 0, "pending", false, ItemResult::kRunning);
        check(family, 1, "processing", false, ItemResult::kRunning);
        check(family, 2, "completed", true, ItemResult::kCompleted);
        check(family, 3, "failed", true, ItemResult::kFailed);
        check(family, 4, "unknown", false, ItemResult::kUnknown);
        check(family, 5, "moderated", true, ItemResult::kModerated);
        check(family, 7, "moderated", true, ItemResult::kModerated);
        check(family, 11, "queued", false, ItemResult::kRunning);
        check(family, 12, "processing", false, ItemResult::kRunning);
        check(family, 14, "moderated", true, ItemResult::kModerated);
    }
    check(ItemFamily::kMusic, 2, "completed", true, ItemResult::kCompleted);
    check(ItemFamily::kMusic, 3, "unknown", false, ItemResult::kUnknown);
    check(ItemFamily::kMusic, 4, "moderated", true, ItemResult::kModerated);
    check(ItemFamily::kVideo, -1, "unknown", false, ItemResult::kUnknown);
}

TEST(Catalog, HttpCodesBecomeStatuses) {
    const Operation& create = *find_operation("videos.create");
    EXPECT_EQ(status_of(create, 200), CONCH_OK);
    EXPECT_EQ(status_of(create, 204), CONCH_OK);
    EXPECT_EQ(status_of(create, 101), CONCH_E_UNEXPECTED);
    EXPECT_EQ(status_of(*find_operation("audio.stream"), 101), CONCH_OK);
    EXPECT_EQ(status_of(create, 302), CONCH_E_UNEXPECTED);
    EXPECT_EQ(status_of(create, 400), CONCH_E_BAD_REQUEST);
    EXPECT_EQ(status_of(create, 401), CONCH_E_UNAUTHORIZED);
    EXPECT_EQ(status_of(create, 404), CONCH_E_REMOTE_NOT_FOUND);
    EXPECT_EQ(status_of(create, 410), CONCH_E_GONE);
    EXPECT_EQ(status_of(create, 412), CONCH_E_INSUFFICIENT_CREDITS);
    EXPECT_EQ(status_of(create, 418), CONCH_E_UNEXPECTED);
    EXPECT_EQ(status_of(create, 422), CONCH_E_REJECTED);
    EXPECT_EQ(status_of(create, 429), CONCH_E_RATE_LIMITED);
    EXPECT_EQ(status_of(create, 429, true), CONCH_E_ACCOUNT_BUSY);
    EXPECT_EQ(status_of(create, 502), CONCH_E_SERVICE);
    EXPECT_EQ(status_of(create, 596), CONCH_E_ACCOUNT_ON_HOLD);
    EXPECT_EQ(status_of(create, 600), CONCH_E_UNEXPECTED);
    EXPECT_EQ(status_of(*find_operation("agent.run"), 504), CONCH_E_SERVICE);
}

TEST(Catalog, CompositeIdsAreTakenApart) {
    const auto video = parse_id("user:1234-minimax:987654321-video:998877665544332211");
    ASSERT_TRUE(video);
    EXPECT_EQ(video->user, "1234");
    EXPECT_EQ(video->account, "987654321");
    EXPECT_EQ(video->kind, "video");
    EXPECT_EQ(video->item, "998877665544332211");
    const auto agent = parse_id("p123456789-u12345-a67890-bot:minimax");
    ASSERT_TRUE(agent);
    EXPECT_EQ(agent->user, "12345");
    EXPECT_EQ(agent->account, "67890");
    EXPECT_EQ(agent->kind, "agent");
    EXPECT_EQ(agent->item, "123456789");
    for (const char* bad :
         {"", "user:", "user:1", "user:1-minimax:", "user:1-minimax:2", "user:1-minimax:2-video",
          "user:1-minimax:2-video:", "user:1-minimax:2-cat:3", "user:1-2-minimax:2-video:3", "998877665544332211",
          "p-u1-a2-bot:minimax", "p1-u2-a3", "p1-u2-ax-bot:minimax", "p1-u2-bot:minimax"}) {
        EXPECT_FALSE(parse_id(bad)) << bad;
    }
}

TEST(Catalog, TextIsTheDocument) {
    const auto parsed = json::parse(text());
    ASSERT_TRUE(parsed);
    EXPECT_TRUE(*parsed == document());
    EXPECT_EQ(json::array_member(document(), "operations")->Size(), 45U);
}

}  // namespace
}  // namespace conch::catalog
