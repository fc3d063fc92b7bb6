// UTF-8 where bytes come from outside.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace conch {

// What text begins with: a code point, or a piece of a broken one.
struct Utf8Sequence {
    std::size_t length;  // in bytes, at least 1
    bool well_formed;
};
Utf8Sequence first_sequence(std::string_view bytes);  // of at least one byte

// How many bytes from the start are well-formed UTF-8 of whole code points, none of them NUL.
std::size_t valid_utf8_prefix(std::string_view bytes);
bool is_valid_utf8(std::string_view bytes);  // all of them

// Each broken piece becomes one U+FFFD, as the WHATWG Encoding standard's decoder does it.
std::string with_valid_utf8(std::string text);

// Of well-formed text: how many code points it has, its beginning of so many, and of so many bytes at most.
std::size_t code_points(std::string_view text);
std::string_view first_code_points(std::string_view text, std::size_t most);
std::string_view first_bytes(std::string_view text, std::size_t most);

}  // namespace conch
