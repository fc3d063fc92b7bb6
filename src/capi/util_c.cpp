#include "conch/util.h"

#include <cstdlib>
#include <cstring>

#include "capi/exported.hpp"
#include "platform/thread.hpp"

extern "C" void conch_free(void* memory) {
    std::free(memory);
}

extern "C" conch_function conch_get_proc_address(const char* name) {
    if (name == nullptr) return nullptr;
    for (const conch::capi::Exported& exported : conch::capi::exported()) {
        if (std::strcmp(exported.name, name) == 0) return exported.function;
    }
    return nullptr;
}

extern "C" int32_t conch_debug_thread_count(void) {
    return conch::platform::thread_count();
}
