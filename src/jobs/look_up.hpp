// Finding jobs again by the mark in their replyRef.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// Running videos or images, by the service's scheduler.
Async<std::vector<std::string>> look_up_in_scheduler(Context& context, std::string mark);

// Running agent jobs: their list has no replyRef, so each one is read.
Async<std::vector<std::string>> look_up_agent_jobs(Context& context, std::string mark);

// The ids of all items in an answer, however nested, whose replyRef carries the mark.
std::vector<std::string> items_with_mark(const json::Value& answer, std::string_view mark);

}  // namespace conch::jobs
