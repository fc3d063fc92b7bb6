#include "conch/event.h"

#include "capi/guard.hpp"
#include "capi/handle_pool.hpp"

using namespace conch::capi;  // NOLINT(google-build-using-namespace): this file is the C face of this namespace
using conch::client::Event;

namespace {

const Event* look(const conch_event* event) {
    return event != nullptr && event->magic == conch_event::kMagic ? event->value.get() : nullptr;
}

template <typename T>
T number(const conch_event* event, T Event::*member, T otherwise) {
    const Event* value = look(event);
    return value == nullptr ? otherwise : value->*member;
}

const char* text(const conch_event* event, std::string Event::*member, size_t* size) {
    const Event* value = look(event);
    return value == nullptr ? no_text(size) : text_out(value->*member, size);
}

}  // namespace

extern "C" int32_t conch_event_type(const conch_event* event) {
    return number<std::int32_t>(event, &Event::type, CONCH_EVENT_NONE);
}

extern "C" conch_task conch_event_task(const conch_event* event) {
    return number<conch_task>(event, &Event::task, 0);
}

extern "C" conch_status conch_event_status(const conch_event* event) {
    const Event* value = look(event);
    if (value == nullptr) return CONCH_E_HANDLE;
    return value->error ? value->error->status : CONCH_OK;
}

extern "C" const conch_error* conch_event_error(const conch_event* event) {
    const Event* value = look(event);
    return value != nullptr && value->error ? &event->error : nullptr;
}

extern "C" int32_t conch_event_phase(const conch_event* event) {
    return number<std::int32_t>(event, &Event::phase, CONCH_PHASE_UNSET);
}

extern "C" int32_t conch_event_percent(const conch_event* event) {
    return number<std::int32_t>(event, &Event::percent, -1);
}

extern "C" const char* conch_event_message(const conch_event* event, size_t* size) {
    return text(event, &Event::message, size);
}

extern "C" const char* conch_event_json(const conch_event* event, size_t* size) {
    return text(event, &Event::json, size);
}

extern "C" const char* conch_event_chunk(const conch_event* event, size_t* size) {
    return text(event, &Event::chunk, size);
}

extern "C" size_t conch_event_file_count(const conch_event* event) {
    const Event* value = look(event);
    return value == nullptr ? 0 : value->files.size();
}

extern "C" const char* conch_event_file(const conch_event* event, size_t index, size_t* size) {
    const Event* value = look(event);
    if (value == nullptr || index >= value->files.size()) return no_text(size);
    return text_out(value->files[index], size);
}

extern "C" const char* conch_event_remote_id(const conch_event* event, size_t* size) {
    return text(event, &Event::remote_id, size);
}

extern "C" int32_t conch_event_http_code(const conch_event* event) {
    return number<std::int32_t>(event, &Event::http_code, 0);
}

extern "C" uint64_t conch_event_bytes(const conch_event* event, uint64_t* total) {
    if (total != nullptr) *total = number<std::uint64_t>(event, &Event::bytes_total, 0);
    return number<std::uint64_t>(event, &Event::bytes, 0);
}

extern "C" int64_t conch_event_remaining_ms(const conch_event* event) {
    return number<std::int64_t>(event, &Event::remaining_ms, -1);
}

extern "C" void* conch_event_user_data(const conch_event* event) {
    return number<void*>(event, &Event::user_data, nullptr);
}

extern "C" void conch_event_destroy(conch_event* event) {
    if (look(event) == nullptr || !event->owned) return;
    event->clear();
    event->owned = false;
    HandlePool<conch_event>::instance().release(event);
}
