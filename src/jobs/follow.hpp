// Watching an item at the service until it has ended.
#pragma once

#include <string>

#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// What to look at, and how long that is reasonable.
struct Followed {
    catalog::ItemFamily family;
    std::string_view get_operation;  // "videos.get"
    std::string_view id_parameter;   // "videoId"
    Milliseconds typical;            // how long it takes most of the time
    Milliseconds longest;            // after that it is given up; the item lives on
};

struct Item {
    std::string json;  // as the service sent it
    json::Document content;
    int http_code = 0;
};

// The finished item, or why there will be none.
Async<Result<Item>> follow(Context& context, const Followed& what, std::string remote_id);

}  // namespace conch::jobs
