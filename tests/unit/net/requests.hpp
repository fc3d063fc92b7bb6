// Short ways to say what most tests of this folder ask for.
#pragma once

#include <string>

#include "net/message.hpp"

namespace conch::net {

inline Request get_request(std::string url) {
    Request request;
    request.url = std::move(url);
    return request;
}

inline Request post_request(std::string url, std::string text) {
    Request request = get_request(std::move(url));
    request.method = Method::post;
    request.body.kind = Body::Kind::text;
    request.body.content_type = "application/json";
    request.body.text = std::move(text);
    return request;
}

inline bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace conch::net
