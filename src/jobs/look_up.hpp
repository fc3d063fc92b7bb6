// Finding a job again whose create got no answer: by the mark in its replyRef while it runs, by its text when it is
// done.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// What looking turned up.
struct Found {
    std::vector<std::string> ids;   // the job's; empty: not there
    std::set<std::string> running;  // everything that the scheduler runs, for those who look at lists
};

// Running videos or images, by the service's scheduler.
Async<Found> look_up_in_scheduler(Context& context, std::string mark);

// Running agent jobs: their list has no replyRef, so each one is read.
Async<Found> look_up_agent_jobs(Context& context, std::string mark);

// A finished job is in no scheduler, and the lists have no replyRef. What the list shows, made after the create was
// sent, with exactly the same text and picture, which no job of the journal has and nobody's scheduler runs, is it.
struct ListRules {
    std::string_view operation;  // "videos.list"; empty: there is none
    std::string_view id_parameter;
};
Async<std::vector<std::string>> look_up_in_list(Context& context, ListRules list, const json::Value& params,
                                                const std::set<std::string>& running);

// One create may make several items, and some may have left the scheduler already: all those of the batch, by the list.
Async<std::vector<std::string>> whole_batch(Context& context, ListRules list, std::vector<std::string> ids);

// The ids of all items in an answer, however nested, whose replyRef carries the mark.
std::vector<std::string> items_with_mark(const json::Value& answer, std::string_view mark);

}  // namespace conch::jobs
