#include "emulator/service/lifecycle.hpp"

#include <algorithm>

namespace conch::emulator {

namespace {

// The last step is the end; before it the percents go 10, 20 … 90.
constexpr int kSteps = 11;
// Five requests of four pictures.
constexpr int kImagesAtOnce = 20;

void remove_from(std::vector<GenerationPtr>& all, const GenerationPtr& one) {
    all.erase(std::remove(all.begin(), all.end(), one), all.end());
}

}  // namespace

void Lifecycle::start(const GenerationPtr& generation) {
    generation->created = world_.clock.now();
    if (generation->by_api) {
        generation->tracked = true;
        tracked_.push_back(generation);
    }
    line_of(*generation).waiting.push_back(generation);
    save(*generation);
    fill_places(generation->account, generation->family);
}

void Lifecycle::resume(const GenerationPtr& generation) {
    if (generation->final() || generation->gone) return;
    if (generation->tracked) tracked_.push_back(generation);
    Line& line = line_of(*generation);
    if (generation->began == 0) return line.waiting.push_back(generation);
    line.working.push_back(generation);
    go_on(generation);
}

void Lifecycle::forget(const Generation& generation) {
    for (const std::string* name : {&generation.marked, &generation.clean, &generation.cover})
        world_.studio.let_go(*name);
    if (!generation.file_id.empty()) world_.files.remove(generation.file_id);
    world_.store.erase(generation.family, generation.id);
}

Pace::By Lifecycle::pace_of(const Generation& generation) const {
    const Pace::By by = world_.pace.by;
    return by == Pace::By::polls && generation.watched ? Pace::By::time : by;
}

void Lifecycle::fill_places(const std::string& account) {
    fill_places(account, "video");
    fill_places(account, "image");
}

void Lifecycle::fill_places(const std::string& account, const std::string& family) {
    const Account* owner = world_.accounts.find(account);
    // An account that was removed here goes on at the provider.
    const int at_once = family == "image" ? kImagesAtOnce : owner == nullptr ? 1 : owner->processed_at_once;
    const auto places = static_cast<std::size_t>(at_once);
    Line& line = lines_[{account, family}];
    while (!line.waiting.empty() && line.working.size() < places) {
        const GenerationPtr next = line.waiting.front();
        line.waiting.pop_front();
        line.working.push_back(next);
        // Also the first is seen as queued for a moment.
        next->timer = world_.clock.after(world_.duration(next->duration / 50), [this, next] { begin(next); });
    }
    if (line.waiting.empty() && line.working.empty()) lines_.erase({account, family});
}

void Lifecycle::begin(const GenerationPtr& generation) {
    generation->timer.reset();
    generation->began = world_.clock.now();
    set_step(generation, 0);
    go_on(generation);
}

void Lifecycle::go_on(const GenerationPtr& generation) {
    // The file is made ahead, so that at normal speed it is there long before the time is up.
    if (generation->fate.status == 2 && !generation->fate.stuck) world_.studio.make_ahead(generation->main);
    const Pace::By by = pace_of(*generation);
    if (by == Pace::By::nothing) return time_is_up(generation);
    if (by == Pace::By::time) next_step(generation);
}

void Lifecycle::set_step(const GenerationPtr& generation, int step) {
    generation->step = step;
    generation->status = step == 0 ? 0 : step < 5 ? 1 : 12;
    if (step > 0) {
        generation->percent = std::min(step * 10, 99);
        generation->message = "Generating, " + std::to_string(*generation->percent) + "% done";
    }
    save(*generation);
    if (on_change) on_change(generation);
}

void Lifecycle::next_step(const GenerationPtr& generation) {
    const int step = generation->step + 1;
    const Clock::Ms due = generation->began + generation->duration * step / kSteps;
    generation->timer = world_.clock.at(due, [this, generation, step] {
        generation->timer.reset();
        if (step >= kSteps) return time_is_up(generation);
        set_step(generation, step);
        next_step(generation);
    });
}

void Lifecycle::polled(const GenerationPtr& generation) {
    if (pace_of(*generation) != Pace::By::polls || generation->began == 0 || generation->final()) return;
    if (generation->overdue) return;
    const int step = ++generation->polls * kSteps / std::max(1, world_.pace.polls);
    if (step >= kSteps) return time_is_up(generation);
    if (step > generation->step) set_step(generation, step);
}

void Lifecycle::time_is_up(const GenerationPtr& generation) {
    if (generation->fate.stuck) return;
    if (generation->fate.status == 3) return finish(generation, 3, "The generation failed, please try again");
    if (generation->fate.status != 2) {
        return finish(generation, generation->fate.status, "The content was found to violate the community guidelines");
    }
    if (world_.studio.exists(generation->main)) return finish(generation, 2, "");
    // The time is up, the media is not there: at high speed the making is what takes the time.
    generation->overdue = true;
    world_.clock.hold();
    world_.studio.make(generation->main, [this, generation](const std::optional<Error>& failed) {
        if (!generation->overdue) return;
        generation->overdue = false;
        world_.clock.release();
        finish(generation, failed ? 3 : 2, failed ? failed->message : "");
    });
}

void Lifecycle::finish(const GenerationPtr& generation, int status, std::string message) {
    generation->status = status;
    generation->message = std::move(message);
    generation->percent.reset();
    if (status == 2) {
        generation->percent = 100;
        if (on_complete) on_complete(generation);
    } else if (Account* account = world_.accounts.find(generation->account)) {
        // The documents do not say; nobody would pay for nothing.
        account->credits += generation->credits;
        world_.keep(*account);
    }
    if (generation->fate.vanishes) generation->gone = true;
    leave(generation);
    if (on_change) on_change(generation);
    untrack(generation);  // and writes it down
}

void Lifecycle::leave(const GenerationPtr& generation) {
    if (generation->timer) world_.clock.cancel(*generation->timer);
    generation->timer.reset();
    if (generation->overdue) {
        generation->overdue = false;
        world_.clock.release();
    }
    const auto found = lines_.find({generation->account, generation->family});
    if (found == lines_.end()) return;
    remove_from(found->second.working, generation);
    auto& waiting = found->second.waiting;
    waiting.erase(std::remove(waiting.begin(), waiting.end(), generation), waiting.end());
    fill_places(generation->account, generation->family);
}

void Lifecycle::cancel(const GenerationPtr& generation) {
    if (!generation->final()) finish(generation, 3, "Cancelled");
}

void Lifecycle::drop(const GenerationPtr& generation) {
    generation->gone = true;
    leave(generation);
    untrack(generation);
}

void Lifecycle::untrack(const GenerationPtr& generation) {
    generation->tracked = false;
    remove_from(tracked_, generation);
    save(*generation);
}

std::vector<GenerationPtr> Lifecycle::unfinished(const std::string& account, const std::string& family) const {
    const auto found = lines_.find({account, family});
    if (found == lines_.end()) return {};
    std::vector<GenerationPtr> all(found->second.working);
    all.insert(all.end(), found->second.waiting.begin(), found->second.waiting.end());
    return all;
}

void Lifecycle::clear() {
    for (auto& [key, line] : lines_) {
        for (const GenerationPtr& each : line.working) {
            if (each->timer) world_.clock.cancel(*each->timer);
            if (each->overdue) world_.clock.release();
            each->overdue = false;
        }
    }
    lines_.clear();
    tracked_.clear();
}

}  // namespace conch::emulator
