#include "emulator/service/videos.hpp"

#include <algorithm>
#include <array>

#include "catalog/validate.hpp"
#include "emulator/service/dates.hpp"
#include "emulator/service/refusals.hpp"
#include "emulator/service/requirements.hpp"
#include "emulator/service/triggers.hpp"

namespace conch::emulator {

namespace {

// What a video costs where the catalog does not know; a second of the provider's own models costs about this much.
constexpr std::int64_t kCreditsPerSecond = 5;
// One video takes up to two minutes (documented).
constexpr Clock::Ms kShortestVideo = 90'000;
constexpr Clock::Ms kVideoSpread = 30'000;

struct Frame {
    int width = 0;
    int height = 0;
    int seconds = 0;
};

Frame frame_of(const catalog::Model& model, std::string_view option) {
    for (const catalog::Option& each : model.options) {
        if (each.name == option || option.empty()) return {each.width, each.height, each.seconds};
    }
    return {model.width, model.height, model.seconds};
}

std::vector<std::string> given(const CallPtr& call, std::initializer_list<std::string_view> names) {
    std::vector<std::string> values;
    for (const std::string_view name : names) {
        if (auto value = call->text(name)) values.push_back(std::move(*value));
    }
    return values;
}

}  // namespace

std::vector<JsonMember> Videos::item(const Generation& video) const {
    // Addresses appear with the result.
    const auto address = [&](const std::string& name) {
        return video.status == 2 && !name.empty() ? json_string(world_.studio.url(name)) : JsonText();
    };
    std::vector<JsonText> inputs;
    for (const std::string& id : video.inputs) {
        const StoredFile* file = world_.files.find(id);
        inputs.push_back(object({
            {"id", id},
            {"url", file == nullptr ? std::string() : world_.studio.url(file->media_name)},
            {"type", file == nullptr ? "png" : file->type},
        }));
    }
    return {
        {"id", video.number},
        {"desc", video.prompt},
        {"coverURL", address(video.cover)},
        {"videoURL", address(video.marked)},
        {"downloadURL", address(video.clean)},
        {"status", video.status},
        {"statusLabel", video.label()},
        {"statusFinal", video.final()},
        {"message", unless_empty(video.message)},
        {"percent", video.percent},
        {"width", video.width},
        {"height", video.height},
        {"originFiles", array(inputs)},
        {"canAppeal", video.status == 5 || video.status == 7 || video.status == 14},
        {"canRetry", video.final()},
        {"videoId", video.id},
    };
}

void Videos::create(const CallPtr& call) {
    const std::vector<std::string> inputs = given(call, {"fileID", "end_frame_fileID"});
    const catalog::Model& model = *catalog::effective_model(call->operation, call->fields);
    const Frame frame = frame_of(model, call->text_or("options", ""));
    const std::string prompt = call->text_or("prompt", "");
    const auto estimate = catalog::estimate(call->operation, call->fields);
    const std::int64_t credits = estimate.credits.value_or(kCreditsPerSecond * frame.seconds);
    Account* account = admit(call, inputs, credits, prompt);
    if (account == nullptr) return;

    VideoOrder order;
    order.inputs = inputs;
    order.credits = credits;
    order.duration =
        kShortestVideo + static_cast<Clock::Ms>(world_.ids.below(static_cast<std::uint64_t>(kVideoSpread)));
    media::VideoSpec& spec = order.spec;
    spec.width = frame.width;
    spec.height = frame.height;
    spec.seconds = frame.seconds;
    spec.prompt = prompt;
    spec.model = model.name;
    spec.sound = model.sound;
    spec.seed = world_.settings.seed;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const StoredFile& file = *world_.files.find(inputs[i]);
        const bool is_end = i > 0 || !call->text("fileID");
        (is_end ? spec.end_image : model.kind == "subject" ? spec.subject_image : spec.start_image) = file.path;
        // A portrait picture gives a portrait video.
        if (i == 0 && file.height > file.width) std::swap(spec.width, spec.height);
    }
    const GenerationPtr video = start(call, *account, order);
    call->ok(object({
        {"id", video->number},
        {"task", object({{"batchID", video->batch}, {"videoIDs", strings({video->number})}})},
        {"videoId", video->id},
        {"replyUrl", unless_empty(video->reply_url)},
        {"replyRef", unless_empty(video->reply_ref)},
    }));
}

GenerationPtr Videos::start(const CallPtr& call, Account& account, const VideoOrder& order) {
    const auto video = std::make_shared<Generation>();
    video->family = "video";
    video->account = account.id;
    video->number = world_.ids.digits(18);
    video->id = composite_id(account.id, "video", video->number);
    video->batch = world_.ids.digits(18);
    video->prompt = order.spec.prompt;
    video->model = order.spec.model;
    video->reply_url = call->text_or("replyUrl", "");
    video->reply_ref = call->text_or("replyRef", "");
    video->inputs = order.inputs;
    video->credits = order.credits;
    video->fate = fate_of(order.spec.prompt);
    video->duration = order.duration;
    video->width = order.spec.width;
    video->height = order.spec.height;
    video->watched = order.watched;
    account.credits -= order.credits;
    world_.keep(account);
    for (const std::string& input : order.inputs)
        world_.files.mark_used(input);

    Studio& studio = world_.studio;
    media::VideoSpec spec = order.spec;
    spec.watermark = true;
    video->marked = studio.know(spec, ".mp4");
    // Who does not pay gets no copy without watermark.
    spec.watermark = !account.paid;
    video->clean = studio.know(spec, ".mp4");
    video->main = video->clean;
    video->cover = studio.know(Poster{studio.path(video->main)}, ".jpg");

    for (const GenerationPtr& old : all_.add(video))
        lifecycle_.forget(*old);
    lifecycle_.start(video);
    return video;
}

