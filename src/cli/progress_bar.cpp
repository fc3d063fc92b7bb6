#include "cli/progress_bar.hpp"

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>

namespace conch::cli {

namespace {

constexpr std::int64_t kPatienceMs = 300;  // what is over sooner needs no bar
constexpr std::size_t kGaugeMin = 8;
constexpr std::size_t kGaugeMax = 24;
constexpr std::size_t kMessageMin = 8;

struct Cells {
    std::string text;
    std::size_t width = 0;
};

// The part of a text that fits, by the width of its characters on the terminal. What could steer the terminal, or what
// its locale cannot show, becomes '?'.
Cells clip(const std::string& text, std::size_t width) {
    Cells cells;
    std::mbstate_t state = {};
    for (std::size_t i = 0; i < text.size();) {
        wchar_t character = 0;
        const std::size_t read = std::mbrtowc(&character, &text[i], text.size() - i, &state);
        const bool decoded = read > 0 && read <= text.size() - i;
        const int columns = decoded ? wcwidth(character) : -1;
        const std::size_t needed = columns < 0 ? 1 : static_cast<std::size_t>(columns);
        if (cells.width + needed > width) break;
        const std::size_t length = decoded ? read : 1;
        cells.text += columns < 0 ? "?" : text.substr(i, length);
        cells.width += needed;
        if (!decoded) state = {};
        i += length;
    }
    return cells;
}

std::string clock_text(std::int64_t ms) {
    const std::int64_t seconds = ms / 1000;
    char text[32];
    if (seconds >= 3600) {
        std::snprintf(text, sizeof text, "%d:%02d:%02d", static_cast<int>(seconds / 3600),
                      static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    } else {
        std::snprintf(text, sizeof text, "%d:%02d", static_cast<int>(seconds / 60), static_cast<int>(seconds % 60));
    }
    return text;
}

std::string size_text(std::uint64_t bytes) {
    constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < std::size(kUnits)) {
        value /= 1000;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 || value >= 99.5 ? "%.0f %s" : "%.1f %s", value, kUnits[unit]);
    return text;
}

std::string detail_text(const Progress& progress) {
    if (progress.bytes_total > 0) return size_text(progress.bytes) + " of " + size_text(progress.bytes_total);
    if (progress.bytes > 0) return size_text(progress.bytes);
    return progress.message;
}

std::string gauge(int percent, std::size_t width, bool unicode) {
    const std::size_t full = width * static_cast<std::size_t>(std::clamp(percent, 0, 100)) / 100;
    std::string bar;
    for (std::size_t i = 0; i < width; ++i)
        bar += i < full ? (unicode ? "█" : "#") : (unicode ? "░" : "-");
    return bar;
}

std::size_t terminal_columns() {
    const char* asked = std::getenv("COLUMNS");
    const long columns = asked == nullptr ? 0 : std::strtol(asked, nullptr, 10);
    if (columns > 0) return static_cast<std::size_t>(columns);
    winsize size = {};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

bool is_dumb_terminal() {
    const char* terminal = std::getenv("TERM");
    return terminal == nullptr || std::strcmp(terminal, "dumb") == 0;
}

}  // namespace

std::string progress_line(const Progress& progress, std::size_t columns, bool unicode) {
    // The last column stays free: many terminals wrap when it is written.
    const std::size_t width = columns > 1 ? columns - 1 : 0;
    const std::string digits = std::to_string(std::clamp(progress.percent, 0, 100));
    const std::string number = progress.percent < 0 ? "" : std::string(5 - digits.size(), ' ') + digits + "%";
    const std::string time = progress.remaining_ms >= 0 ? clock_text(progress.remaining_ms + 999) + " left"
                                                        : clock_text(progress.elapsed_ms);
    const std::string head = progress.title + "  " + progress.phase;
    const std::string tail = number + "  " + time;
    const std::size_t fixed = head.size() + tail.size();
    std::size_t free = width > fixed ? width - fixed : 0;

    std::string bar;
    if (progress.percent >= 0 && free >= kGaugeMin + 2) {
        const std::size_t size = std::min(kGaugeMax, free - 2);
        bar = "  " + gauge(progress.percent, size, unicode);
        free -= size + 2;
    }
    std::string detail;
    if (free >= kMessageMin + 2) {
        detail = clip(detail_text(progress), free - 2).text;
        if (!detail.empty()) detail = "  " + detail;
    }
    if (width < fixed) return clip(progress.phase + tail, width).text;
    return head + bar + number + detail + "  " + time;
}

ProgressBar::ProgressBar(bool wanted)
    : enabled_(wanted && isatty(STDERR_FILENO) != 0 && !is_dumb_terminal()),
      unicode_(std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0) {}

void ProgressBar::show(Progress progress) {
    progress_ = std::move(progress);
    shown_at_ = Clock::now();
    tick();
}

void ProgressBar::tick() {
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    const Clock::time_point now = Clock::now();
    Progress progress = progress_;
    progress.elapsed_ms = duration_cast<milliseconds>(now - begin_).count();
    if (!enabled_ || progress.phase.empty() || progress.elapsed_ms < kPatienceMs) return;
    if (progress.remaining_ms >= 0) {
        const auto age = duration_cast<milliseconds>(now - shown_at_).count();
        progress.remaining_ms = std::max<std::int64_t>(0, progress.remaining_ms - age);
    }
    std::string line = progress_line(progress, terminal_columns(), unicode_);
    if (line == drawn_) return;
    std::fprintf(stderr, "\r%s\033[K", line.c_str());
    std::fflush(stderr);
    drawn_ = std::move(line);
}

void ProgressBar::clear() {
    if (drawn_.empty()) return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
    drawn_.clear();
}

void ProgressBar::stop() {
    clear();
    enabled_ = false;
}

}  // namespace conch::cli
