// Whatever arrives: the parser answers, and what it accepts survives being written and read again. Who only checks
// comes to the same end.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "json/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto first = conch::json::parse(text);
    const auto checked = conch::json::check(text);
    if (checked.has_value() != first.has_value()) std::abort();
    if (!first) {
        if (checked.error().message != first.error().message) std::abort();
        return 0;
    }
    const std::string written = conch::json::to_string(*first);
    const auto second = conch::json::parse(written);
    if (!second || conch::json::to_string(*second) != written) std::abort();
    return 0;
}
