#include "conch/task.h"

#include <charconv>
#include <cstdlib>

#include "capi/guard.hpp"
#include "capi/handle_pool.hpp"

using namespace conch;        // NOLINT(google-build-using-namespace): this file is the C face of these namespaces
using namespace conch::capi;  // NOLINT(google-build-using-namespace)

extern "C" void conch_task_options_init(conch_task_options* options, size_t struct_size) {
    init_struct(options, struct_size);
}

extern "C" void conch_task_info_init(conch_task_info* info, size_t struct_size) {
    init_struct(info, struct_size);
}

extern "C" conch_status conch_task_cancel(conch_client* handle, conch_task task, int32_t where) {
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        if (where != CONCH_CANCEL_HERE && where != CONCH_CANCEL_EVERYWHERE) return CONCH_E_ARGUMENT;
        return client.cancel(task, where);
    });
}

extern "C" conch_status conch_task_wait(conch_client* handle, conch_task task, int32_t timeout_ms,
                                        conch_event** event) {
    clear_out(event);
    return guarded(handle, InCallback::forbidden, [&](client::Client& client) -> conch_status {
        const auto waited_for = client.core().find(task);
        if (!waited_for) return CONCH_E_NOT_FOUND;
        std::shared_ptr<const client::Event> done;
        const conch_status status = client.core().wait(waited_for, timeout_ms, done);
        if (status != CONCH_OK) return status;
        if (event != nullptr) {
            conch_event* owned = HandlePool<conch_event>::instance().acquire();
            owned->set(std::move(done));
            owned->owned = true;
            *event = owned;
        }
        client.core().run_releases();
        return CONCH_OK;
    });
}

extern "C" conch_status conch_task_state(conch_client* handle, conch_task task, conch_task_info* info) {
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        if (info == nullptr || info->struct_size < sizeof(std::uint32_t)) return CONCH_E_ARGUMENT;
        auto known = client.core().state(task);
        if (!known) return CONCH_E_NOT_FOUND;
        // The caller may know fewer fields, or more: those become zero.
        const std::uint32_t size = info->struct_size;
        init_struct(info, size);
        known->struct_size = size;
        std::memcpy(info, &*known, std::min<std::size_t>(size, sizeof *known));
        return CONCH_OK;
    });
}

extern "C" conch_status conch_task_list(conch_client* handle, conch_task** tasks, size_t* count) {
    clear_out(tasks);
    clear_out(count);
    return guarded(handle, InCallback::allowed, [&](client::Client& client) -> conch_status {
        if (tasks == nullptr || count == nullptr) return CONCH_E_ARGUMENT;
        const std::vector<conch_task> running = client.core().running();
        if (running.empty()) return CONCH_OK;
        void* memory = std::malloc(running.size() * sizeof(conch_task));
        if (memory == nullptr) return CONCH_E_NO_MEMORY;
        std::memcpy(memory, running.data(), running.size() * sizeof(conch_task));
        *tasks = static_cast<conch_task*>(memory);
        *count = running.size();
        return CONCH_OK;
    });
}

extern "C" conch_status conch_task_to_text(conch_task task, char* text, size_t size) {
    if (text == nullptr || size < CONCH_TASK_TEXT_SIZE) return CONCH_E_ARGUMENT;
    *std::to_chars(text, text + size - 1, task).ptr = '\0';
    return CONCH_OK;
}

extern "C" conch_status conch_task_from_text(const char* text, conch_task* task) {
    clear_out(task);
    if (text == nullptr || task == nullptr) return CONCH_E_ARGUMENT;
    const char* end = text + std::strlen(text);
    conch_task number = 0;
    const auto [stop, problem] = std::from_chars(text, end, number);
    if (problem != std::errc() || stop != end || text == end) return CONCH_E_ARGUMENT;
    *task = number;
    return CONCH_OK;
}
