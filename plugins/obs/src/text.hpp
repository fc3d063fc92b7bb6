#pragma once

#include <cstddef>
#include <string>

namespace conch::obs {

// At most so many bytes of UTF-8, cut at a whole character.
std::string shortened(const std::string& text, std::size_t most);

}  // namespace conch::obs
