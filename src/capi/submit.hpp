// What conch_call and conch_generate share: from C arguments to a Submission.
#pragma once

#include "capi/guard.hpp"
#include "conch/task.h"

namespace conch::capi {

// `operation` and `kind`: one of them is set. Runs the host's user_data_release if the task is not accepted.
conch_status submit(conch_client* handle, std::int32_t operation, std::int32_t kind, const char* params,
                    const conch_task_options* options, conch_task* task, conch_error** error) noexcept;

}  // namespace conch::capi
