// What may go out in a header, and how one that came in is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/message.hpp"

namespace conch::net {

// No line break, no other control character: nothing of a value can become a line of its own. `what` names it in the
// error.
Result<void> check_value(const std::string& what, std::string_view value);
Result<void> check_header(const Header& header);
bool is_visible_ascii(std::string_view text);

// "Name: value" without its line end; nothing when it is no such line.
std::optional<Header> header_from(std::string_view line);

// Without the blanks and tabs around it.
std::string_view trimmed(std::string_view text);
// Nothing unless all of it is a number.
std::optional<std::uint64_t> number_in(std::string_view text, int base = 10);

bool same_without_case(std::string_view a, std::string_view b);
// Whether a list such as "keep-alive, Upgrade" has that word, compared without case.
bool list_has(std::string_view list, std::string_view word);

}  // namespace conch::net
