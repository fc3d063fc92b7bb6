// Random bytes from the system, good enough for names that must not be guessed or met twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/result.hpp"

namespace conch::platform {

Result<void> random_bytes(std::span<std::uint8_t> out);

// `bytes` random bytes as lower-case hexadecimal.
Result<std::string> random_hex(std::size_t bytes);

}  // namespace conch::platform