void Videos::restore() {
    world_.each_kept<Generation>("video", [this](Generation record) {
        const auto video = std::make_shared<Generation>(std::move(record));
        for (const std::string* name : {&video->marked, &video->clean, &video->cover})
            world_.studio.hold(*name);
        all_.add(video);
        lifecycle_.resume(video);
    });
}

Account* Videos::admit(const CallPtr& call, const std::vector<std::string>& inputs, std::int64_t credits,
                       std::string_view prompt) {
    Account* account = choose_account(call, inputs);
    if (account == nullptr) return nullptr;
    if (call->operation.name == "videos.create" && prompt.empty() && inputs.empty()) {
        call->fail(422, refusal::kTooShort);
        return nullptr;
    }
    if (!passes_upstream(world_, call, *account, credits, prompt)) return nullptr;
    if (!room_for_one_more(call, *account)) {
        call->answer(429, object({{"error", refusal::kBusy}, {"runningVideos", running({account})}}));
        return nullptr;
    }
    const auto unfinished = lifecycle_.unfinished(account->id, "video").size();
    if (static_cast<int>(unfinished) >= account->queue || has_trigger(prompt, "queue-full")) {
        call->fail(429, "YOU CAN QUEUE " + std::to_string(account->queue) + " JOBS AT ONCE");
        return nullptr;
    }
    return account;
}

// The balanced rule: an account that is named or that the files belong to, else a random one with a free place.
Account* Videos::choose_account(const CallPtr& call, const std::vector<std::string>& inputs) {
    std::string id;
    if (!account_of_files(world_, call, inputs, FileSort::picture, id)) return nullptr;
    if (!id.empty()) return named_account(world_, call, id);

    const auto able = world_.accounts.with(call->operation.capability);
    if (able.empty()) {
        call->fail(400, "No video account is configured.");
        return nullptr;
    }
    std::vector<Account*> with_room;
    for (Account* account : able) {
        if (room_for_one_more(call, *account)) with_room.push_back(account);
    }
    if (with_room.empty()) {
        call->answer(429, object({{"error", refusal::kBusy}, {"runningVideos", running({able.begin(), able.end()})}}));
        return nullptr;
    }
    Account* chosen = with_room[world_.ids.below(with_room.size())];
    call->account = chosen->id;
    return chosen;
}

bool Videos::room_for_one_more(const CallPtr& call, const Account& account) const {
    if (has_trigger(call->text_or("prompt", ""), "busy")) return false;
    const auto& tracked = lifecycle_.tracked();
    const auto executing = std::count_if(tracked.begin(), tracked.end(), [&](const GenerationPtr& each) {
        return each->account == account.id && each->family == "video";
    });
    return executing < call->integer("maxJobs").value_or(account.max_jobs);
}

JsonText Videos::running(const std::vector<const Account*>& accounts) const {
    std::vector<JsonMember> by_account;
    for (const Account* account : accounts) {
        std::vector<JsonText> jobs;
        for (const GenerationPtr& each : lifecycle_.tracked()) {
            if (each->account != account->id || each->family != "video") continue;
            jobs.push_back(object({
                {"account", each->account},
                {"id", each->number},
                {"scheduledVideo", true},
                {"videoId", each->id},
                {"started", iso_date(each->created)},
                {"replyUrl", unless_empty(each->reply_url)},
                {"replyRef", unless_empty(each->reply_ref)},
            }));
        }
        by_account.emplace_back(account->id, array(jobs));
    }
    return object(by_account);
}

void Videos::get(const CallPtr& call) {
    const GenerationPtr video = all_.find(call->text_or("videoId", ""));
    if (!video || video->gone) return call->fail(404, refusal::kNotFound);
    lifecycle_.polled(video);
    if (video->gone) return call->fail(404, refusal::kNotFound);
    call->ok(object(item(*video)));
}

void Videos::list(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    bool more = false;
    std::vector<JsonText> items;
    for (const GenerationPtr& each :
         all_.page(account->id, std::min<std::int64_t>(call->integer("limit").value_or(30), kLargestPage),
                   call->text_or("lastVideoId", ""), more)) {
        lifecycle_.polled(each);
        if (!each->gone) items.push_back(object(item(*each)));
    }
    call->ok(array(items));
}

void Videos::remove(const CallPtr& call) {
    if (const GenerationPtr video = all_.find(call->text_or("videoId", ""))) lifecycle_.drop(video);
    call->ok_without_body();
}

void Videos::cancel(const CallPtr& call) {
    const std::string id = call->text_or("videoId", "");
    // As in the documents' sample; there is nothing to stop.
    if (world_.files.find(id) != nullptr) return call->ok_without_body();
    const GenerationPtr video = all_.find(id);
    if (!video || video->gone) return call->fail(400, "There is no such video.");
    lifecycle_.cancel(video);
    call->ok_without_body();
}

}  // namespace conch::emulator
