#include "emulator/service/agent.hpp"

#include <algorithm>

#include "emulator/service/dates.hpp"
#include "emulator/service/generations.hpp"
#include "emulator/service/picture_size.hpp"
#include "emulator/service/refusals.hpp"
#include "emulator/service/requirements.hpp"
#include "emulator/service/triggers.hpp"
#include "emulator/service/wishes.hpp"

namespace conch::emulator {

namespace {

constexpr Clock::Ms kMinute = 60'000;
constexpr Clock::Ms kAgentTimeout = 15 * kMinute;
constexpr Clock::Ms kKept = 31LL * 24 * 60 * kMinute;
// What the upstream's agent takes at once is not documented ("dynamic").
constexpr int kAgentJobsAtOnce = 10;
constexpr std::size_t kMostAgentFiles = 20;
constexpr std::size_t kMostAgentReferences = 14;
constexpr int kAgentCoverWidth = 512;
constexpr std::string_view kStoredJob = "agent";

// How long one result takes: pictures and speech are simple, videos are not (documented as 20–60 s and 60–120 s).
Clock::Ms time_for(std::string_view kind) {
    return kind == "video" ? 75'000 : kind == "music" ? 45'000 : 25'000;
}

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> items;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view item = list.substr(0, comma);
        while (!item.empty() && item.front() == ' ')
            item.remove_prefix(1);
        while (!item.empty() && item.back() == ' ')
            item.remove_suffix(1);
        if (!item.empty()) items.emplace_back(item);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return items;
}

// A comma list; JSON clients also send an array.
std::vector<std::string> models_of(const Call& call) {
    const json::Value* list = json::array_member(call.fields, "models");
    if (list == nullptr) return split(call.text_or("models", ""));
    std::vector<std::string> models;
    for (const json::Value& each : list->GetArray()) {
        if (each.IsString()) models.emplace_back(json::text_of(each));
    }
    return models;
}

PixelSize video_size(const Wishes& wishes) {
    const int down = wishes.resolution == "1080p" ? 1080 : wishes.resolution == "512p" ? 512 : 768;
    PixelSize size{down == 1080 ? 1920 : down == 512 ? 912 : 1366, down};
    if (wishes.aspect_ratio == "1:1") size.width = size.height;
    if (wishes.aspect_ratio == "9:16") std::swap(size.width, size.height);
    return size;
}

std::string mime_of(std::string_view kind) {
    if (kind == "video") return "video/mp4";
    if (kind == "image") return "image/png";
    return "audio/mpeg";
}

}  // namespace

namespace {

// How it will fail; 0: it will not.
int failure_of(const AgentJob& job) {
    Clock::Ms time = 0;
    for (const AgentResult& result : job.results)
        time += time_for(result.kind);
    if (has_trigger(job.prompt, "agent-504") || has_trigger(job.prompt, "stuck") || time >= kAgentTimeout) return 504;
    return has_trigger(job.prompt, "agent-500") || has_trigger(job.prompt, "fail") ? 500 : 0;
}

}  // namespace

void Agent::run(const CallPtr& call) {
    Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const auto job = std::make_shared<AgentJob>();
    job->account = account->id;
    job->prompt = call->text_or("prompt", "");
    if (account->held_until > world_.clock.now() || has_trigger(job->prompt, "hold"))
        return call->fail(596, refusal::kHold);
    if (has_trigger(job->prompt, "moderated")) return call->fail(422, refusal::kModerated);
    if (!take_files(call, *job)) return;
    const auto running = std::count_if(jobs_.begin(), jobs_.end(), [&](const auto& each) {
        return each.second->account == account->id && each.second->status == "started";
    });
    if (running >= kAgentJobsAtOnce || has_trigger(job->prompt, "busy"))
        return call->fail(429, "Agent generation failed");

    job->project = world_.ids.digits(9);
    job->section = world_.ids.digits(9);
    job->chat = world_.ids.digits(9);
    job->id = "p" + job->project + "-u" + std::string(kUser) + "-a" + account->id + "-bot:minimax";
    if (json::member(call->fields, "async") != nullptr) job->async = call->flag("async", false);
    job->reply_url = call->text_or("replyUrl", "");
    job->reply_ref = call->text_or("replyRef", "");
    job->created = world_.clock.now();
    job->models = models_of(*call);
    for (const std::string& model : job->models) {
        const catalog::Model* known = catalog::find_model(call->operation, model);
        plan_result(*account, *job, model, known == nullptr ? "image" : known->kind);
    }
    if (job->models.empty()) return call->fail(400, "models names no model.");
    forget_old();
    jobs_.emplace(job->id, job);
    world_.keep(kStoredJob, job->id, *job);
    const bool async = job->async.value_or(false);
    if (async) call->answer(201, show(*job));
    begin(job, async ? nullptr : call);
}

