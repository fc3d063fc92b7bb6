#include "jobs/list.hpp"

#include <array>

#include "jobs/ask.hpp"
#include "jobs/end.hpp"

namespace conch::jobs {

namespace {

constexpr std::array kPagings{
    Paging{"videos.list", "", "", "lastVideoId", "videoId"},
    Paging{"videos.characters", "", "", "page", ""},
    Paging{"videos.templates", "videoList", "hasNext", "lastId", "id"},
    Paging{"images.list", "images", "hasNext", "lastImageId", "imageId"},
    Paging{"llm.list", "items", "hasMore", "lastChatID", "chatID"},
    Paging{"audio.list", "audio_list", "has_more", "page", ""},
    Paging{"audio.voices", "voice_list", "has_more", "page", ""},
    Paging{"music.list", "", "", "lastMusicId", "musicId"},
};

// Whether the list goes on after an item or with it is not documented: what was listed before is left out.
bool is_cursor(const Paging& paging, const json::Value& item, const std::string& cursor) {
    return !cursor.empty() && !paging.key.empty() && json::string_member(item, paging.key) == cursor;
}

// The first `most` new items as an array, and how many they are.
std::string page_text(const Paging& paging, const json::Value& items, const std::string& cursor, std::uint64_t most,
                      std::uint64_t& count) {
    std::string text = "[";
    for (const json::Value& item : items.GetArray()) {
        if (count >= most) break;
        if (is_cursor(paging, item, cursor)) continue;
        if (text.size() > 1) text += ',';
        text += json::to_string(item);
        ++count;
    }
    return text += ']';
}

End broken(const catalog::Operation& operation, std::string_view why) {
    return ended(CONCH_E_RESPONSE, std::string(operation.name) + ": " + std::string(why));
}

}  // namespace

const Paging* paging_of(std::string_view operation) {
    for (const Paging& paging : kPagings) {
        if (paging.operation == operation) return &paging;
    }
    return nullptr;
}

const json::Value* items_of(const Paging& paging, const json::Value& answer) {
    if (paging.items.empty()) return answer.IsArray() ? &answer : nullptr;
    return json::array_member(answer, paging.items);
}

Async<End> run_list(Context& context, const catalog::Operation& operation, json::Document params, std::uint64_t most) {
    const Paging& paging = *paging_of(operation.name);
    if (most == 0) most = UINT64_MAX;
    std::uint64_t count = 0;
    std::int64_t page = json::integer_member(params, "page").value_or(1);
    std::string cursor;
    std::string last_page;
    std::uint64_t listed = 0;  // with the last page
    context.enter(CONCH_PHASE_WORKING);
    End end;
    while (count < most) {
        auto answer = co_await ask_patiently(context, operation, params);
        if (!answer) co_return ended(std::move(answer.error()));
        end.http_code = answer->http_code;
        const json::Value* items = items_of(paging, answer->content);
        if (items == nullptr) co_return broken(operation, "the answer has no list");
        if (items->Empty()) break;
        std::string next;
        if (!paging.key.empty()) {
            next = json::string_member((*items)[items->Size() - 1], paging.key).value_or("");
            // The end of a list whose cursor is inclusive, or a service that does not move on.
            if (!next.empty() && next == cursor) break;
        }
        std::string text = page_text(paging, *items, cursor, most, count);
        if (text == last_page) {  // a list that takes no page number gives the same page for ever
            count = listed;
            break;
        }
        context.chunk({{}, text});
        if (!paging.more.empty() && !json::bool_member(answer->content, paging.more).value_or(false)) break;

        last_page = std::move(text);
        listed = count;
        if (paging.key.empty()) {
            json::set(params, params, paging.cursor, ++page);
            continue;
        }
        if (next.empty()) co_return broken(operation, "the next page cannot be asked for");
        cursor = std::move(next);
        json::set(params, params, paging.cursor, std::string_view(cursor));
    }
    end.json = "{\"count\":" + std::to_string(count) + "}";
    co_return end;
}

}  // namespace conch::jobs
