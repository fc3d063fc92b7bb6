// What a curl code means to us.
#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::net {

// `authority` is the host:port that was talked to, `detail` what libcurl had to say (redacted here), `request_began`
// whether the connection was there and the request could go out.
Error error_of(CURLcode code, const std::string& authority, std::string_view detail, bool request_began);

}  // namespace conch::net
