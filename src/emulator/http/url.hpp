// Targets of requests: paths, queries and percent signs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace conch::emulator {

using Query = std::vector<std::pair<std::string, std::string>>;

bool is_utf8(std::string_view text);

// Nothing when a percent sign has no two hex digits after it, or what comes out is not UTF-8 or holds a NUL.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

// The decoded parts of a path; empty ones at its end are dropped, because the service treats /x and /x/ alike.
std::optional<std::vector<std::string>> split_path(std::string_view path);

// a=b&c=d of a query or an urlencoded body.
std::optional<Query> parse_query(std::string_view text);

}  // namespace conch::emulator
