#include "net/header_rules.hpp"

#include <algorithm>
#include <charconv>

namespace conch::net {

namespace {

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < ' ' && c != '\t') || byte == 0x7f;
    });
}

bool is_token(std::string_view text) {
    constexpr std::string_view kAlsoAllowed = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               kAlsoAllowed.find(c) != std::string_view::npos;
    });
}

}  // namespace

Result<void> check_value(const std::string& what, std::string_view value) {
    if (!has_control_characters(value)) return {};
    return fail(CONCH_E_ARGUMENT, what + " may not hold line breaks or other control characters");
}

Result<void> check_header(const Header& header) {
    if (!is_token(header.name)) {
        return fail(CONCH_E_ARGUMENT, "a header's name holds a character that is not allowed there");
    }
    return check_value("the value of header " + header.name, header.value);
}

bool is_visible_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::optional<Header> header_from(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    return Header{std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))};
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<std::uint64_t> number_in(std::string_view text, int base) {
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool same_without_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

bool list_has(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (same_without_case(trimmed(list.substr(0, comma)), word)) return true;
        if (comma == std::string_view::npos) break;
        list.remove_prefix(comma + 1);
    }
    return false;
}

}  // namespace conch::net
