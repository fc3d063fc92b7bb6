// The request that costs credits: sent at most once for each job, found again when its answer is lost.
#pragma once

#include <string>

#include "api/answer.hpp"
#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

struct Created {
    std::string remote_id;
    std::string json;  // the create's answer; empty for a job that was found again
    int http_code = 0;
};

// Marks `params` with a replyRef of our own, sends, waits for a free place when there is none, and gives the job's id.
// `id_field` is where the create's answer has the id.
Async<Result<Created>> create_once(Context& context, const catalog::Operation& operation, json::Document& params,
                                   std::string_view id_field);

}  // namespace conch::jobs
