// What an account's address and token say about themselves, read without asking anybody.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "json/json.hpp"

namespace conch::api {

// `url`: the request address copied from the browser; `token`: the site's JWT. `now_s`: seconds since 1970.
// A JSON object: account, name, host, deviceID, expires (ISO 8601), expiresInSeconds, supportVideo, supportChat,
// supportAudio, supportMusic. Never the token itself. The error (CONCH_E_INVALID) names the field and what is wrong.
Result<std::string> inspect_account(std::string_view url, std::string_view token, std::int64_t now_s);

// The same for the parameters of accounts.set, before they are sent.
Result<void> check_account(const json::Value& params, std::int64_t now_s);

}  // namespace conch::api
