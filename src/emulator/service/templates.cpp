#include "emulator/service/templates.hpp"

#include <algorithm>
#include <array>

#include "emulator/service/generations.hpp"
#include "emulator/service/requirements.hpp"

namespace conch::emulator {

namespace {

constexpr std::string_view kGone = "The video or template you are trying to use does not exist or has been deleted.";
constexpr Clock::Ms kHeartbeat = 10'000;
// Two to seven minutes (documented).
constexpr Clock::Ms kShortestShow = 130'000;
constexpr std::uint64_t kShowSpread = 260'000;
constexpr int kLastStep = 7;
constexpr int kMostRecommended = 3;

struct Idea {
    std::string_view name;
    std::string_view prompt;
    bool wants_prompt;
    bool wants_image;
};
constexpr std::array<Idea, 12> kIdeas{{
    {"Paper boat on a river", "A folded paper boat drifts down a sunlit river", false, false},
    {"Your pet in space", "The pet from the picture floats through a space station", false, true},
    {"Clay world", "Everything in the scene turns into clay: ", true, false},
    {"Postcard comes alive", "The postcard begins to move: ", true, true},
    {"Neon rain", "A street at night in neon rain", false, false},
    {"Hero landing", "The person in the picture lands like a hero", false, true},
    {"Miniature city", "A tilt-shift view of a miniature ", true, false},
    {"Family album", "The old photograph wakes up and smiles", false, true},
    {"Cooking show", "A cooking show about ", true, false},
    {"Product on stage", "The product in the picture turns on a stage: ", true, true},
    {"Northern lights", "Northern lights over a frozen lake", false, false},
    {"Dancing portrait", "The person in the picture dances", false, true},
}};
constexpr std::array<std::string_view, 4> kMoods{"", " at dusk", " in winter", " by candlelight"};
constexpr std::array<std::string_view, 4> kAuthors{"Shellfish", "Periwinkle", "Whelk", "Nautilus"};

// How far a video has to be for each step to be told.
constexpr std::array<int, kLastStep> kPercentOfStep{10, 20, 40, 50, 60, 100, 100};

// The first of all, which wants neither prompt nor picture, has the id of the documents' samples.
constexpr std::string_view kFirstId = "1122334455667788";

std::string event(const std::vector<JsonMember>& members) {
    return "data: " + object(members).text + "\n\n";
}

JsonText system_message(std::string_view text, Clock::Ms now) {
    return object({
        {"msgId", ""},
        {"parentMsgId", ""},
        {"msgType", 2},
        {"isQuota", false},
        {"timestamp", now},
        {"msgContent", text},
    });
}

}  // namespace

Templates::Templates(World& world, Videos& videos) : world_(world), videos_(videos) {
    make_templates();
}

void Templates::make_templates() {
    for (const std::string_view mood : kMoods) {
        for (const Idea& idea : kIdeas) {
            Template one;
            one.name = std::string(idea.name) + std::string(mood);
            constexpr std::uint64_t kFirst = 1'000'000'000'000'000;
            const std::uint64_t number = hash_of(one.name);
            one.id = templates_.empty() ? std::string(kFirstId) : std::to_string(kFirst + number % (8 * kFirst));
            one.prompt = std::string(idea.prompt) + std::string(mood);
            one.wants_prompt = idea.wants_prompt;
            one.wants_image = idea.wants_image;
            one.credits = 30 + static_cast<std::int64_t>(number % 4) * 15;
            one.width = number % 3 == 0 ? 768 : 1366;
            one.height = number % 3 == 0 ? 1366 : 768;
            one.seconds = 6;
            one.author = kAuthors[number % kAuthors.size()];
            one.likes = static_cast<std::int64_t>(number % 5000);
            media::VideoSpec spec;
            spec.width = one.width;
            spec.height = one.height;
            spec.seconds = one.seconds;
            spec.prompt = one.name;
            spec.model = "template";
            spec.watermark = true;
            one.video = "t-" + one.id + ".mp4";
            one.cover = "t-" + one.id + ".jpg";
            world_.studio.know_always(one.video, spec);
            world_.studio.know_always(one.cover, Poster{world_.studio.path(one.video)});
            templates_.push_back(std::move(one));
        }
    }
}

JsonText Templates::item(const Template& one, bool detail) const {
    constexpr std::int64_t kCreated = 1'755'000'000'000;
    const std::string author = std::to_string(hash_of(one.author) % 1'000'000'000);
    std::vector<JsonText> inputs;
    if (one.wants_prompt) inputs.push_back(object({{"name", "prompt"}, {"type", "text"}}));
    if (one.wants_image) inputs.push_back(object({{"name", "image"}, {"type", "image"}}));
    std::vector<JsonMember> members{
        {"id", one.id},
        {"createTime", kCreated},
        {"videoAsset", object({
                           {"id", one.id},
                           {"desc", one.prompt},
                           {"coverURL", world_.studio.url(one.cover)},
                           {"videoURL", world_.studio.url(one.video)},
                           {"status", 2},
                           {"width", one.width},
                           {"height", one.height},
                           {"duration", one.seconds},
                           {"resolution", 768},
                           {"title", one.name},
                           {"agentTemplateID", one.id},
                           {"agentTemplateName", one.name},
                           {"downloadURL", world_.studio.url(one.video)},
                           {"hasVoice", false},
                           {"modelID", "agent"},
                           {"useOriginPrompt", true},
                           {"isBookmarked", false},
                           {"disableGenerateSimilar", false},
                           {"postStatus", 1},
                           {"userID", JsonText{author}},
                           {"createType", 1},
                           {"promptImgURL", ""},
                           {"aspectRatio", one.width > one.height ? "16:9" : "9:16"},
                           {"tags", array({object({{"type", "normal"}, {"tagIcon", ""}, {"tagText", "Agent"}})})},
                           {"humanCheckStatus", 1},
                           {"userIDStr", author},
                       })},
        {"like", object({{"likes", one.likes}, {"likeStatus", 0}})},
        {"author", object({{"userID", author}, {"name", one.author}, {"avatar", world_.studio.url(one.cover)}})},
        {"cardType", 1},
        {"tabID", "agent"},
    };
    if (detail) {
        members.emplace_back("credits", one.credits);
        members.emplace_back("requirePrompt", one.wants_prompt);
        members.emplace_back("requireImage", one.wants_image);
        members.emplace_back("prompt", one.prompt);
        members.emplace_back("inputs", array(inputs));
    }
    return object(members);
}

void Templates::list(const CallPtr& call) {
    if (strict_account(world_, call) == nullptr) return;
    const auto find = [&](const std::string& id) {
        return std::find_if(templates_.begin(), templates_.end(), [&](const Template& each) { return each.id == id; });
    };
    if (const auto id = call->text("templateId")) {
        const auto found = find(*id);
        return found == templates_.end() ? call->fail(404, kGone) : call->ok(item(*found, true));
    }
    auto from = templates_.begin();
    if (const auto last = call->text("lastId")) {
        from = find(*last);
        if (from != templates_.end()) ++from;
    }
    const auto limit = std::min<std::int64_t>(call->integer("limit").value_or(30), kLargestPage);
    const auto until = from + std::min<std::int64_t>(limit, templates_.end() - from);
    std::vector<JsonText> items;
    std::transform(from, until, std::back_inserter(items), [&](const Template& each) { return item(each, false); });
    call->ok(object({
        {"videoList", array(items)},
        {"hasPre", from != templates_.begin()},
        {"hasNext", until != templates_.end()},
    }));
}

void Templates::create(const CallPtr& call) {
    const std::string id = call->text_or("templateId", "");
    const auto origin =
        std::find_if(templates_.begin(), templates_.end(), [&](const Template& each) { return each.id == id; });
    if (origin == templates_.end()) return call->fail(404, kGone);
    const std::string wish = call->text_or("prompt", "");
    const auto picture = call->text("fileID");
    if (origin->wants_prompt && wish.empty()) return call->fail(400, "Parameter prompt is required by this template.");
    if (origin->wants_image && !picture) return call->fail(400, "Parameter fileID is required by this template.");
    const std::vector<std::string> inputs = picture ? std::vector<std::string>{*picture} : std::vector<std::string>{};
    Account* account = videos_.admit(call, inputs, origin->credits, wish);
    if (account == nullptr) return;
    if (picture && world_.files.find(*picture)->oss_path != call->text_or("ossPath", "")) {
        return call->fail(400, "Parameter ossPath does not belong to fileID.");
    }

    VideoOrder order;
    order.inputs = inputs;
    order.credits = origin->credits;
    order.watched = true;
    order.duration = kShortestShow + static_cast<Clock::Ms>(world_.ids.below(kShowSpread));
    order.spec.width = origin->width;
    order.spec.height = origin->height;
    order.spec.seconds = origin->seconds;
    order.spec.prompt = origin->prompt + (wish.empty() ? "" : " " + wish);
    order.spec.model = "agent";
    order.spec.seed = world_.settings.seed;
    if (picture) order.spec.start_image = world_.files.find(*picture)->path;

    const auto show = std::make_shared<Show>();
    show->stream = world_.open_stream();
    show->project = world_.ids.digits(15);
    show->chat = world_.ids.digits(15);
    show->origin = &*origin;
    media::ImageSpec step;
    step.width = origin->width;
    step.height = origin->height;
    step.prompt = order.spec.prompt;
    step.model = "agent";
    step.seed = world_.settings.seed;
    if (picture) step.references.push_back(world_.files.find(*picture)->path);
    show->picture = world_.studio.know(step, ".png");

    Response response;
    response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}};
    response.body = show->stream;
    const GenerationPtr video = videos_.start(call, *account, order);
    show->video = video;
    shows_[video->id] = show;
    tell(*show, *video, "created",
         {{"message", object({{"msgContent", order.spec.prompt}, {"msgType", 1}})}, {"code", 200}});
    tell(*show, *video, "connected", {{"code", 200}});
    world_.clock.after(kHeartbeat, [this, show] { beat(show); });
    call->respond(std::move(response));
}