// Puts the uploads where models can read them; false: answered.
bool Agent::take_files(const CallPtr& call, AgentJob& job) {
    for (UploadedFile& upload : call->files) {
        if (upload.field != "file") continue;
        AgentFile file;
        file.name = upload.name;
        file.type = upload.content_type;
        file.size = upload.content.size();
        if (job.files.size() == kMostAgentFiles || file.size == 0) {
            call->fail(422, refusal::kModerated);
            return false;
        }
        const std::string beginning = upload.content.beginning(64U << 10U);
        const bool claims_picture = file.type.rfind("image/", 0) == 0 && file.type != "image/svg+xml";
        const auto picture = media::probe_image_bytes(beginning);
        if (claims_picture && !picture) {
            call->fail(422, refusal::kModerated);
            return false;
        }
        if (picture) {
            file.picture = true;
            file.media_name = "u-" + world_.ids.digits(18) +
                              (picture->format == media::ImageFormat::kPng    ? ".png"
                               : picture->format == media::ImageFormat::kWebp ? ".webp"
                                                                              : ".jpg");
            if (!upload.content.move_to(world_.studio.path(file.media_name))) {
                call->fail(507, "The disk takes no more.");
                return false;
            }
        }
        job.files.push_back(std::move(file));
    }
    return true;
}

void Agent::plan_result(const Account& account, AgentJob& job, const std::string& model, std::string_view kind) {
    AgentResult result;
    result.attachment_id = "att_" + world_.ids.digits(9);
    result.node_id = world_.ids.digits(9);
    result.kind = kind;
    result.model = model;
    const Wishes wishes = wishes_in(job.prompt);
    std::vector<std::filesystem::path> pictures;
    for (const AgentFile& file : job.files) {
        if (file.picture) pictures.push_back(world_.studio.path(file.media_name));
    }
    Studio& studio = world_.studio;
    if (kind == "video") {
        media::VideoSpec spec;
        const PixelSize size = video_size(wishes);
        spec.width = size.width;
        spec.height = size.height;
        spec.seconds = wishes.seconds.value_or(6);
        spec.prompt = job.prompt;
        spec.model = model;
        spec.sound = model.rfind("veo", 0) == 0 || model.rfind("sora", 0) == 0;
        spec.seed = world_.settings.seed;
        if (!pictures.empty()) spec.start_image = pictures[0];
        if (pictures.size() > 1) spec.end_image = pictures[1];
        result.width = spec.width;
        result.height = spec.height;
        result.seconds = spec.seconds;
        spec.watermark = true;
        result.marked = studio.know(spec, ".mp4");
        spec.watermark = !account.paid;
        result.main = studio.know(spec, ".mp4");
        result.cover = studio.know(Poster{studio.path(result.main)}, ".jpg");
    } else if (kind == "image") {
        media::ImageSpec spec;
        result.resolution = wishes.resolution.value_or("1K");
        result.aspect_ratio = wishes.aspect_ratio.value_or("1:1");
        const PixelSize size = picture_size(result.resolution, result.aspect_ratio);
        spec.width = size.width;
        spec.height = size.height;
        spec.prompt = job.prompt;
        spec.model = model;
        spec.seed = world_.settings.seed;
        spec.references = pictures;
        if (spec.references.size() > kMostAgentReferences) spec.references.resize(kMostAgentReferences);
        result.width = spec.width;
        result.height = spec.height;
        spec.watermark = true;
        result.marked = studio.know(spec, ".png");
        spec.watermark = !account.paid;
        result.main = studio.know(spec, ".png");
        spec.format = media::ImageFormat::kWebp;
        spec.height = std::max(16, spec.height * kAgentCoverWidth / spec.width);
        spec.width = kAgentCoverWidth;
        result.cover = studio.know(spec, ".webp");
    } else if (kind == "speech") {
        media::SpeechSpec spec;
        spec.text = job.prompt;
        spec.voice = hash_of(model);
        result.main = studio.know(spec, ".mp3");
    } else {
        media::MusicSpec spec;
        spec.lyrics = job.prompt;
        spec.seconds = wishes.seconds.value_or(30);
        spec.seed = world_.settings.seed;
        result.seconds = spec.seconds;
        result.main = studio.know(spec, ".mp3");
    }
    job.results.push_back(std::move(result));
}

void Agent::begin(const AgentJobPtr& job, const CallPtr& waiting) {
    Clock::Ms time = 0;
    for (const AgentResult& result : job->results) {
        time += time_for(result.kind);
        if (failure_of(*job) == 0) world_.studio.make_ahead(result.main);
    }
    if (failure_of(*job) == 504) time = kAgentTimeout;
    // Somebody who asks lets it go on; nobody asks about a job while its request is open.
    if (world_.pace.by == Pace::By::polls && !waiting) return;
    const Clock::Ms due = job->created + world_.duration(std::min(time, kAgentTimeout));
    world_.clock.at(std::max(due, world_.clock.now()), [this, job, waiting] { time_is_up(job, waiting); });
}

