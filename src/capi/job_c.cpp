#include "conch/job.h"

#include "capi/submit.hpp"

extern "C" conch_status conch_generate(conch_client* handle, int32_t kind, const char* params,
                                       const conch_task_options* options, conch_task* task, conch_error** error) {
    // 0 would mean "a call" further down.
    const std::int32_t number = kind == 0 ? -1 : kind;
    return conch::capi::submit(handle, 0, number, params, options, task, error);
}
