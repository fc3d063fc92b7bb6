#include "conch/call.h"

#include "capi/submit.hpp"
#include "catalog/catalog.hpp"

extern "C" conch_status conch_call(conch_client* handle, int32_t operation, const char* params,
                                   const conch_task_options* options, conch_task* task, conch_error** error) {
    conch::capi::Wish wish;
    wish.operation = operation;
    return conch::capi::submit(handle, wish, params, options, task, error);
}

extern "C" conch_status conch_list(conch_client* handle, int32_t operation, const char* params, uint64_t most,
                                   const conch_task_options* options, conch_task* task, conch_error** error) {
    conch::capi::Wish wish;
    wish.operation = operation;
    wish.whole_list = true;
    wish.most = most;
    return conch::capi::submit(handle, wish, params, options, task, error);
}

extern "C" int32_t conch_operation_from_name(const char* name) {
    if (name == nullptr) return CONCH_OP_UNSET;
    return conch::capi::no_throw([&]() -> conch_status {
        const auto* operation = conch::catalog::find_operation(std::string_view(name));
        return operation == nullptr ? CONCH_OP_UNSET : operation->id;
    });
}

extern "C" const char* conch_operation_name(int32_t number) {
    const char* name = "";
    conch::capi::no_throw([&] {
        // RapidJSON ends every string of the catalog with a NUL.
        const auto* operation = conch::catalog::find_operation(number);
        if (operation != nullptr) name = operation->name.data();
        return CONCH_OK;
    });
    return name;
}
