// One line on the terminal that says how far a task is. Draws nothing when standard error is not a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace conch::cli {

struct Progress {
    std::string title;  // what is being done, e.g. "video"
    std::string phase;
    std::string message;  // the service's own words
    int percent = -1;     // -1: unknown
    std::uint64_t bytes = 0;
    std::uint64_t bytes_total = 0;   // 0: unknown
    std::int64_t elapsed_ms = 0;     // since the task began
    std::int64_t remaining_ms = -1;  // -1: unknown
};

// The line for a terminal of so many columns; never wider than that, with what matters least left out first.
// `unicode` says whether the terminal's locale has more than ASCII.
std::string progress_line(const Progress& progress, std::size_t columns, bool unicode);

class ProgressBar {
  public:
    explicit ProgressBar(bool wanted);
    ~ProgressBar() { clear(); }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(Progress progress);
    void tick();   // lets the time run on
    void clear();  // gives the line back; the next show() or tick() draws it again
    void stop();   // for good

  private:
    using Clock = std::chrono::steady_clock;

    bool enabled_ = false;
    bool unicode_ = false;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point shown_at_ = begin_;
    Progress progress_;
    std::string drawn_;
};

}  // namespace conch::cli
