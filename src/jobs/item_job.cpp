// Videos and images: local pictures go up, one create, then every item is followed and its file comes down.
#include <array>

#include "conch/task.h"
#include "jobs/ask.hpp"
#include "jobs/create.hpp"
#include "jobs/end.hpp"
#include "jobs/follow.hpp"
#include "jobs/item_job.hpp"
#include "jobs/kinds.hpp"
#include "jobs/look_up.hpp"
#include "jobs/results.hpp"
#include "jobs/upload.hpp"

namespace conch::jobs {

namespace {

// What differs between the two, as data.
struct ItemKind {
    CreateRules create;
    Followed followed;
    std::string_view cancel_operation;      // empty: the service has none
    std::array<std::string_view, 2> links;  // where a finished item has its file, best first
    std::string_view ending;
};

constexpr ItemKind kVideo{
    {[](const json::Value& answer) { return ids_at(answer, "videoId"); },
     look_up_in_scheduler,
     {"videos.list", "videoId"},
     kVideoLine,
     "videos.list"},
    // Documented: one clip in up to two minutes, thirty in about an hour on one account.
    {"videos.get", "videos.list", "videoId", read_item<catalog::ItemFamily::kVideo>, std::chrono::minutes(2),
     std::chrono::hours(3)},
    "videos.cancel",
    {"downloadURL", "videoURL"},  // the first is without watermark, where the plan has that
    "mp4",
};

constexpr ItemKind kImage{
    {[](const json::Value& answer) { return ids_at(answer, "imageIds"); },
     look_up_in_scheduler,
     {"images.list", "imageId"},
     kImageLine,
     "images.list"},
    {"images.get", "images.list", "imageId", read_item<catalog::ItemFamily::kImage>, std::chrono::seconds(30),
     std::chrono::hours(1)},
    {},
    {"downloadURL", "videoURL"},  // images have their link under the videos' name
    "png",
};

std::string link_of(const ItemKind& kind, const json::Value& item) {
    for (const std::string_view name : kind.links) {
        const auto link = json::string_member(item, name);
        if (link && !link->empty()) return std::string(*link);
    }
    return {};
}

Async<Result<std::string>> fresh_link(Context& context, const ItemKind& kind, std::string remote_id) {
    const auto answer =
        co_await ask_for_item(context, kind.followed.get_operation, kind.followed.id_parameter, std::move(remote_id));
    if (!answer) co_return fail(answer.error());
    co_return link_of(kind, answer->content);
}

// All of a job's items, where the host wants the cancel to reach that far and the service has a way.
Async<bool> cancel_remotely(Context& context, const ItemKind& kind, const std::vector<std::string>& ids) {
    const bool is_wanted = context.cancelled() && context.cancel_reach() == CONCH_CANCEL_EVERYWHERE;
    if (!is_wanted || kind.cancel_operation.empty()) co_return false;
    context.shield();
    for (const std::string& id : ids) {
        const auto answer = co_await ask_for_item(context, kind.cancel_operation, kind.followed.id_parameter, id, 3);
        if (!answer) context.log(CONCH_LOG_WARNING, "the service did not take the cancel: " + answer.error().message);
    }
    co_return true;
}

// The files of finished items to disk.
Async<End> bring(Context& context, const Kind& kind, const ItemKind& item_kind, const std::vector<std::string>& ids,
                 const std::vector<api::Answer>& items) {
    End end;
    end.http_code = items.front().http_code;
    end.json = json_of(items);
    if ((context.settings().flags & CONCH_TASK_NO_DOWNLOAD) != 0) co_return end;

    std::vector<FileToBring> files;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string& id = ids[i];
        FileToBring& file = files.emplace_back();
        file.link = link_of(item_kind, items[i].content);
        if (file.link.empty()) {
            end.result = fail(CONCH_E_RESPONSE,
                              std::string(item_kind.followed.get_operation) + ": the finished item has no link");
            co_return end;
        }
        file.default_name = default_file_name(kind.name, id, ending_of_link(file.link, item_kind.ending));
        file.renew_link = [&context, &item_kind, id] { return fresh_link(context, item_kind, id); };
    }
    auto paths = co_await bring_files(context, std::move(files));
    co_return with_files(std::move(end), std::move(paths));
}

// Every item to its end, then its file to disk.
//
// A job may be followed for hours, beside thousands of others, and GCC gives every variable and temporary of a
// coroutine a place of its own: what does not wait that long is in coroutines of its own.
Async<End> follow_and_bring(Context& context, const Kind& kind, const ItemKind& item_kind,
                            std::vector<std::string> ids) {
    context.progress().remote_id = ids.front();
    context.enter(CONCH_PHASE_QUEUED);
    std::vector<api::Answer> items;
    for (const std::string& id : ids) {
        auto item = co_await follow(context, item_kind.followed, id);
        if (!item || items.size() + 1 == ids.size()) context.queue().place_freed(item_kind.create.line);
        if (!item) {
            co_await cancel_remotely(context, item_kind, ids);
            co_return ended(std::move(item.error()));
        }
        items.push_back(std::move(*item));
    }
    co_return co_await bring(context, kind, item_kind, ids, items);
}

// The ids of what was made.
Async<Result<std::vector<std::string>>> create_items(Context& context, const catalog::Operation& create,
                                                     const ItemKind& item_kind, json::Document params) {
    if (auto uploaded = co_await upload_local_files(context, create, params); !uploaded)
        co_return fail(std::move(uploaded.error()));
    auto created = co_await create_once(context, create, item_kind.create, params, plainly(context, create));
    if (!created) {
        forget_files(context, created.error(), params);
        co_return fail(std::move(created.error()));
    }
    co_return std::move(created->ids);
}

Async<End> run_items(Context& context, const Kind& kind, const ItemKind& item_kind, json::Document params) {
    auto ids = co_await create_items(context, *catalog::find_operation(kind.operation), item_kind, std::move(params));
    if (!ids) co_return ended(std::move(ids.error()));
    co_return co_await follow_and_bring(context, kind, item_kind, std::move(*ids));
}

}  // namespace

Async<End> run_video(Context& context, const Kind& kind, json::Document params) {
    return run_items(context, kind, kVideo, std::move(params));
}

Async<End> finish_videos(Context& context, const Kind& kind, std::vector<std::string> ids) {
    return follow_and_bring(context, kind, kVideo, std::move(ids));
}

Async<End> run_image(Context& context, const Kind& kind, json::Document params) {
    return run_items(context, kind, kImage, std::move(params));
}

}  // namespace conch::jobs
