#include "emulator/service/generations.hpp"

#include <algorithm>
#include <ranges>

namespace conch::emulator {

std::vector<GenerationPtr> Generations::add(const GenerationPtr& generation) {
    all_.push_back(generation);
    by_id_.emplace(generation->id, generation);
    std::vector<GenerationPtr> forgotten;
    for (auto each = all_.begin(); all_.size() > kMostKept && each != all_.end();) {
        if (!(*each)->final() && !(*each)->gone) {
            ++each;
            continue;
        }
        by_id_.erase((*each)->id);
        forgotten.push_back(*each);
        each = all_.erase(each);
    }
    return forgotten;
}

GenerationPtr Generations::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

std::vector<GenerationPtr> Generations::page(std::string_view account, std::int64_t limit, std::string_view last,
                                             bool& more) const {
    std::vector<GenerationPtr> items;
    bool reached = last.empty();
    more = false;
    for (const GenerationPtr& item : std::ranges::reverse_view(all_)) {
        if (item->account != account) continue;
        // A deleted one still works as the place to go on from.
        if (!reached) {
            reached = item->id == last || item->number == last;
            continue;
        }
        if (item->gone || item->hidden) continue;
        if (static_cast<std::int64_t>(items.size()) == limit) {
            more = true;
            break;
        }
        items.push_back(item);
    }
    return items;
}

std::int64_t Generations::count(std::string_view account) const {
    return std::count_if(all_.begin(), all_.end(), [&](const GenerationPtr& each) {
        return each->account == account && !each->gone && !each->hidden;
    });
}

}  // namespace conch::emulator
