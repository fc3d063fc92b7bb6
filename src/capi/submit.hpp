// What all functions that start tasks share: from C arguments to a Submission.
#pragma once

#include "capi/guard.hpp"
#include "capi/typed_params.hpp"
#include "conch/task.h"

namespace conch::capi {

// What is to be run: one of operation, kind and journal is set.
struct Wish {
    std::int32_t operation = 0;
    std::int32_t kind = 0;
    bool whole_list = false;
    std::uint64_t most = 0;
    const TypedParams* typed = nullptr;                       // says the kind, and the parameters instead of JSON
    client::JournalWish journal = client::JournalWish::none;  // whose argument stands in for the parameters
};

// Runs the host's user_data_release if the task is not accepted.
conch_status submit(conch_client* handle, const Wish& wish, const char* params, const conch_task_options* options,
                    conch_task* task, conch_error** error) noexcept;

}  // namespace conch::capi
