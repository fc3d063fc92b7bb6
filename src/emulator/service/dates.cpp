#include "emulator/service/dates.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace conch::emulator {

std::string iso_date(std::int64_t ms_since_1970) {
    using namespace std::chrono;  // NOLINT(google-build-using-namespace): a line of calendar names
    const sys_time<milliseconds> moment{milliseconds(ms_since_1970)};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss time(moment - day);
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return text;
}

std::string elapsed(std::int64_t ms) {
    const std::int64_t seconds = std::max<std::int64_t>(0, ms) / 1000;
    char text[32];
    std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(seconds / 60), static_cast<int>(seconds % 60));
    return text;
}

}  // namespace conch::emulator
