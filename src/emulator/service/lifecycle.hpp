// How generations move: the provider works on a few at a time, each takes its minutes, and ends as its fate says.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "emulator/service/generation.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

class Lifecycle {
  public:
    explicit Lifecycle(World& world) : world_(world) {}

    // Takes a new generation into the provider's queue.
    void start(const GenerationPtr& generation);
    // Ends it as failed, wherever it is.
    void cancel(const GenerationPtr& generation);
    // Forgets it without a word: it was deleted.
    void drop(const GenerationPtr& generation);
    // Somebody read it.
    void polled(const GenerationPtr& generation);

    // Unfinished ones of an account at the provider, also those that the scheduler does not track.
    std::vector<GenerationPtr> unfinished(const std::string& account, const std::string& family) const;
    // Those that the scheduler tracks, oldest first.
    const std::vector<GenerationPtr>& tracked() const { return tracked_; }
    void untrack(const GenerationPtr& generation);

    // Goes on with one that was on its way when the emulator ended.
    void resume(const GenerationPtr& generation);
    // Writes it down.
    void save(Generation& generation) const { world_.keep(generation.family, generation.id, generation); }
    // It is too old to be remembered.
    void forget(const Generation& generation);

    // The account may work on more now.
    void fill_places(const std::string& account);

    // Called after each change.
    std::function<void(const GenerationPtr&)> on_change;
    // Called when one has completed, before on_change: an image becomes a file then.
    std::function<void(const GenerationPtr&)> on_complete;

    void clear();

  private:
    struct Line {
        std::deque<GenerationPtr> waiting;
        std::vector<GenerationPtr> working;
    };

    Line& line_of(const Generation& generation) { return lines_[{generation.account, generation.family}]; }
    void fill_places(const std::string& account, const std::string& family);
    void begin(const GenerationPtr& generation);
    void go_on(const GenerationPtr& generation);
    // What makes this one move now.
    Pace::By pace_of(const Generation& generation) const;
    void set_step(const GenerationPtr& generation, int step);
    void next_step(const GenerationPtr& generation);
    void time_is_up(const GenerationPtr& generation);
    void finish(const GenerationPtr& generation, int status, std::string message);
    void leave(const GenerationPtr& generation);

    World& world_;
    std::map<std::pair<std::string, std::string>, Line> lines_;
    std::vector<GenerationPtr> tracked_;
};

}  // namespace conch::emulator
