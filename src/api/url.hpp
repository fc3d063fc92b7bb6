// Pieces of URLs.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::api {

// Everything but unreserved characters (RFC 3986) as %XX.
std::string percent_encode(std::string_view text);

struct BaseUrl {
    std::string scheme;  // "http" or "https"
    std::string host;
    bool loopback = false;
    std::string text;  // normalised: no slash at the end
};

// A base URL as a host's settings hold it; the error (CONCH_E_ARGUMENT, field "base_url") says what is wrong with it.
Result<BaseUrl> parse_base_url(std::string_view text);

}  // namespace conch::api
