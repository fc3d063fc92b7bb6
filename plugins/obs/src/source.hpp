// One source in a scene: what it asks for, what it shows.
#pragma once

#include <obs-module.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "form.hpp"
#include "job.hpp"
#include "overlay.hpp"
#include "player.hpp"

namespace conch::obs {

class Source {
  public:
    Source(obs_data_t* settings, obs_source_t* self);
    ~Source();
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    // From OBS's video thread.
    void tick();
    void render();

    // From any thread.
    void update(obs_data_t* settings);
    std::uint32_t width() const;
    std::uint32_t height() const;
    void generate();
    void cancel();
    void play_next();

    // For the properties: what goes on, and whether it went wrong.
    struct Status {
        std::string text;
        bool running;
        bool failed;
    };
    Status status() const;

    obs_source_t* self() const { return self_; }
    Player& player() { return player_; }
    const Overlay& overlay() const { return overlay_; }

  private:
    using Clock = std::chrono::steady_clock;

    // What is to be drawn over the clip; empty: nothing.
    struct Note {
        std::string text;
        int percent = -1;
    };

    Note follow(const std::shared_ptr<Job>& job);
    void finish(const Job& job, const Progress& progress);
    void show_in_properties(const Progress& progress);
    void show_accounts();
    // A refresh of the form would take the cursor out of the field.
    bool is_edited() const;

    obs_source_t* self_;
    Player player_;
    Overlay overlay_;
    std::string reference_;

    // Never held while libobs is called.
    mutable std::mutex mutex_;
    std::shared_ptr<Job> job_;
    std::string prompt_;  // of the job
    std::string clip_;
    std::string failure_;
    Size size_{1280, 720};
    AtEnd at_end_ = AtEnd::loop;
    bool show_progress_ = true;
    bool offline_ = false;
    Clock::time_point failed_at_;
    Clock::time_point edited_at_;

    // Of the video thread alone.
    bool draw_note_ = false;
    int shown_step_ = -1;
    std::uint64_t shown_accounts_ = 0;
    Clock::time_point shown_at_;
};

}  // namespace conch::obs
