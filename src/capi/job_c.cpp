#include "conch/job.h"

#include "capi/submit.hpp"

extern "C" conch_status conch_generate(conch_client* handle, int32_t kind, const char* params,
                                       const conch_task_options* options, conch_task* task, conch_error** error) {
    conch::capi::Wish wish;
    wish.kind = kind == 0 ? -1 : kind;  // 0 would mean "a call" further down
    return conch::capi::submit(handle, wish, params, options, task, error);
}
