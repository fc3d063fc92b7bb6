// What we need to know of a URL before it goes to curl, and how one may appear in a text.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::net {

struct Url {
    std::string scheme;     // lower case
    std::string host;       // without brackets
    std::string authority;  // "host:port", port always there, IPv6 in brackets: what error texts name
    std::string target;     // path and query, as a request line has them; may hold a secret
};

// Refuses every scheme but those in `schemes` (a list such as "http https"), and a user name or password.
// The error never repeats the URL, which may hold a secret.
Result<Url> parse_url(const std::string& text, std::string_view schemes = "http https");

// What parse_url() says of many URLs, one after the other, that are of the same few servers.
class Authorities {
  public:
    Result<std::string> of(const std::string& url);

  private:
    std::map<std::string, std::string, std::less<>> known_;  // by scheme and authority as they are written
};

// The URL as far as it may be written down: no query, no fragment.
std::string without_query(std::string_view url);

// Blanks the value of each `token=` in a text that comes from elsewhere.
std::string redact(std::string text);

}  // namespace conch::net
