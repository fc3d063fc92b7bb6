#include "text_bridge.hpp"

#include <conch/conch.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string_view>

namespace conch_godot {

namespace {

/** Never destroyed: the engine says when it ends. */
std::map<std::string, conch_client*>& clients() {
    static auto* const all = new std::map<std::string, conch_client*>;
    return *all;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned char>(c));
            out += escaped.data();
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string base64(std::string_view bytes) {
    static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const auto byte = at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
            group = group << 8 | byte;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            const bool there = at + i <= bytes.size();
            out += there ? kDigits[group >> (18 - 6 * i) & 63] : '=';
        }
    }
    return out;
}

/** One member after the other; the values are JSON already. */
class Object {
  public:
    Object& add(std::string_view name, std::string_view json) {
        text_ += text_.empty() ? "{" : ",";
        text_ += quoted(name) + ":";
        text_ += json;
        return *this;
    }
    Object& add_text(std::string_view name, std::string_view text) { return add(name, quoted(text)); }
    Object& add_number(std::string_view name, std::int64_t number) { return add(name, std::to_string(number)); }
    std::string str() const { return text_.empty() ? "{}" : text_ + "}"; }

  private:
    std::string text_;
};

using ErrorText = const char*(CONCH_CALL*)(const conch_error*, size_t*);

std::string_view read(ErrorText from, const conch_error* error) {
    std::size_t size = 0;
    const char* text = from(error, &size);
    return {text, size};
}

std::string described(const conch_error* error) {
    return Object()
        .add_number("status", conch_error_status(error))
        .add_text("name", conch_status_name(conch_error_status(error)))
        .add_text("message", read(conch_error_message, error))
        .add_text("field", read(conch_error_field, error))
        .add("violations", read(conch_error_violations, error))
        .add_number("http_code", conch_error_http_code(error))
        .add("retriable", conch_error_retriable(error) != 0 ? "true" : "false")
        .add_number("retry_after_ms", conch_error_retry_after_ms(error))
        .str();
}

std::string failed(conch_status status, std::string_view message = {}) {
    return Object()
        .add("error", Object()
                          .add_number("status", status)
                          .add_text("name", conch_status_name(status))
                          .add_text("message", message.empty() ? conch_status_message(status) : message)
                          .str())
        .str();
}

/** For an error that is ours to release; the bare status will do where there is none. */
std::string failed(conch_status status, conch_error* error) {
    if (error == nullptr) return failed(status);
    const std::string text = Object().add("error", described(error)).str();
    conch_error_destroy(error);
    return text;
}

std::string task_text(conch_task task) {
    std::array<char, CONCH_TASK_TEXT_SIZE> text{};
    conch_task_to_text(task, text.data(), text.size());
    return text.data();
}

std::string phase_name(std::int32_t phase) {
    switch (phase) {
        case CONCH_PHASE_CHECKING:
            return "checking";
        case CONCH_PHASE_UPLOADING:
            return "uploading";
        case CONCH_PHASE_CREATING:
            return "creating";
        case CONCH_PHASE_WAITING:
            return "waiting";
        case CONCH_PHASE_QUEUED:
            return "queued";
        case CONCH_PHASE_DOWNLOADING:
            return "downloading";
        case CONCH_PHASE_ENDED:
            return "ended";
        default:
            return "working";
    }
}

std::string type_name(std::int32_t type) {
    switch (type) {
        case CONCH_EVENT_PROGRESS:
            return "progress";
        case CONCH_EVENT_CHUNK:
            return "chunk";
        case CONCH_EVENT_LOG:
            return "log";
        case CONCH_EVENT_DONE:
            return "done";
        default:
            return "none";
    }
}

using EventText = const char*(CONCH_CALL*)(const conch_event*, size_t*);

std::string_view read(EventText from, const conch_event* event) {
    std::size_t size = 0;
    const char* text = from(event, &size);
    return {text, size};
}

std::string described(const conch_event* event) {
    std::string files;
    for (std::size_t i = 0; i < conch_event_file_count(event); ++i)
        files += (files.empty() ? "" : ",") + quoted(conch_event_file(event, i, nullptr));
    const std::string_view json = read(conch_event_json, event);
    Object object;
    object.add_text("type", type_name(conch_event_type(event)))
        .add_text("task", task_text(conch_event_task(event)))
        .add_text("phase", phase_name(conch_event_phase(event)))
        .add_number("percent", conch_event_percent(event))
        .add_number("remaining_ms", conch_event_remaining_ms(event))
        .add_text("message", read(conch_event_message, event))
        .add_text("remote_id", read(conch_event_remote_id, event))
        .add_text("chunk", base64(read(conch_event_chunk, event)))
        .add("files", "[" + files + "]")
        .add("json", json.empty() ? "null" : json);
    if (const conch_error* error = conch_event_error(event)) object.add("error", described(error));
    return object.str();
}

