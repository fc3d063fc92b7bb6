#include "net/message.hpp"

#include "net/header_rules.hpp"

namespace conch::net {

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
