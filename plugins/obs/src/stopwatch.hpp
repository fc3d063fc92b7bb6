// How long OBS's threads were kept: the longest stay in each of our entry points.
#pragma once

#include <cstdint>

namespace conch::obs {

enum class Entry {
    load,
    unload,
    create,
    destroy,
    update,
    save,
    tick,
    render,
    size,
    properties,
    button,
    media,
    sound,
    count
};

class Stopwatch {
  public:
    explicit Stopwatch(Entry entry);
    ~Stopwatch();
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

  private:
    Entry entry_;
    std::uint64_t begin_;
};

// One line an entry point into OBS's log.
void log_longest_calls();

}  // namespace conch::obs
