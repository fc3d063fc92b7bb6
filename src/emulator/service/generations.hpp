// What videos and images share: the records and their lists.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/service/generation.hpp"

namespace conch::emulator {

// The documents give lists no largest page; this is ours.
inline constexpr std::int64_t kLargestPage = 100;
// How many finished jobs of a kind are remembered.
inline constexpr std::size_t kMostKept = 10'000;

class Generations {
  public:
    // Adds one; answers those that are forgotten for it, because memory has an end and these are the oldest.
    std::vector<GenerationPtr> add(const GenerationPtr& generation);
    GenerationPtr find(std::string_view id) const;
    // Newest first, at most `limit`, after the one that `last` names by composite or raw id.
    std::vector<GenerationPtr> page(std::string_view account, std::int64_t limit, std::string_view last,
                                    bool& more) const;
    // How many a list would show.
    std::int64_t count(std::string_view account) const;
    // Oldest first.
    const std::deque<GenerationPtr>& all() const { return all_; }
    void clear() {
        all_.clear();
        by_id_.clear();
    }

  private:
    std::deque<GenerationPtr> all_;  // oldest first
    std::map<std::string, GenerationPtr, std::less<>> by_id_;
};

}  // namespace conch::emulator
