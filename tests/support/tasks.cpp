#include "tasks.hpp"

#include <gtest/gtest.h>

namespace conch::test {

namespace {

std::string text(const char* (*get)(const conch_event*, size_t*), const conch_event* event) {
    std::size_t size = 0;
    const char* bytes = get(event, &size);
    return {bytes, size};
}

std::string text(const char* (*get)(const conch_error*, size_t*), const conch_error* error) {
    std::size_t size = 0;
    const char* bytes = get(error, &size);
    return {bytes, size};
}

}  // namespace

conch_task begin_job(conch_client* client, std::int32_t kind, const std::string& params,
                     const conch_task_options& options) {
    conch_task task = 0;
    conch_error* error = nullptr;
    EXPECT_EQ(conch_generate(client, kind, params.c_str(), &options, &task, &error), CONCH_OK)
        << conch_error_message(error, nullptr);
    conch_error_destroy(error);
    return task;
}

conch_task begin_job(conch_client* client, std::int32_t kind, const std::string& params, std::uint32_t flags) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.flags = flags;
    return begin_job(client, kind, params, options);
}

Ending take_ending(conch_client* client, conch_task task) {
    Ending ending;
    for (;;) {
        const conch_event* event = nullptr;
        const conch_status status = conch_client_next_event(client, 60'000, &event);
        if (status != CONCH_OK) {
            ADD_FAILURE() << "no end: " << conch_status_name(status);
            ending.status = status;
            return ending;
        }
        if (conch_event_task(event) != task) continue;
        if (conch_event_type(event) == CONCH_EVENT_PROGRESS) {
            ending.phases.push_back(conch_event_phase(event));
            ending.remaining_ms.push_back(conch_event_remaining_ms(event));
        }
        if (conch_event_type(event) == CONCH_EVENT_CHUNK) {
            ending.chunks.push_back(text(conch_event_chunk, event));
            ending.chunk_json.push_back(text(conch_event_json, event));
        }
        if (conch_event_type(event) != CONCH_EVENT_DONE) continue;
        ending.status = conch_event_status(event);
        ending.http_code = conch_event_http_code(event);
        ending.json = text(conch_event_json, event);
        ending.message = text(conch_event_message, event);
        ending.remote_id = text(conch_event_remote_id, event);
        for (std::size_t i = 0; i < conch_event_file_count(event); ++i)
            ending.files.emplace_back(conch_event_file(event, i, nullptr));
        if (const conch_error* error = conch_event_error(event)) {
            ending.body = text(conch_error_body, error);
            ending.field = text(conch_error_field, error);
            if (ending.http_code == 0) ending.http_code = conch_error_http_code(error);
        }
        return ending;
    }
}

Ending refused(conch_status status, conch_error* error) {
    Ending ending;
    ending.status = status;
    ending.message = text(conch_error_message, error);
    ending.field = text(conch_error_field, error);
    conch_error_destroy(error);
    return ending;
}

}  // namespace conch::test