void Agent::time_is_up(const AgentJobPtr& job, const CallPtr& waiting) {
    if (job->status != "started") return;
    if (const int failure = failure_of(*job)) return end(job, failure, waiting);
    make_next(job, 0, waiting);
}

// The results have to exist before the job is done.
void Agent::make_next(const AgentJobPtr& job, std::size_t index, const CallPtr& waiting) {
    while (index < job->results.size() && world_.studio.exists(job->results[index].main))
        ++index;
    if (index == job->results.size()) return end(job, 0, waiting);
    world_.clock.hold();
    world_.studio.make(job->results[index].main, [this, job, index, waiting](const std::optional<Error>& failed) {
        world_.clock.release();
        // Forgotten by a reset while it was made.
        if (jobs_.count(job->id) == 0) return;
        if (failed) return end(job, 500, waiting);
        make_next(job, index + 1, waiting);
    });
}

void Agent::end(const AgentJobPtr& job, int failure, const CallPtr& waiting) {
    job->status = failure == 0 ? "completed" : "failed";
    job->failure = failure;
    job->ended = world_.clock.now();
    world_.keep(kStoredJob, job->id, *job);
    if (!job->reply_url.empty()) world_.webhooks.send({job->reply_url, job->account, job->id, show(*job).text});
    if (waiting) waiting->answer(failure == 0 ? 200 : failure, show(*job));
}

JsonText Agent::attachment(const AgentResult& result, std::size_t place) const {
    const Studio& studio = world_.studio;
    const std::string url = studio.url(result.main);
    const std::string marked = result.marked.empty() ? std::string() : studio.url(result.marked);
    const std::string cover = result.cover.empty() ? std::string() : studio.url(result.cover);
    const bool video = result.kind == "video";
    const bool image = result.kind == "image";
    JsonText extra;
    if (video) {
        constexpr int kFrames = 24;
        extra = object({
            {"height", std::to_string(result.height)},
            {"width", std::to_string(result.width)},
            {"duration", std::to_string(static_cast<int>(result.seconds))},
            {"fps", std::to_string(kFrames)},
            {"frames", std::to_string(static_cast<int>(result.seconds * kFrames))},
            {"no_watermark_url", url},
            {"watermark_url", marked},
            {"thumbnail_url", cover},
            {"url", marked},
            {"path", "agent/" + result.main},
            {"task_id", result.node_id},
            {"vendor", result.model},
        });
    } else if (image) {
        extra = object({
            {"height", std::to_string(result.height)},
            {"width", std::to_string(result.width)},
            {"no_watermark_url", url},
            {"watermark_url", marked},
            {"thumbnail_url", cover},
            {"path", "agent/" + result.main},
            {"model_name", result.model},
            {"model_aspect_ratio", result.aspect_ratio},
            {"model_resolution", result.resolution},
        });
    } else {
        extra = object({
            {"format", "mp3"},
            {"type", result.kind == "speech" ? "speech" : "music"},
            {"model_name", result.model},
            {"model_speech_count", result.kind == "speech" ? json_string("1") : JsonText()},
            {"path", "agent/" + result.main},
        });
    }
    const int type = video ? 1 : image ? 2 : 3;
    return object({
        {"attachmentID", result.attachment_id},
        {"type", type},
        {"status", 3},
        {"file", object({
                     {"fileName", result.main},
                     {"fileUrl", video || image ? marked : url},
                     {"extra", extra},
                     {"posterUrl", unless_empty(cover)},
                     {"type", mime_of(result.kind)},
                     {"referenceType", 0},
                 })},
        {"text", ""},
        {"extra", object({})},
        {"node", object({
                     {"nodeID", result.node_id},
                     {"xStart", static_cast<int>(place) * 400},
                     {"yStart", 0},
                     {"width", result.width},
                     {"height", result.height},
                     {"layer", 1},
                     {"nodeType", type},
                     {"agentFile", object({
                                       {"id", result.node_id},
                                       {"name", result.main},
                                       {"url", video || image ? marked : url},
                                       {"coverInfo", cover.empty() ? JsonText() : object({{"coverURL", cover}})},
                                       {"noWatermarkUrl", video || image ? json_string(url) : JsonText()},
                                       {"duration", result.seconds},
                                       {"relativePath", "agent/" + result.main},
                                       {"thumbnailUrl", unless_empty(cover)},
                                   })},
                     {"status", 3},
                     {"playWidth", result.width},
                     {"playHeight", result.height},
                     {"logoType", 0},
                 })},
    });
}

