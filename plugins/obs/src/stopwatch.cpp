#include "stopwatch.hpp"

#include <obs-module.h>
#include <util/platform.h>

#include <array>
#include <atomic>

namespace conch::obs {

namespace {

constexpr auto kCount = static_cast<std::size_t>(Entry::count);
constexpr std::array<const char*, kCount> kNames{"load",   "unload",     "create",       "destroy", "update",
                                                 "save",   "video_tick", "video_render", "size",    "properties",
                                                 "button", "media",      "sound"};
std::array<std::atomic<std::uint64_t>, kCount> longest;

}  // namespace

Stopwatch::Stopwatch(Entry entry) : entry_(entry), begin_(os_gettime_ns()) {}

Stopwatch::~Stopwatch() {
    const std::uint64_t took = os_gettime_ns() - begin_;
    std::atomic<std::uint64_t>& most = longest[static_cast<std::size_t>(entry_)];
    std::uint64_t known = most.load();
    while (took > known && !most.compare_exchange_weak(known, took)) {
    }
}

void log_longest_calls() {
    for (std::size_t i = 0; i < kCount; ++i) {
        const double ms = static_cast<double>(longest[i].load()) / 1e6;
        blog(LOG_INFO, "[obs-conch] longest call %s %.3f ms", kNames[i], ms);
    }
}

}  // namespace conch::obs
