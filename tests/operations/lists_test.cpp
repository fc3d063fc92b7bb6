// One way of reading a whole list, whichever way the service pages it.
#include <algorithm>

#include "fixtures.hpp"
#include "script.hpp"

namespace conch::test {
namespace {

// How the documents describe one list.
struct Paged {
    const char* operation;
    const char* path;
    const char* items;   // the array's name; "" for a bare array
    const char* more;    // the flag's name; "" for none
    const char* cursor;  // the query parameter
    const char* key;     // of the item; "" for page numbers
};

constexpr Paged kLists[] = {
    {"videos.list", "/videos", "", "", "lastVideoId", "videoId"},
    {"videos.characters", "/videos/characters", "", "", "page", ""},
    {"videos.templates", "/videos/agent-templates", "videoList", "hasNext", "lastId", "id"},
    {"images.list", "/images", "images", "hasNext", "lastImageId", "imageId"},
    {"llm.list", "/llm", "items", "hasMore", "lastChatID", "chatID"},
    {"audio.list", "/audio", "audio_list", "has_more", "page", ""},
    {"audio.voices", "/audio/voices", "voice_list", "has_more", "page", ""},
    {"music.list", "/music", "", "", "lastMusicId", "musicId"},
};

// A list of seven items in pages of three.
constexpr int kItems = 7;
constexpr int kPage = 3;

std::string query_value(const HttpRequest& request, const std::string& name) {
    const std::string query =
        "&" + request.target.substr(std::min(request.target.find('?') + 1, request.target.size()));
    const std::size_t at = query.find("&" + name + "=");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 2;
    return decoded(query.substr(from, query.find('&', from) - from));
}

std::string id_of(const Paged& list, int number) {
    return std::string("user:1-minimax:2-") + (list.key[0] == '\0' ? "x" : list.key) + ":" + std::to_string(number);
}

std::string page_of(const Paged& list, int from) {
    std::string items;
    for (int i = from; i < std::min(kItems, from + kPage); ++i) {
        items += (items.empty() ? "{\"n\":" : ",{\"n\":") + std::to_string(i);
        if (list.key[0] != '\0') items += std::string(",\"") + list.key + "\":\"" + id_of(list, i) + "\"";
        items += '}';
    }
    items = "[" + items + "]";
    if (list.items[0] == '\0') return items;
    return std::string("{\"") + list.items + "\":" + items + ",\"" + list.more +
           "\":" + (from + kPage < kItems ? "true" : "false") + "}";
}

// Where the page that is asked for begins. `inclusive`: the cursor's item comes once more.
int start_of(const Paged& list, const HttpRequest& request, bool inclusive) {
    const std::string cursor = query_value(request, list.cursor);
    if (cursor.empty()) return 0;
    if (list.key[0] == '\0') return (std::stoi(cursor) - 1) * kPage;
    return std::stoi(cursor.substr(cursor.rfind(':') + 1)) + (inclusive ? 0 : 1);
}

std::string numbers_in(const std::vector<std::string>& pages) {
    std::string numbers;
    for (const std::string& page : pages) {
        for (std::size_t at = page.find("\"n\":"); at != std::string::npos; at = page.find("\"n\":", at + 1))
            numbers += page.substr(at + 4, 1);
        numbers += ' ';
    }
    return numbers;
}

class Lists : public Script {};

TEST_F(Lists, every_list_is_read_to_its_end) {
    for (const Paged& list_ : kLists) {
        SCOPED_TRACE(list_.operation);
        on(std::string("GET ") + list_.path, [&list_](Peer& peer, const HttpRequest& request) {
            peer.answer(200, page_of(list_, start_of(list_, request, false)));
        });
        const Ending ending = list(list_.operation, R"({"account":"2"})");
        ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
        EXPECT_EQ(ending.json, R"({"count":7})");
        EXPECT_EQ(numbers_in(ending.chunk_json), "012 345 6 ");
        for (const HttpRequest& request : seen(std::string("GET ") + list_.path))
            EXPECT_EQ(query_value(request, "account"), "2") << "every page of the same account";
    }
}

TEST_F(Lists, an_inclusive_cursor_lists_nothing_twice) {
    for (const Paged& list_ : kLists) {
        SCOPED_TRACE(list_.operation);
        on(std::string("GET ") + list_.path, [&list_](Peer& peer, const HttpRequest& request) {
            peer.answer(200, page_of(list_, start_of(list_, request, true)));
        });
        const Ending ending = list(list_.operation);
        ASSERT_EQ(ending.status, CONCH_OK) << ending.message;
        EXPECT_EQ(ending.json, R"({"count":7})");
    }
}

TEST_F(Lists, a_service_that_never_moves_on_is_not_asked_for_ever) {
    for (const Paged& list_ : kLists) {
        SCOPED_TRACE(list_.operation);
        on(std::string("GET ") + list_.path,
           [&list_](Peer& peer, const HttpRequest&) { peer.answer(200, page_of(list_, 0)); });
        const Ending ending = list(list_.operation);
        EXPECT_EQ(ending.status, CONCH_OK) << ending.message;
        EXPECT_EQ(ending.json.substr(0, 10), R"({"count":3)");
    }
}

TEST_F(Lists, no_more_than_asked_for) {
    for (const Paged& list_ : kLists) {
        SCOPED_TRACE(list_.operation);
        on(std::string("GET ") + list_.path, [&list_](Peer& peer, const HttpRequest& request) {
            peer.answer(200, page_of(list_, start_of(list_, request, false)));
        });
        const Ending ending = list(list_.operation, "{}", 4);
        EXPECT_EQ(ending.json, R"({"count":4})");
        EXPECT_EQ(numbers_in(ending.chunk_json), "012 3 ");
        EXPECT_EQ(seen(std::string("GET ") + list_.path).size(), 2U);
    }
}

TEST_F(Lists, an_empty_list_has_no_pages) {
    for (const Paged& list_ : kLists) {
        SCOPED_TRACE(list_.operation);
        on(std::string("GET ") + list_.path, 200, page_of(list_, kItems));
        const Ending ending = list(list_.operation);
        EXPECT_EQ(ending.status, CONCH_OK) << ending.message;
        EXPECT_EQ(ending.json, R"({"count":0})");
        EXPECT_TRUE(ending.chunk_json.empty());
    }
}

TEST_F(Lists, a_page_that_fails_is_asked_for_again) {
    int failures = 2;
    on("GET /videos", [&failures](Peer& peer, const HttpRequest& request) {
        if (--failures >= 0) return peer.answer(503, R"({"error":"upstream is away"})");
        peer.answer(200, page_of(kLists[0], start_of(kLists[0], request, false)));
    });
    EXPECT_EQ(list("videos.list").json, R"({"count":7})");
}

TEST_F(Lists, an_answer_that_is_no_list_is_an_error) {
    on("GET /images", 200, R"({"videos":[]})");
    const Ending ending = list("images.list");
    EXPECT_EQ(ending.status, CONCH_E_RESPONSE);
    EXPECT_NE(ending.message.find("no list"), std::string::npos);
}

TEST_F(Lists, operations_without_pages_are_refused) {
    for (const char* operation : {"videos.get", "files.upload", "audio.config", "videos.create"})
        EXPECT_EQ(list(operation).status, CONCH_E_NOT_FOUND) << operation;
}

}  // namespace
}  // namespace conch::test
