// A video: local pictures go up, one create, then the clip comes down.
#include "conch/task.h"
#include "jobs/ask.hpp"
#include "jobs/create.hpp"
#include "jobs/follow.hpp"
#include "jobs/kinds.hpp"
#include "jobs/results.hpp"
#include "jobs/upload.hpp"

namespace conch::jobs {

namespace {

// Documented: one clip in up to two minutes, thirty in about an hour on one account.
constexpr Followed kVideo{catalog::ItemFamily::kVideo, "videos.get", "videoId", std::chrono::minutes(2),
                          std::chrono::hours(3)};

// Without watermark where the plan has that.
std::string link_of(const json::Value& item) {
    for (const char* name : {"downloadURL", "videoURL"}) {
        const auto link = json::string_member(item, name);
        if (link && !link->empty()) return std::string(*link);
    }
    return {};
}

Async<void*> cancel_remotely(Context& context, std::string remote_id) {
    context.shield();
    json::Document params;
    params.SetObject();
    json::set(params, params, "videoId", std::string_view(remote_id));
    const auto answer = co_await ask_patiently(context, *catalog::find_operation("videos.cancel"), params, 3);
    if (!answer) context.log(CONCH_LOG_WARNING, "the service did not take the cancel: " + answer.error().message);
    co_return nullptr;
}

Async<Result<std::string>> fresh_link(Context& context, std::string remote_id) {
    json::Document params;
    params.SetObject();
    json::set(params, params, kVideo.id_parameter, std::string_view(remote_id));
    const auto answer = co_await ask_patiently(context, *catalog::find_operation(kVideo.get_operation), params);
    if (!answer) co_return fail(answer.error());
    co_return link_of(answer->content);
}

}  // namespace

Async<End> run_video(Context& context, const Kind& kind, json::Document params) {
    const catalog::Operation& create = *catalog::find_operation(kind.operation);
    End end;
    const auto stop = [&end](Error error) {
        end.http_code = error.http_code;
        end.result = fail(std::move(error));
    };

    context.enter(CONCH_PHASE_CHECKING);
    if (auto uploaded = co_await upload_local_files(context, create, params); !uploaded) {
        stop(std::move(uploaded.error()));
        co_return end;
    }
    auto created = co_await create_once(context, create, params, kVideo.id_parameter);
    if (!created) {
        stop(std::move(created.error()));
        co_return end;
    }
    const std::string remote_id = std::move(created->remote_id);
    end.json = std::move(created->json);
    context.progress().remote_id = remote_id;
    context.enter(CONCH_PHASE_QUEUED);

    auto item = co_await follow(context, kVideo, remote_id);
    if (!item) {
        if (context.cancelled() && context.cancel_reach() == CONCH_CANCEL_EVERYWHERE)
            co_await cancel_remotely(context, remote_id);
        stop(std::move(item.error()));
        co_return end;
    }
    end.json = std::move(item->json);
    end.http_code = item->http_code;
    if ((context.settings().flags & CONCH_TASK_NO_DOWNLOAD) != 0) co_return end;

    FileToBring clip;
    clip.default_name = default_file_name(kind.name, remote_id, "mp4");
    clip.renew_link = [&context, remote_id] { return fresh_link(context, remote_id); };
    clip.link = link_of(item->content);
    if (clip.link.empty()) {
        stop(fail(CONCH_E_RESPONSE, "videos.get: the finished item has no link").value());
        co_return end;
    }
    auto path = co_await bring_file(context, std::move(clip));
    if (!path) {
        stop(std::move(path.error()));
        co_return end;
    }
    end.files.push_back(std::move(*path));
    co_return end;
}

}  // namespace conch::jobs
