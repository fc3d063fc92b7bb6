// Targets and headers of requests: path, query, Range, and parameters of headers. What is accepted keeps its promises.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "emulator/http/form.hpp"
#include "emulator/http/range.hpp"
#include "emulator/http/url.hpp"

namespace {

using namespace conch::emulator;

void require(bool holds) {
    if (!holds) std::abort();
}

bool is_clean(const std::string& text) {
    return is_utf8(text) && text.find('\0') == std::string::npos;
}

void check_range(std::string_view text, std::uint64_t size) {
    const RangeAnswer answer = parse_range(text, size);
    const auto* range = std::get_if<ByteRange>(&answer);
    require(range == nullptr || (range->first <= range->last && range->last < size));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto path = split_path(text)) {
        require(std::all_of(path->begin(), path->end(), is_clean));
        require(path->empty() || !path->back().empty());
    }
    if (const auto query = parse_query(text)) {
        for (const auto& [name, value] : *query)
            require(is_clean(name) && is_clean(value));
    }
    for (const std::uint64_t length : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, UINT64_MAX})
        check_range(text, length);
    check_range("bytes=" + std::string(text), 1000);
    const std::string boundary = header_parameter(text, "boundary");
    require(boundary.size() <= size);
    return 0;
}
