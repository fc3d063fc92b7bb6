#include "emulator/service/media_plan.hpp"

#include "emulator/service/record.hpp"

namespace conch::emulator {

namespace media {

template <typename Visitor>
void fields(Visitor& visit, VideoSpec& spec) {
    visit("width", spec.width);
    visit("height", spec.height);
    visit("seconds", spec.seconds);
    visit("fps", spec.frames_per_second);
    visit("prompt", spec.prompt);
    visit("model", spec.model);
    visit("start", spec.start_image);
    visit("end", spec.end_image);
    visit("subject", spec.subject_image);
    visit("sound", spec.sound);
    visit("watermark", spec.watermark);
    visit("seed", spec.seed);
}

template <typename Visitor>
void fields(Visitor& visit, ImageSpec& spec) {
    visit("width", spec.width);
    visit("height", spec.height);
    visit("format", spec.format);
    visit("prompt", spec.prompt);
    visit("model", spec.model);
    visit("references", spec.references);
    visit("character", spec.character);
    visit("watermark", spec.watermark);
    visit("seed", spec.seed);
}

template <typename Visitor>
void fields(Visitor& visit, MusicSpec& spec) {
    visit("lyrics", spec.lyrics);
    visit("style", spec.style);
    visit("title", spec.title);
    visit("seconds", spec.seconds);
    visit("seed", spec.seed);
}

}  // namespace media

template <typename Visitor>
void fields(Visitor& visit, Poster& poster) {
    visit("video", poster.video);
}

namespace {

// In the order of MediaPlan.
constexpr std::string_view kKinds[] = {"video", "poster", "image", "speech", "music"};

// Calls `change` with each file that the plan reads.
template <typename Change>
void each_file(MediaPlan& plan, Change change) {
    if (auto* video = std::get_if<media::VideoSpec>(&plan)) {
        for (auto* file : {&video->start_image, &video->end_image, &video->subject_image}) {
            if (*file) change(**file);
        }
    } else if (auto* image = std::get_if<media::ImageSpec>(&plan)) {
        for (std::filesystem::path& file : image->references) {
            change(file);
        }
        if (image->character) change(*image->character);
    } else if (auto* poster = std::get_if<Poster>(&plan)) {
        change(poster->video);
    }
}

template <typename Made>
Result<void> without_facts(const Made& made) {
    if (!made) return fail(made.error());
    return {};
}

struct Maker {
    const std::filesystem::path& target;
    Result<void> operator()(const media::VideoSpec& spec) const {
        return without_facts(media::make_video(spec, target));
    }
    Result<void> operator()(const Poster& poster) const {
        return without_facts(media::make_poster(poster.video, target));
    }
    Result<void> operator()(const media::ImageSpec& spec) const {
        return without_facts(media::make_image(spec, target));
    }
    Result<void> operator()(const media::SpeechSpec& spec) const {
        return without_facts(media::make_speech(spec, target));
    }
    Result<void> operator()(const media::MusicSpec& spec) const {
        return without_facts(media::make_music(spec, target));
    }
};

template <typename Spec>
MediaPlan read_plan(const json::Value& json) {
    Spec spec;
    RecordReader::read(json, spec);
    return spec;
}

}  // namespace

Result<void> carry_out(const MediaPlan& plan, const std::filesystem::path& target) {
    return std::visit(Maker{target}, plan);
}

std::vector<std::filesystem::path> inputs_of(const MediaPlan& plan) {
    std::vector<std::filesystem::path> files;
    MediaPlan copy = plan;
    each_file(copy, [&](const std::filesystem::path& file) { files.push_back(file); });
    return files;
}

JsonText to_json(const MediaPlan& plan) {
    MediaPlan copy = plan;
    each_file(copy, [](std::filesystem::path& file) { file = file.filename(); });
    const JsonText spec = std::visit([](auto& each) { return RecordWriter::write(each); }, copy);
    return object({{"kind", kKinds[plan.index()]}, {"spec", spec}});
}

std::optional<MediaPlan> plan_from_json(const json::Value& json, const std::filesystem::path& directory) {
    const auto kind = json::string_member(json, "kind");
    const json::Value* spec = json::object_member(json, "spec");
    if (!kind || spec == nullptr) return std::nullopt;
    std::optional<MediaPlan> plan;
    if (*kind == kKinds[0]) plan = read_plan<media::VideoSpec>(*spec);
    if (*kind == kKinds[1]) plan = read_plan<Poster>(*spec);
    if (*kind == kKinds[2]) plan = read_plan<media::ImageSpec>(*spec);
    if (*kind == kKinds[3]) plan = read_plan<media::SpeechSpec>(*spec);
    if (*kind == kKinds[4]) plan = read_plan<media::MusicSpec>(*spec);
    if (plan) each_file(*plan, [&](std::filesystem::path& file) { file = directory / file.filename(); });
    return plan;
}

}  // namespace conch::emulator
