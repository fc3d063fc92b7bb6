#include "net/message.hpp"

#include <algorithm>

namespace conch::net {

namespace {

bool same_without_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::del:
            return "DELETE";
        case Method::head:
            return "HEAD";
    }
    return "GET";
}

std::optional<std::string_view> Response::header(std::string_view name) const {
    for (const Header& one : headers) {
        if (same_without_case(one.name, name)) return one.value;
    }
    return std::nullopt;
}

}  // namespace conch::net