void Templates::tell(Show& show, const Generation& video, std::string_view status,
                     std::vector<JsonMember> members) const {
    std::vector<JsonMember> all{
        {"status", status},
        {"videoId", video.id},
        {"projectID", show.project},
        {"chatID", show.chat},
    };
    for (JsonMember& member : members)
        all.push_back(std::move(member));
    all.emplace_back("timestamp", world_.clock.now());
    show.stream->push(event(all));
}

void Templates::beat(const std::shared_ptr<Show>& show) const {
    if (show->over || show->stream->abandoned) return;
    const GenerationPtr video = show->video.lock();
    if (!video || video->gone) {
        // Deleted while it was watched.
        show->over = true;
        return show->stream->finish();
    }
    show->stream->push(event({{"status", "heartbeat"}, {"timestamp", world_.clock.now()}}));
    world_.clock.after(kHeartbeat, [this, show] { beat(show); });
}

void Templates::tell_step(Show& show, const Generation& video, int step) const {
    const auto text = [&](std::string_view words) {
        return std::vector<JsonMember>{
            {"type", 1}, {"isFinished", false}, {"message", system_message(words, world_.clock.now())}};
    };
    // One picture or clip, on its way (status 2) or there (status 3).
    const auto attachment = [&](int type, std::string_view name, const std::string& url, int status) {
        const JsonText file = object({
            {"fileName", status == 2 ? std::string_view("processing") : name},
            {"fileUrl", unless_empty(url)},
            {"posterUrl", type == 3 && status == 3 ? json_string(world_.studio.url(video.cover)) : JsonText()},
            {"type", type == 1 ? "image/png" : "video/mp4"},
            {"extra", object({
                          {"height", std::to_string(video.height)},
                          {"width", std::to_string(video.width)},
                          {"url", unless_empty(url)},
                          {"path", ""},
                          {"no_watermark_url",
                           type == 3 && status == 3 ? json_string(world_.studio.url(video.clean)) : JsonText()},
                          {"watermark_url",
                           type == 3 && status == 3 ? json_string(world_.studio.url(video.marked)) : JsonText()},
                          {"duration", std::to_string(show.origin->seconds)},
                          {"fps", "24"},
                          {"frames", std::to_string(show.origin->seconds * 24)},
                          {"task_id", video.batch},
                          {"vendor", "hailuo"},
                      })},
        });
        const std::string id = "att_" + video.batch.substr(0, 9);
        return std::vector<JsonMember>{
            {"type", 2},
            {"isFinished", false},
            {"message", object({
                            {"msgId", ""},
                            {"parentMsgId", ""},
                            {"msgType", 2},
                            {"isQuota", false},
                            {"timestamp", world_.clock.now()},
                            {"msgContent", ""},
                            {"attachmentInfo", object({
                                                   {"attachmentInfoID", id},
                                                   {"type", type},
                                                   {"attachments", array({object({
                                                                       {"attachmentID", id},
                                                                       {"type", type},
                                                                       {"file", file},
                                                                       {"text", ""},
                                                                       {"status", status},
                                                                       {"extra", object({})},
                                                                       {"subAttachments", array({})},
                                                                   })})},
                                                   {"createTime", world_.clock.now()},
                                                   {"attachmentInfoUrl", unless_empty(url)},
                                                   {"extra", object({})},
                                                   {"status", status},
                                               })},
                        })}};
    };
    switch (step) {
        case 1:
            return tell(show, video, "progress", text("Generating image..."));
        case 2:
            return tell(show, video, "progress", attachment(1, "image.png", "", 2));
        case 3:
            return tell(show, video, "progress", attachment(1, "image.png", world_.studio.url(show.picture), 3));
        case 4:
            return tell(show, video, "progress", text("Generating video..."));
        case 5:
            return tell(show, video, "progress", attachment(3, "final.mp4", "", 2));
        case 6:
            return tell(show, video, "progress", attachment(3, "final.mp4", world_.studio.url(video.marked), 3));
        default: {
            std::vector<JsonText> others;
            for (const Template& each : templates_) {
                if (&each == show.origin || static_cast<int>(others.size()) == kMostRecommended) continue;
                others.push_back(object({{"id", each.id}, {"name", each.name}}));
            }
            return tell(show, video, "progress",
                        {{"type", 3}, {"isFinished", true}, {"recTemplateList", array(others)}});
        }
    }
}

void Templates::changed(const GenerationPtr& video) {
    const auto found = shows_.find(video->id);
    if (found == shows_.end()) return;
    const std::shared_ptr<Show> show = found->second;
    const bool completed = video->status == 2;
    if (completed || !video->final()) {
        const int percent = video->percent.value_or(0);
        while (show->told < kLastStep && kPercentOfStep[static_cast<std::size_t>(show->told)] <= percent) {
            tell_step(*show, *video, ++show->told);
        }
    }
    if (!video->final()) return;
    if (!completed) {
        tell(*show, *video, "progress",
             {{"type", 1}, {"isFinished", true}, {"errCode", 1000 + video->status}, {"errMsg", video->message}});
    }
    tell(*show, *video, "finished",
         {{"message", system_message(completed ? "Done" : video->message, world_.clock.now())}, {"code", 200}});
    show->over = true;
    show->stream->finish();
    shows_.erase(found);
}

void Templates::clear() {
    shows_.clear();
}

}  // namespace conch::emulator
