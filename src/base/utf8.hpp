// UTF-8 where bytes come from outside.
#pragma once

#include <cstddef>
#include <string_view>

namespace conch {

// How many bytes from the start are well-formed UTF-8 of whole code points, none of them NUL.
std::size_t valid_utf8_prefix(std::string_view bytes);

// Of well-formed text: how many code points it has, its beginning of so many, and of so many bytes at most.
std::size_t code_points(std::string_view text);
std::string_view first_code_points(std::string_view text, std::size_t most);
std::string_view first_bytes(std::string_view text, std::size_t most);

}  // namespace conch
