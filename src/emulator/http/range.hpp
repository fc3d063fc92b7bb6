// Range requests (RFC 9110, section 14): one range, as players and resuming downloads send it.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace conch::emulator {

struct WholeFile {};
struct Unsatisfiable {};
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;  // inclusive
};
using RangeAnswer = std::variant<WholeFile, ByteRange, Unsatisfiable>;

// Anything but one well-formed bytes range means the whole file, as the RFC allows.
RangeAnswer parse_range(std::string_view header, std::uint64_t size);

}  // namespace conch::emulator