// --- what can be asked; words[0] is the name

using Words = std::vector<std::string>;

const char* or_null(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

std::string open(const Words& words) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = or_null(words[1]);
    options.api_token = or_null(words[2]);
    options.account = or_null(words[3]);
    options.download_directory = or_null(words[4]);
    options.state_directory = or_null(words[5]);
    options.user_agent = "conch-godot/1.0";
    conch_client* client = nullptr;
    conch_error* error = nullptr;
    const conch_status status = conch_client_create(&options, &client, &error);
    if (status < 0) return failed(status, error);
    static std::uint64_t made = 0;
    const std::string name = std::to_string(++made);
    clients()[name] = client;
    return Object().add_text("client", name).str();
}

conch_client* client_of(const Words& words) {
    const auto found = clients().find(words[1]);
    return found == clients().end() ? nullptr : found->second;
}

std::string started(conch_status status, conch_task task, conch_error* error) {
    return status < 0 ? failed(status, error) : Object().add_text("task", task_text(task)).str();
}

std::string generate(const Words& words) {
    conch_task task = 0;
    conch_error* error = nullptr;
    const auto kind = static_cast<std::int32_t>(std::strtol(words[2].c_str(), nullptr, 10));
    const conch_status status = conch_generate(client_of(words), kind, words[3].c_str(), nullptr, &task, &error);
    return started(status, task, error);
}

std::string call(const Words& words) {
    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_operation operation = conch_operation_from_name(words[2].c_str());
    const conch_status status = conch_call(client_of(words), operation, words[3].c_str(), nullptr, &task, &error);
    return started(status, task, error);
}

std::string jobs(const Words& words) {
    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_status status = conch_jobs_list(client_of(words), words[2].c_str(), nullptr, &task, &error);
    return started(status, task, error);
}

std::string restore(const Words& words) {
    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_status status = conch_jobs_restore(client_of(words), or_null(words[2]), nullptr, &task, &error);
    return started(status, task, error);
}

std::string next(const Words& words) {
    const conch_event* event = nullptr;
    const conch_status status = conch_client_next_event(client_of(words), 0, &event);
    if (status < 0) return failed(status);
    return event == nullptr ? "{}" : described(event);
}

std::string cancel(const Words& words) {
    conch_task task = 0;
    const std::int32_t where = words[3] == "everywhere" ? CONCH_CANCEL_EVERYWHERE : CONCH_CANCEL_HERE;
    conch_status status = conch_task_from_text(words[2].c_str(), &task);
    if (status >= 0) status = conch_task_cancel(client_of(words), task, where);
    return status < 0 && status != CONCH_E_NOT_FOUND ? failed(status) : "{}";
}

std::string close(const Words& words) {
    conch_client_destroy(client_of(words));
    clients().erase(words[1]);
    return "{}";
}

std::string estimate(const Words& words) {
    std::int64_t credits = -1;
    char* why = nullptr;
    const conch_operation operation = conch_operation_from_name(words[1].c_str());
    const conch_status status = conch_estimate(operation, words[2].c_str(), &credits, &why);
    const std::string sentence = why == nullptr ? "" : why;
    conch_free(why);
    if (status < 0) return failed(status);
    return Object().add_number("credits", credits).add_text("why", sentence).str();
}

std::string version(const Words& /*words*/) {
    return Object().add_text("version", conch_version_string()).str();
}

struct Entry {
    std::string_view name;
    std::size_t words;  // with the name
    std::string (*answer)(const Words&);
};

constexpr std::array<Entry, 10> kEntries{{
    {"open", 6, open},
    {"generate", 4, generate},
    {"call", 4, call},
    {"jobs", 3, jobs},
    {"restore", 3, restore},
    {"next", 2, next},
    {"cancel", 4, cancel},
    {"close", 2, close},
    {"estimate", 3, estimate},
    {"version", 1, version},
}};

}  // namespace

std::string answer(const Words& words) {
    for (const Entry& entry : kEntries) {
        if (words.empty() || words[0] != entry.name) continue;
        if (words.size() != entry.words)
            return failed(CONCH_E_ARGUMENT, words[0] + " takes " + std::to_string(entry.words - 1) + " texts");
        return entry.answer(words);
    }
    return failed(CONCH_E_NOT_FOUND, "there is nothing of that name");
}

void close_all() {
    for (const auto& [name, client] : clients())
        conch_client_destroy(client);
    clients().clear();
}

}  // namespace conch_godot
