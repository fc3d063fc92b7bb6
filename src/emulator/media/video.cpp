#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "emulator/media/check.hpp"
#include "emulator/media/encode.hpp"
#include "emulator/media/graph.hpp"
#include "emulator/media/media.hpp"
#include "emulator/media/output.hpp"
#include "emulator/media/picture.hpp"
#include "emulator/media/scene.hpp"
#include "emulator/media/synth.hpp"
#include "emulator/media/voice.hpp"

namespace conch::emulator::media {
namespace {

Result<void> check(const VideoSpec& spec) {
    for (const auto& [name, value] : {std::pair{"width", spec.width}, std::pair{"height", spec.height}}) {
        if (value < 64 || value > 4096 || value % 2 != 0) {
            return refuse(
                name, std::string(name) + " must be an even number from 64 to 4096; given: " + std::to_string(value));
        }
    }
    if (!(spec.seconds >= 1 && spec.seconds <= 60)) {
        return refuse("seconds", "seconds must be from 1 to 60; given: " + av::number(spec.seconds));
    }
    if (spec.frames_per_second < 1 || spec.frames_per_second > 60) {
        return refuse("frames_per_second",
                      "frames_per_second must be from 1 to 60; given: " + std::to_string(spec.frames_per_second));
    }
    return {};
}

// One still picture that goes into the graph once.
struct Still {
    Graph::Node source = nullptr;
    av::Frame frame;
};

// The scene of one video: what lies over what, and when.
class Scene {
  public:
    Scene(const VideoSpec& spec, std::int64_t frames) : spec_(spec), frames_(frames) {}

    Result<void> build() {
        if (auto done = add_base(); !done) return done;
        if (auto done = add_end(); !done) return done;
        if (auto done = add_subject(); !done) return done;
        if (auto done = add_caption(); !done) return done;
        if (auto done = add_watermark(); !done) return done;
        top_ = graph_.add("format", {{"pix_fmts", "yuv420p"}}, {top_});
        if (auto done = graph_.finish(top_); !done) return done;
        for (const Still& still : stills_) {
            if (auto done = graph_.push(still.source, still.frame.get()); !done) return done;
            if (auto done = graph_.push(still.source, nullptr); !done) return done;
        }
        stills_.clear();
        return {};
    }

    Result<av::Frame> next() { return graph_.pull(); }

    // Frames after which it all begins anew; a picture that was given is moved through once.
    std::int64_t period() const {
        constexpr std::int64_t kPeriodSeconds = 2;
        return spec_.start_image || spec_.end_image ? frames_ : kPeriodSeconds * spec_.frames_per_second;
    }

  private:
    Graph::Node add_still(av::Frame frame) {
        const Graph::Node source = graph_.pictures(*frame, spec_.frames_per_second);
        stills_.push_back({source, std::move(frame)});
        return source;
    }

    void lay_over(av::Frame frame, std::string x, std::string y, std::string enable = "1") {
        const Overlaid overlaid =
            add_overlay(graph_, top_, frame, spec_.frames_per_second, std::move(x), std::move(y), std::move(enable));
        top_ = overlaid.result;
        stills_.push_back({overlaid.source, std::move(frame)});
    }

    // "2*PI" times the share of the period that has gone by, as an expression of the frame's number `n`.
    std::string turn() const { return "2*PI*n/" + std::to_string(period()); }

    // Colours, the camera swaying over them.
    Result<void> add_colours() {
        const auto reserve = [](int side) { return side * 27 / 25 / 2 * 2; };
        auto colours = draw_gradient(spec_.seed, reserve(spec_.width), reserve(spec_.height));
        if (!colours) return fail(colours.error());
        const Graph::Node still = add_still(std::move(*colours));
        const Graph::Node all = graph_.add("loop", {{"loop", "-1"}, {"size", "1"}}, {still});
        top_ = graph_.add("crop",
                          {{"w", av::number(spec_.width)},
                           {"h", av::number(spec_.height)},
                           {"x", "(iw-ow)/2*(1+sin(" + turn() + "))"},
                           {"y", "(ih-oh)/2*(1+cos(" + turn() + "))"}},
                          {all});
        return {};
    }

    // The uploaded picture, and the camera moving into it; or colours.
    Result<void> add_base() {
        if (!spec_.start_image) return add_colours();
        // A little more than the frame, so that moving in does not blur.
        constexpr double kReserve = 1.25;
        const auto reserve = [](int side) { return static_cast<int>(side * kReserve) / 2 * 2; };
        auto picture =
            load_picture(*spec_.start_image, "start_image", Fit::kCover, reserve(spec_.width), reserve(spec_.height));
        if (!picture) return fail(picture.error());
        const Graph::Node still = add_still(std::move(*picture));
        const double towards_x = 0.3 + static_cast<double>(choice(spec_.seed, 10) % 100) / 250;
        const double towards_y = 0.3 + static_cast<double>(choice(spec_.seed, 11) % 100) / 250;
        // Every step is shown twice: half the work, and so slow a movement does not show it.
        const std::string rate = av::number(spec_.frames_per_second);
        top_ = graph_.add("zoompan",
                          {{"zoom", "1+0.5*on/" + av::number(static_cast<double>(frames_))},
                           {"x", "(iw-iw/zoom)*" + av::number(towards_x)},
                           {"y", "(ih-ih/zoom)*" + av::number(towards_y)},
                           {"d", std::to_string(frames_ / 2 + 2)},
                           {"s", av::number(spec_.width) + "x" + av::number(spec_.height)},
                           {"fps", rate + "/2"}},
                          {still});
        top_ = graph_.add("fps", {{"fps", rate}}, {top_});
        return {};
    }

