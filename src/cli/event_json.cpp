#include "cli/event_json.hpp"

#include <array>

#include "cli/exit_code.hpp"
#include "cli/json_text.hpp"
#include "cli/text.hpp"
#include "conch/task.h"

namespace conch::cli {

namespace {

constexpr std::array kPhaseNames{"unset",  "checking", "uploading",   "creating", "waiting",
                                 "queued", "working",  "downloading", "ended"};

// As text: a reader whose numbers are doubles would lose bits.
void add_task(JsonObject& object, conch_task task) {
    std::array<char, CONCH_TASK_TEXT_SIZE> text{};
    if (task != 0 && conch_task_to_text(task, text.data(), text.size()) == CONCH_OK) object.add("task", text.data());
}

void add_known(JsonObject& object, std::string_view name, std::string_view text) {
    if (!text.empty()) object.add(name, text);
}

void add_known(JsonObject& object, std::string_view name, std::int64_t number, std::int64_t unknown) {
    if (number != unknown) object.add(name, number);
}

void add_answer(JsonObject& object, std::string_view json) {
    if (is_json(json)) object.add_json("json", json);
}

std::string progress_json(const conch_event* event) {
    std::uint64_t total = 0;
    const std::uint64_t bytes = conch_event_bytes(event, &total);
    JsonObject object;
    object.add("event", "progress");
    add_task(object, conch_event_task(event));
    object.add("phase", phase_name(conch_event_phase(event)));
    add_known(object, "percent", conch_event_percent(event), -1);
    add_known(object, "remaining_ms", conch_event_remaining_ms(event), -1);
    add_known(object, "bytes", static_cast<std::int64_t>(bytes), 0);
    add_known(object, "bytes_total", static_cast<std::int64_t>(total), 0);
    add_known(object, "message", text_of(conch_event_message, event));
    add_known(object, "remote_id", text_of(conch_event_remote_id, event));
    return object.str();
}

std::string chunk_json(const conch_event* event) {
    const std::string bytes = text_of(conch_event_chunk, event);
    JsonObject object;
    object.add("event", "chunk");
    add_task(object, conch_event_task(event));
    object.add("size", static_cast<std::int64_t>(bytes.size()));
    if (is_utf8(bytes)) add_known(object, "text", bytes);
    add_answer(object, text_of(conch_event_json, event));
    return object.str();
}

std::string log_json(const conch_event* event) {
    JsonObject object;
    object.add("event", "log");
    add_task(object, conch_event_task(event));
    object.add("message", text_of(conch_event_message, event));
    return object.str();
}

std::string error_json(const Failure& failure) {
    JsonObject object;
    object.add("message", failure.message);
    add_known(object, "field", failure.field);
    if (failure.violations != "[]" && is_json(failure.violations)) object.add_json("violations", failure.violations);
    add_known(object, "service_code", failure.service_code, 0);
    object.add("retriable", failure.retriable);
    add_known(object, "retry_after_ms", failure.retry_after_ms, -1);
    add_known(object, "body", failure.body);
    return object.str();
}

std::string files_json(const std::vector<std::string>& files) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.StartArray();
    for (const std::string& file : files)
        writer.String(file);
    writer.EndArray();
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

const char* phase_name(std::int32_t phase) {
    // A phase that is newer than this program is some kind of working.
    const auto index = static_cast<std::size_t>(phase);
    return phase < 0 || index >= kPhaseNames.size() ? "working" : kPhaseNames[index];
}

std::string event_json(const conch_event* event) {
    switch (conch_event_type(event)) {
        case CONCH_EVENT_CHUNK:
            return chunk_json(event);
        case CONCH_EVENT_LOG:
            return log_json(event);
        default:
            return progress_json(event);
    }
}

std::string ending_json(const Ending& ending) {
    JsonObject object;
    object.add("event", "done");
    add_task(object, ending.task);
    object.add("status", conch_status_name(ending.failure.status));
    object.add("exit_code", exit_code(ending.failure.status));
    if (ending.task != 0) object.add("phase", phase_name(ending.phase));
    add_known(object, "http_code", ending.ok() ? ending.http_code : ending.failure.http_code, 0);
    add_known(object, "remote_id", ending.remote_id);
    if (!ending.files.empty()) object.add_json("files", files_json(ending.files));
    add_answer(object, ending.json);
    if (!ending.ok()) object.add_json("error", error_json(ending.failure));
    return object.str();
}

}  // namespace conch::cli
