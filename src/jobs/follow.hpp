// Watching something at the service until it has ended.
#pragma once

#include <string>
#include <string_view>

#include "api/answer.hpp"
#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// What an answer says of the thing that is watched.
struct Sighting {
    enum class State { running, completed, failed };
    State state = State::running;
    std::int32_t phase = CONCH_PHASE_WORKING;
    std::int32_t percent = -1;
    std::string message;
    Error error;  // of a failed one
};

// What to look at, how to read it, and how long that is reasonable.
struct Followed {
    std::string_view get_operation;   // "videos.get"
    std::string_view list_operation;  // "videos.list"; empty: there is none that shows the same
    std::string_view id_parameter;    // "videoId"
    Sighting (*read)(const json::Value& answer);
    Milliseconds typical;  // how long it takes most of the time
    Milliseconds longest;  // after that it is given up; the thing itself lives on
};

// The answer that shows it completed, or why there will be none.
Async<Result<api::Answer>> follow(Context& context, const Followed& what, std::string remote_id);

// Videos, images and songs share their states and fields.
template <catalog::ItemFamily family>
Sighting read_item(const json::Value& answer);
Sighting read_item_of(catalog::ItemFamily family, const json::Value& answer);

template <catalog::ItemFamily family>
Sighting read_item(const json::Value& answer) {
    return read_item_of(family, answer);
}

}  // namespace conch::jobs
