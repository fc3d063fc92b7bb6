#include "emulator/http/range.hpp"

#include <charconv>
#include <optional>

#include "emulator/http/message.hpp"

namespace conch::emulator {

namespace {

std::optional<std::uint64_t> number(std::string_view digits) {
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failed != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

}  // namespace

RangeAnswer parse_range(std::string_view header, std::uint64_t size) {
    constexpr std::string_view kUnit = "bytes=";
    if (!equals_ignoring_case(header.substr(0, kUnit.size()), kUnit)) return WholeFile{};
    header.remove_prefix(kUnit.size());
    const std::size_t dash = header.find('-');
    if (dash == std::string_view::npos) return WholeFile{};
    const std::string_view from = header.substr(0, dash);
    const std::string_view to = header.substr(dash + 1);

    if (from.empty()) {
        const auto suffix = number(to);
        if (!suffix) return WholeFile{};
        if (*suffix == 0 || size == 0) return Unsatisfiable{};
        return ByteRange{*suffix >= size ? 0 : size - *suffix, size - 1};
    }
    const auto first = number(from);
    const auto last = to.empty() ? std::optional<std::uint64_t>(UINT64_MAX) : number(to);
    if (!first || !last || *last < *first) return WholeFile{};
    if (*first >= size) return Unsatisfiable{};
    return ByteRange{*first, *last < size ? *last : size - 1};
}

}  // namespace conch::emulator
