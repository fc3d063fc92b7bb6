// What the JSON parser does not look at, found before it builds anything.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace conch::json {

struct Fault {
    std::size_t offset;  // in bytes
    const char* what;
};

// The first place where JSON text is nested deeper than allowed, or holds a control character, bytes that are not UTF-8
// or an escaped half of a surrogate pair. Everything else about the grammar is the parser's business.
std::optional<Fault> find_fault(std::string_view text, std::size_t max_depth);

}  // namespace conch::json