JsonText Agent::show(const AgentJob& job) const {
    std::vector<JsonText> files;
    files.reserve(job.files.size());
    for (const AgentFile& file : job.files) {
        files.push_back(object({{"name", file.name}, {"size", file.size}, {"type", file.type}}));
    }
    const bool completed = job.status == "completed";
    std::vector<JsonText> attachments;
    for (std::size_t i = 0; completed && i < job.results.size(); ++i) {
        attachments.push_back(attachment(job.results[i], i));
    }
    const int code = completed ? 200 : job.failure != 0 ? job.failure : 201;
    const Clock::Ms until = job.ended == 0 ? world_.clock.now() : job.ended;
    return object({
        {"jobId", job.id},
        {"status", job.status},
        {"created", iso_date(job.created)},
        {"code", code},
        {"request", object({
                        {"account", job.account},
                        {"prompt", job.prompt},
                        {"file", files.empty() ? JsonText() : array(files)},
                        {"models", strings(job.models)},
                        {"async", job.async},
                        {"replyUrl", unless_empty(job.reply_url)},
                        {"replyRef", unless_empty(job.reply_ref)},
                    })},
        {"response",
         object({
             {"projectID", job.project},
             {"sectionID", job.section},
             {"chatID", job.chat},
             {"msg_content", completed ? json_string("Here is what you asked for: " + job.prompt) : JsonText()},
             {"timestamp", completed ? JsonText{std::to_string(job.ended)} : JsonText()},
             {"elapsedTime", completed ? json_string(elapsed(until - job.created)) : JsonText()},
             {"attachments", completed ? array(attachments) : JsonText()},
         })},
        {"error", job.failure == 0 ? JsonText()
                  : job.failure == 504
                      ? object({{"message", "Timeout waiting for assistant response"}, {"status", 504}})
                      : object({{"message", "Agent connection error"}, {"status", 500}})},
    });
}

void Agent::forget(const AgentJob& job) {
    for (const AgentResult& result : job.results) {
        for (const std::string* name : {&result.main, &result.marked, &result.cover})
            world_.studio.let_go(*name);
    }
    std::error_code ignored;
    for (const AgentFile& file : job.files) {
        if (!file.media_name.empty()) std::filesystem::remove(world_.studio.path(file.media_name), ignored);
    }
    world_.store.erase(kStoredJob, job.id);
}

void Agent::forget_old() {
    const Clock::Ms oldest = world_.clock.now() - kKept;
    std::vector<std::pair<Clock::Ms, std::string>> ended;
    for (const auto& [id, job] : jobs_) {
        if (job->status != "started") ended.emplace_back(job->created, id);
    }
    std::sort(ended.begin(), ended.end());
    std::size_t too_many = jobs_.size() > kMostKept ? jobs_.size() - kMostKept : 0;
    for (const auto& [created, id] : ended) {
        if (created >= oldest && too_many == 0) break;
        if (too_many > 0) --too_many;
        const auto job = jobs_.find(id);
        forget(*job->second);
        jobs_.erase(job);
    }
}

void Agent::restore() {
    world_.each_kept<AgentJob>(kStoredJob, [this](AgentJob record) {
        const auto job = std::make_shared<AgentJob>(std::move(record));
        for (const AgentResult& result : job->results) {
            for (const std::string* name : {&result.main, &result.marked, &result.cover})
                world_.studio.hold(*name);
        }
        jobs_.emplace(job->id, job);
        if (job->status == "started") begin(job, nullptr);
    });
}

void Agent::get(const CallPtr& call) {
    const std::string id = call->text_or("jobId", "");
    const auto parts = catalog::parse_id(id);
    if (!parts || parts->user != kUser) return call->fail(400, "The job is not one of yours.");
    forget_old();
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return call->fail(404, "Job not found or expired after 31 days");
    const AgentJobPtr job = found->second;
    if (world_.pace.by == Pace::By::polls && job->status == "started" && ++job->polls == world_.pace.polls) {
        time_is_up(job, nullptr);
    }
    call->ok(show(*job));
}

void Agent::jobs(const CallPtr& call) {
    std::vector<std::string> accounts;
    std::vector<JsonMember> summary;
    std::vector<JsonMember> executing;
    for (const Account* account : world_.accounts.with("video")) {
        std::vector<JsonText> running;
        for (const auto& [id, job] : jobs_) {
            if (job->account != account->id || job->status != "started") continue;
            running.push_back(object({{"jobId", id}, {"elapsed", elapsed(world_.clock.now() - job->created)}}));
        }
        accounts.push_back(account->id);
        summary.emplace_back(account->id, object({{"executing", static_cast<int>(running.size())}}));
        executing.emplace_back(account->id, array(running));
    }
    call->ok(object({{"accounts", strings(accounts)}, {"summary", object(summary)}, {"executing", object(executing)}}));
}

}  // namespace conch::emulator
