// Lists of names, and lists that travel as one text: "sora-2, kolors".
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace conch::catalog {

inline bool contains(const std::vector<std::string_view>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

inline std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Visits what stands between the commas, without the spaces around it; an empty text is one empty item.
template <typename Visit>
void for_each_item(std::string_view list, Visit visit) {
    for (;;) {
        const std::size_t comma = list.find(',');
        visit(trimmed(list.substr(0, comma)));
        if (comma == std::string_view::npos) return;
        list.remove_prefix(comma + 1);
    }
}

}  // namespace conch::catalog