    // Fades in during the last third and is alone from three frames before the end.
    Result<void> add_end() {
        if (!spec_.end_image) return {};
        auto picture = load_picture(*spec_.end_image, "end_image", Fit::kCover, spec_.width, spec_.height);
        if (!picture) return fail(picture.error());
        const std::int64_t fade = std::max<std::int64_t>(1, frames_ / 3);
        const std::int64_t begin = std::max<std::int64_t>(0, frames_ - fade - 3);
        Graph::Node node = add_still(std::move(*picture));
        node = graph_.add("format", {{"pix_fmts", "yuva420p"}}, {node});
        node = graph_.add("loop", {{"loop", "-1"}, {"size", "1"}}, {node});
        node = graph_.add("fade",
                          {{"type", "in"}, {"start_frame", "0"}, {"nb_frames", std::to_string(fade)}, {"alpha", "1"}},
                          {node});
        node = graph_.add("setpts", {{"expr", "N+" + std::to_string(begin)}}, {node});
        top_ = graph_.add("overlay", {{"format", "yuv420"}}, {top_, node});
        return {};
    }

    // Whole, in the upper part, swaying.
    Result<void> add_subject() {
        if (!spec_.subject_image) return {};
        auto picture = load_picture(*spec_.subject_image, "subject_image", Fit::kContain, spec_.width * 6 / 10,
                                    spec_.height * 6 / 10);
        if (!picture) return fail(picture.error());
        lay_over(std::move(*picture), "(W-w)/2+W*0.06*sin(" + turn() + ")", "H*0.05+H*0.02*(1-cos(" + turn() + "))");
        return {};
    }

    // The prompt. Over a picture it is smaller, lies at the bottom, and leaves the first and the last frame free.
    Result<void> add_caption() {
        const bool picture = spec_.start_image || spec_.end_image || spec_.subject_image;
        const std::string heading = spec_.model + (spec_.model.empty() ? "" : " · ") + av::number(spec_.width) + "×" +
                                    av::number(spec_.height) + " · " +
                                    av::number(static_cast<int>(std::lround(spec_.seconds))) + " s";
        const int height = picture ? spec_.height * 3 / 10 : spec_.height * 8 / 10;
        auto panel =
            draw_panel(heading, spec_.prompt, spec_.width * 9 / 10, height, spec_.height / (picture ? 24 : 14));
        if (!panel) return fail(panel.error());
        const std::int64_t half_second = spec_.frames_per_second / 2;
        const std::int64_t from = spec_.start_image ? half_second : 0;
        const std::int64_t to = spec_.end_image ? frames_ - 1 - half_second : frames_;
        lay_over(std::move(*panel), "(W-w)/2", picture ? "H-h-H/24" : "(H-h)/2",
                 "between(n," + std::to_string(from) + "," + std::to_string(to) + ")");
        return {};
    }

    Result<void> add_watermark() {
        if (!spec_.watermark) return {};
        auto mark = draw_watermark(spec_.height);
        if (!mark) return fail(mark.error());
        lay_over(std::move(*mark), "W-w", "0");
        return {};
    }

    const VideoSpec& spec_;
    std::int64_t frames_;
    Graph graph_;
    Graph::Node top_ = nullptr;
    std::vector<Still> stills_;
};

// The prompt, spoken over a soft chord, as long as the video.
Result<Track> make_sound(const VideoSpec& spec) {
    constexpr int kSampleRate = 48000;
    Track track(spec.seconds, kSampleRate);
    const double key = 48 + static_cast<double>(choice(spec.seed, 12) % 7);
    constexpr std::array kChord = {0.0, 7.0, 12.0, 16.0};
    for (std::size_t i = 0; i < kChord.size(); ++i) {
        const double pan = static_cast<double>(i) * 0.4 - 0.6;
        add_note(track, Timbre::kPad, {0, spec.seconds, key + kChord.at(i), 0.015, pan});
    }
    const Voice voice = choose_voice(choice(spec.seed, 13), {}, {}, spec.prompt);
    double at = 0.3;
    for (const SpeechPart& part : split_speech(speakable_within(spec.prompt, spec.seconds))) {
        if (at >= spec.seconds) break;
        if (part.pause > 0) continue;
        const auto samples = speak(voice, part.text, kSampleRate);
        if (!samples) return fail(samples.error());
        add_voice(track, *samples, at, 0.7 * std::pow(10.0, voice.gain_db / 20));
        at += static_cast<double>(samples->size()) / kSampleRate;
    }
    for (float& sample : track.samples)
        sample = std::clamp(sample, -1.0F, 1.0F);
    return track;
}

}  // namespace

Result<VideoInfo> make_video(const VideoSpec& spec, const std::filesystem::path& out) {
    if (const auto checked = check(spec); !checked) return fail(checked.error());
    const std::int64_t frames = std::llround(spec.seconds * spec.frames_per_second);
    Scene scene(spec, frames);
    if (const auto built = scene.build(); !built) return fail(built.error());
    std::optional<Track> sound;
    if (spec.sound) {
        auto made = make_sound(spec);
        if (!made) return fail(made.error());
        sound = std::move(*made);
    }
    const Mp4Options options{spec.width, spec.height,    spec.frames_per_second,
                             frames,     scene.period(), sound ? &*sound : nullptr};
    Output output(out);
    const auto written = write_mp4(
        options, [&] { return scene.next(); }, output.part());
    if (!written) return fail(written.error());
    const auto bytes = output.commit();
    if (!bytes) return fail(bytes.error());
    return VideoInfo{spec.width, spec.height, spec.frames_per_second, frames, spec.seconds, spec.sound, *bytes};
}

}  // namespace conch::emulator::media
