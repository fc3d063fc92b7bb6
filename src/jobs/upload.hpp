// Local files among a job's parameters: looked at, uploaded, and replaced by the ids that the service gave them.
#pragma once

#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// Every `{"path": …}` in `params` becomes a file id. Nothing is uploaded before all of them have been looked at.
Async<Result<void>> upload_local_files(Context& context, const catalog::Operation& operation, json::Document& params);

// The service did not like the request: files that it names may be gone there, so they are not taken for known again.
void forget_files(Context& context, const Error& refusal, const json::Value& params);

}  // namespace conch::jobs
