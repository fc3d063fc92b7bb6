#include "job.hpp"

#include <array>

namespace conch::obs {

namespace {

constexpr std::array<const char*, 9> kPhases{"starting",
                                             "checking",
                                             "uploading the pictures",
                                             "asking for the clip",
                                             "waiting for a place",
                                             "queued",
                                             "working",
                                             "downloading",
                                             "done"};

}  // namespace

std::string describe(const Progress& progress) {
    if (progress.ended && progress.status != CONCH_OK) return progress.message;
    const auto phase = static_cast<std::size_t>(progress.phase);
    std::string text = phase < kPhases.size() ? kPhases[phase] : "working";
    if (progress.ended) return text;
    if (progress.percent >= 0) text += ", " + std::to_string(progress.percent) + " %";
    if (progress.remaining_ms >= 0) text += ", " + std::to_string((progress.remaining_ms + 999) / 1000) + " s left";
    return text;
}

Progress Job::progress() const {
    const std::lock_guard lock(mutex_);
    return progress_;
}

void Job::read(const conch_event& event) {
    const std::int32_t type = conch_event_type(&event);
    if (type != CONCH_EVENT_PROGRESS && type != CONCH_EVENT_DONE) return;
    const std::lock_guard lock(mutex_);
    progress_.phase = conch_event_phase(&event);
    progress_.percent = conch_event_percent(&event);
    progress_.remaining_ms = conch_event_remaining_ms(&event);
    progress_.message = conch_event_message(&event, nullptr);
    if (type == CONCH_EVENT_DONE) {
        progress_.ended = true;
        progress_.phase = CONCH_PHASE_ENDED;
        progress_.status = conch_event_status(&event);
        progress_.file = conch_event_file(&event, 0, nullptr);
    }
}

void* Job::hold(std::shared_ptr<Job> job) {
    return new std::shared_ptr<Job>(std::move(job));
}

std::int32_t Job::callback(const conch_event* event, void* user_data) {
    (*static_cast<std::shared_ptr<Job>*>(user_data))->read(*event);
    return 0;
}

void Job::release(void* user_data) {
    delete static_cast<std::shared_ptr<Job>*>(user_data);
}

}  // namespace conch::obs
