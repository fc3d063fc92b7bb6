// Local files that are part of the request itself, as agents and chats take them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace conch::jobs {

// Takes `{"path": …}`, or an array of such, out of the parameters.
std::vector<std::string> take_attached_files(json::Document& params, std::string_view name);

}  // namespace conch::jobs
