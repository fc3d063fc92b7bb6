// UTF-8 as it comes from outside.
#pragma once

#include <string>

namespace conch::net {

// Each broken sequence becomes one U+FFFD, as the WHATWG Encoding standard's decoder does it.
std::string with_valid_utf8(std::string text);

}  // namespace conch::net
