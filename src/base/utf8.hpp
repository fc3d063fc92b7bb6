// UTF-8 where bytes come from outside.
#pragma once

#include <cstddef>
#include <string_view>

namespace conch {

// How many bytes from the start are well-formed UTF-8 of whole code points, none of them NUL.
std::size_t valid_utf8_prefix(std::string_view bytes);

}  // namespace conch
