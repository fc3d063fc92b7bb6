#include "emulator/service/images.hpp"

#include <algorithm>
#include <set>

#include "catalog/validate.hpp"
#include "emulator/service/picture_size.hpp"
#include "emulator/service/refusals.hpp"
#include "emulator/service/requirements.hpp"
#include "emulator/service/triggers.hpp"

namespace conch::emulator {

namespace {

// Images are much quicker than videos; how quick the documents do not say.
constexpr Clock::Ms kShortestImage = 15'000;
constexpr Clock::Ms kImageSpread = 15'000;
// A price that the catalog does not know: as the cheapest of the big models.
constexpr std::int64_t kImageCredits = 4;
constexpr int kQueue = 5;  // imageQueueLength
constexpr int kCoverWidth = 1080;
constexpr int kMostReferences = 14;

std::vector<std::string> given_inputs(const CallPtr& call) {
    std::vector<std::string> inputs;
    if (auto character = call->text("characterFileId")) inputs.push_back(std::move(*character));
    for (int i = 1; i <= kMostReferences; ++i) {
        if (auto reference = call->text("referenceFileId" + std::to_string(i))) inputs.push_back(std::move(*reference));
    }
    return inputs;
}

media::ImageSpec cover_of(media::ImageSpec spec) {
    spec.height = std::max(16, spec.height * kCoverWidth / spec.width);
    spec.width = kCoverWidth;
    spec.format = media::ImageFormat::kWebp;
    return spec;
}

}  // namespace

std::vector<JsonMember> Images::item(const Generation& image) const {
    const auto address = [&](const std::string& name) {
        return image.status == 2 ? json_string(world_.studio.url(name)) : json_string("");
    };
    std::vector<JsonText> inputs;
    for (const std::string& id : image.inputs) {
        const StoredFile* file = world_.files.find(id);
        if (file == nullptr) continue;
        inputs.push_back(object({{"id", id}, {"url", world_.studio.url(file->media_name)}, {"type", file->type}}));
    }
    return {
        {"id", image.number},
        {"desc", image.prompt},
        {"coverURL", image.status == 2 ? json_string(world_.studio.url(image.cover) +
                                                     "&x-oss-process=image/resize,w_1080/format,webp")
                                       : json_string("")},
        {"videoURL", address(image.marked)},
        {"status", image.status},
        {"message", unless_empty(image.message)},
        {"percent", image.percent},
        {"canRetry", image.final()},
        {"width", image.width},
        {"height", image.height},
        {"originFiles", array(inputs)},
        {"canAppeal", image.status == 5 || image.status == 7 || image.status == 14},
        {"downloadURL", address(image.clean)},
        {"hasVoice", false},
        {"modelID", image.model},
        {"useOriginPrompt", image.prompt_as_it_is},
        {"isBookmarked", false},
        {"disableGenerateSimilar", false},
        {"createTime", image.created},
        {"postStatus", 0},
        {"userID", JsonText{image.account}},
        {"createType", 4},
        {"promptImgURL",
         inputs.empty() ? std::string() : world_.studio.url(world_.files.find(image.inputs[0])->media_name)},
        {"extra", object({{"cameraMotions", array({})}, {"promptStruct", ""}})},
        {"isVisitor", false},
        {"videoURLs",
         object({{"feedURL", address(image.marked)}, {"downloadURLWithWatermark", address(image.marked)}})},
        {"priority", 0},
        {"generatorType", 1},
        {"isInFolder", false},
        {"batchID", image.batch},
        {"aspectRatio", image.aspect_ratio},
        {"fileID", image.status == 2 ? json_string(image.file_id) : JsonText()},
        {"tags", array({object({{"type", "normal"}, {"tagIcon", ""}, {"tagText", image.model}})})},
        {"duration", 0},
        {"resolution", 0},
        {"humanCheckStatus", 0},
        {"userIDStr", image.account},
        {"statusLabel", image.label()},
        {"statusFinal", image.final()},
        {"imageId", image.id},
    };
}

void Images::create(const CallPtr& call) {
    const std::vector<std::string> inputs = given_inputs(call);
    std::string id;
    if (!account_of_files(world_, call, inputs, FileSort::picture, id)) return;
    Account* account = id.empty() ? strict_account(world_, call) : named_account(world_, call, id);
    if (account == nullptr) return;

    const catalog::Model& model = *catalog::effective_model(call->operation, call->fields);
    const std::string prompt = call->text_or("prompt", "");
    const auto quantity = call->integer("quantity").value_or(1);
    const auto estimate = catalog::estimate(call->operation, call->fields);
    const std::int64_t credits = estimate.credits.value_or(kImageCredits * quantity);
    if (!passes_upstream(world_, call, *account, credits, prompt)) return;
    std::set<std::string> batches;
    for (const GenerationPtr& each : lifecycle_.unfinished(account->id, "image"))
        batches.insert(each->batch);
    if (static_cast<int>(batches.size()) >= kQueue || has_trigger(prompt, "busy") ||
        has_trigger(prompt, "queue-full")) {
        return call->fail(429, refusal::kManyImages);
    }

    media::ImageSpec spec;
    spec.prompt = prompt;
    spec.model = model.name;
    PixelSize like;
    for (const std::string& input : inputs) {
        const StoredFile& file = *world_.files.find(input);
        world_.files.mark_used(input);
        if (call->text("characterFileId") == input) {
            spec.character = file.path;
        } else {
            spec.references.push_back(file.path);
        }
        if (like.width == 0) like = {file.width, file.height};
    }
    const std::string aspect = call->text_or("aspectRatio", model.aspect_ratios.front());
    const PixelSize size = picture_size(call->text_or("resolution", model.resolutions.front().name), aspect, like);
    spec.width = size.width;
    spec.height = size.height;

    const std::string batch = world_.ids.digits(18);
    std::vector<GenerationPtr> images;
    for (std::int64_t i = 0; i < quantity; ++i) {
        const auto image = std::make_shared<Generation>();
        image->family = "image";
        image->account = account->id;
        image->number = world_.ids.digits(18);
        image->id = composite_id(account->id, "image", image->number);
        image->file_id = composite_id(account->id, "file", world_.ids.digits(18));
        image->batch = batch;
        image->prompt = prompt;
        image->prompt_as_it_is = !call->flag("promptOptimization", true);
        image->model = model.name;
        image->aspect_ratio = aspect;
        image->reply_url = call->text_or("replyUrl", "");
        image->reply_ref = call->text_or("replyRef", "");
        image->inputs = inputs;
        image->credits = credits / quantity;
        image->fate = fate_of(prompt);
        image->duration =
            kShortestImage + static_cast<Clock::Ms>(world_.ids.below(static_cast<std::uint64_t>(kImageSpread)));
        image->width = spec.width;
        image->height = spec.height;
        // Those of one request differ, and the same request gives the same ones again.
        spec.seed = world_.settings.seed + static_cast<std::uint64_t>(i);
        spec.watermark = true;
        image->marked = world_.studio.know(spec, ".png");
        spec.watermark = !account->paid;
        image->clean = world_.studio.know(spec, ".png");
        image->main = image->clean;
        image->cover = world_.studio.know(cover_of(spec), ".webp");
        images.push_back(image);
    }
    account->credits -= credits;
    world_.keep(*account);

    std::vector<std::string> numbers;
    std::vector<std::string> ids;
    for (const GenerationPtr& image : images) {
        numbers.push_back(image->number);
        ids.push_back(image->id);
        for (const GenerationPtr& old : all_.add(image))
            lifecycle_.forget(*old);
    }
    for (const GenerationPtr& image : images)
        lifecycle_.start(image);
    call->ok(object({
        {"id", numbers.front()},
        {"task", object({{"batchID", batch}, {"videoIDs", strings(numbers)}})},
        {"isFirstGenerate", false},
        {"imageIds", strings(ids)},
        {"replyUrl", unless_empty(images.front()->reply_url)},
        {"replyRef", unless_empty(images.front()->reply_ref)},
        {"code", 200},
    }));
}

void Images::restore() {
    world_.each_kept<Generation>("image", [this](Generation record) {
        const auto image = std::make_shared<Generation>(std::move(record));
        for (const std::string* name : {&image->marked, &image->clean, &image->cover})
            world_.studio.hold(*name);
        all_.add(image);
        lifecycle_.resume(image);
    });
}

void Images::completed(const Generation& image) {
    world_.files.add_made(image.file_id, image.main, image.width, image.height);
}

void Images::get(const CallPtr& call) {
    const GenerationPtr image = all_.find(call->text_or("imageId", ""));
    if (!image || image->gone) return call->fail(404, refusal::kNotFound);
    lifecycle_.polled(image);
    if (image->gone) return call->fail(404, refusal::kNotFound);
    call->ok(object(item(*image)));
}

void Images::list(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    bool more = false;
    const std::string last = call->text_or("lastImageId", "");
    std::vector<JsonText> items;
    for (const GenerationPtr& each : all_.page(
             account->id, std::min<std::int64_t>(call->integer("limit").value_or(30), kLargestPage), last, more)) {
        lifecycle_.polled(each);
        if (!each->gone) items.push_back(object(item(*each)));
    }
    call->ok(object({
        {"images", array(items)},
        {"hasPre", !last.empty()},
        {"hasNext", more},
        {"processing", !lifecycle_.unfinished(account->id, "image").empty()},
        {"total", all_.count(account->id)},
    }));
}

void Images::remove(const CallPtr& call) {
    // Only lists forget it.
    if (const GenerationPtr image = all_.find(call->text_or("imageId", ""))) {
        image->hidden = true;
        lifecycle_.save(*image);
    }
    call->ok_without_body();
}

}  // namespace conch::emulator
