#include "source.hpp"

#include <util/platform.h>

#include <array>
#include <random>
#include <set>

#include "service.hpp"
#include "text.hpp"

namespace conch::obs {

namespace {

using namespace std::chrono_literals;

constexpr auto kFailureShown = 15s;  // over a clip; without one it stays
constexpr auto kBetweenRefreshes = 1s;
constexpr auto kAfterTyping = 3s;
constexpr std::size_t kNoteLength = 90;

// A copy of a source has the same settings, and must not have the same reference: both would take the same jobs.
class References {
  public:
    std::string claim(const std::string& wanted) {
        const std::lock_guard lock(mutex_);
        std::string name = wanted;
        while (name.empty() || !taken_.insert(name).second)
            name = fresh();
        return name;
    }
    void release(const std::string& name) {
        const std::lock_guard lock(mutex_);
        taken_.erase(name);
    }

  private:
    static std::string fresh() {
        std::random_device random;
        std::array<char, 24> text{};
        std::snprintf(text.data(), text.size(), "obs-%08x%08x", random(), random());
        return text.data();
    }

    std::mutex mutex_;
    std::set<std::string> taken_;
};

References& references() {
    static References all;
    return all;
}

// A new clip becomes part of the settings on the thread that owns them.
struct NewClip {
    obs_weak_source_t* source;
    std::string path;
};

void apply_clip(void* parameter) {
    const std::unique_ptr<NewClip> clip(static_cast<NewClip*>(parameter));
    obs_source_t* source = obs_weak_source_get_source(clip->source);
    obs_weak_source_release(clip->source);
    if (source == nullptr) return;
    obs_data_t* settings = obs_data_create();
    obs_data_set_string(settings, key::kClip, clip->path.c_str());
    obs_source_update(source, settings);
    obs_data_release(settings);
    obs_source_release(source);
}

void set_clip(obs_source_t* source, const std::string& path) {
    obs_queue_task(OBS_TASK_UI, apply_clip, new NewClip{obs_source_get_weak_source(source), path}, false);
}

}  // namespace

Source::Source(obs_data_t* settings, obs_source_t* self) : self_(self), player_(self), overlay_(self) {
    reference_ = references().claim(obs_data_get_string(settings, key::kReference));
    obs_data_set_string(settings, key::kReference, reference_.c_str());
    update(settings);
}

Source::~Source() {
    references().release(reference_);
}

void Source::update(obs_data_t* settings) {
    const Size size = size_of(read_form(settings));
    const std::string clip = obs_data_get_string(settings, key::kClip);
    const AtEnd at_end = at_end_from(obs_data_get_string(settings, key::kAtEnd));
    const bool offline = obs_data_get_bool(settings, key::kOffline);
    bool other_clip = false;
    bool other_form = false;
    {
        const std::lock_guard lock(mutex_);
        other_clip = clip != clip_ || at_end != at_end_;
        other_form = other_clip || offline != offline_;
        offline_ = offline;
        size_ = size;
        clip_ = clip;
        at_end_ = at_end;
        show_progress_ = obs_data_get_bool(settings, key::kShowProgress);
        edited_at_ = Clock::now();
    }
    if (other_clip) player_.play(clip, at_end);
    if (other_form) obs_source_update_properties(self_);
}

void Source::generate() {
    obs_data_t* settings = obs_source_get_settings(self_);
    const Form form = read_form(settings);
    obs_data_release(settings);
    {
        const std::lock_guard lock(mutex_);
        if (job_ != nullptr) return;
    }
    Service::Started started = Service::instance().generate(form);
    {
        const std::lock_guard lock(mutex_);
        job_ = std::move(started.job);
        prompt_ = form.prompt;
        failure_ = started.why;
        failed_at_ = Clock::now();
    }
    obs_source_update_properties(self_);
}

void Source::cancel() {
    const std::lock_guard lock(mutex_);
    if (job_ != nullptr) Service::cancel(*job_);
}

void Source::play_next() {
    std::string clip;
    {
        const std::lock_guard lock(mutex_);
        clip = clip_;
    }
    const std::string next = Service::instance().journal().after(clip);
    if (next.empty()) return;
    if (next != clip) {
        set_clip(self_, next);
    } else if (player_.child() != nullptr) {
        obs_source_media_restart(player_.child());
    }
}

Source::Status Source::status() const {
    const std::lock_guard lock(mutex_);
    if (job_ != nullptr) return {describe(job_->progress()), true, false};
    if (!failure_.empty()) return {failure_, false, true};
    return {clip_.empty() ? obs_module_text("Status.Empty") : obs_module_text("Status.Ready"), false, false};
}

void Source::tick() {
    Service::instance().tick();
    player_.tick();
    show_accounts();
    std::shared_ptr<Job> job;
    bool next = false;
    {
        const std::lock_guard lock(mutex_);
        if (job_ == nullptr) job_ = Service::instance().journal().take(reference_);
        job = job_;
        next = at_end_ == AtEnd::next;
    }
    const Note note = follow(job);
    draw_note_ = !note.text.empty();
    if (draw_note_) overlay_.set(shortened(note.text, kNoteLength), note.percent);
    if (player_.take_ended() && next) play_next();
}

Source::Note Source::follow(const std::shared_ptr<Job>& job) {
    if (job != nullptr) {
        const Progress progress = job->progress();
        if (progress.ended) {
            finish(*job, progress);
        } else {
            show_in_properties(progress);
            return {"Hailuo: " + describe(progress), std::max(progress.percent, 0)};
        }
    }
    const std::lock_guard lock(mutex_);
    if (!failure_.empty() && (clip_.empty() || Clock::now() - failed_at_ < kFailureShown)) return {failure_, -1};
    if (clip_.empty()) return {obs_module_text("Status.Empty"), -1};
    return {};
}

void Source::finish(const Job& job, const Progress& progress) {
    const bool well = progress.status == CONCH_OK && !progress.file.empty();
    std::string prompt;
    {
        const std::lock_guard lock(mutex_);
        job_ = nullptr;
        prompt = prompt_;
        failure_ = well ? "" : progress.message;
        failed_at_ = Clock::now();
    }
    shown_step_ = -1;
    if (well) {
        Service::instance().note_end(job, {progress.file, prompt});
        set_clip(self_, progress.file);
    } else {
        obs_source_update_properties(self_);
    }
}

void Source::show_in_properties(const Progress& progress) {
    const int step = progress.phase * 1000 + progress.percent / 10;
    const auto now = Clock::now();
    if (step == shown_step_ || now - shown_at_ < kBetweenRefreshes || is_edited()) return;
    shown_step_ = step;
    shown_at_ = now;
    obs_source_update_properties(self_);
}

void Source::show_accounts() {
    const std::uint64_t version = Service::instance().accounts_version();
    if (version == shown_accounts_ || is_edited()) return;
    shown_accounts_ = version;
    obs_source_update_properties(self_);
}

bool Source::is_edited() const {
    const std::lock_guard lock(mutex_);
    return Clock::now() - edited_at_ < kAfterTyping;
}

void Source::render() {
    bool alone = false;
    bool show_note = false;
    {
        const std::lock_guard lock(mutex_);
        alone = clip_.empty();
        show_note = show_progress_;
    }
    if (!alone) player_.render();
    if (draw_note_ && show_note) overlay_.render(width(), height(), alone);
}

std::uint32_t Source::width() const {
    const std::uint32_t clip = player_.width();
    const std::lock_guard lock(mutex_);
    return clip != 0 && !clip_.empty() ? clip : size_.width;
}

std::uint32_t Source::height() const {
    const std::uint32_t clip = player_.height();
    const std::lock_guard lock(mutex_);
    return clip != 0 && !clip_.empty() ? clip : size_.height;
}

}  // namespace conch::obs
