// Walking a list of the service from its start to its end, whichever way it is paged.
#pragma once

#include <cstdint>
#include <string_view>

#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// How one list is paged, as data.
struct Paging {
    std::string_view operation;
    std::string_view items;   // where the items are; empty: the answer itself is the array
    std::string_view more;    // the boolean that says whether there are more; empty: a page without items is the end
    std::string_view cursor;  // the parameter that says where to go on
    std::string_view key;     // the item's member that goes into it; empty: the cursor is a page number
};

const Paging* paging_of(std::string_view operation);

// The items of one page; nullptr when the answer has none.
const json::Value* items_of(const Paging& paging, const json::Value& answer);

// One CHUNK event a page, with the page's items as a JSON array. The end's JSON is {"count": …}. `most` 0: all.
Async<End> run_list(Context& context, const catalog::Operation& operation, json::Document params, std::uint64_t most);

}  // namespace conch::jobs
