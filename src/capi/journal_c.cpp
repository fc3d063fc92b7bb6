#include "conch/journal.h"

#include "capi/submit.hpp"

namespace {

using conch::client::JournalWish;

conch::capi::Wish wish_for(JournalWish what) {
    conch::capi::Wish wish;
    wish.journal = what;
    return wish;
}

}  // namespace

extern "C" conch_status conch_jobs_list(conch_client* handle, const char* filter, const conch_task_options* options,
                                        conch_task* task, conch_error** error) {
    return conch::capi::submit(handle, wish_for(JournalWish::list), filter, options, task, error);
}

extern "C" conch_status conch_jobs_restore(conch_client* handle, const char* job, const conch_task_options* options,
                                           conch_task* task, conch_error** error) {
    return conch::capi::submit(handle, wish_for(JournalWish::restore), job == nullptr ? "" : job, options, task, error);
}

extern "C" conch_status conch_job_forget(conch_client* handle, const char* job, const conch_task_options* options,
                                         conch_task* task, conch_error** error) {
    return conch::capi::submit(handle, wish_for(JournalWish::forget), job == nullptr ? "" : job, options, task, error);
}
