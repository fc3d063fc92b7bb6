// Any sequence of calls, with handles that live, have been destroyed, are NULL or of another kind, from outside and
// from inside callbacks: nothing crashes, nothing hangs, every accepted task ends once, every user_data is released
// once.
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "conch/conch.h"

namespace {

struct Call;

struct World {
    std::string_view bytes;
    std::size_t at = 0;
    int depth = 0;
    std::array<conch_client*, 3> clients{};
    std::vector<conch_client*> living;
    std::vector<conch_event*> events;
    std::vector<conch_error*> errors;
    std::vector<conch_task> tasks{0, 1, 12345678901234567ULL};
    long given = 0;
    long released = 0;

    unsigned byte() { return at < bytes.size() ? static_cast<unsigned char>(bytes[at++]) : 0U; }
    bool over() const { return at >= bytes.size(); }
    conch_client* client() {
        const unsigned which = byte();
        if (which % 8 == 7) return nullptr;
        // A handle of another kind begins with another magic number.
        if (which % 8 == 6 && !events.empty()) return reinterpret_cast<conch_client*>(events.front());
        return clients[which % clients.size()];
    }
    conch_task task() { return tasks[byte() % tasks.size()]; }
};
World* world = nullptr;

constexpr const char* kTexts[] = {R"({"prompt":"x"})",
                                  "{}",
                                  "",
                                  "null",
                                  "[",
                                  R"({"prompt":5})",
                                  R"({"account":"1"})",
                                  "x",
                                  "emulator:?nonsense=1",
                                  "0123456789abcdef0123456789abcdef",
                                  R"({"state":"ended"})",
                                  "http://127.0.0.1:1/v1",
                                  "\xff",
                                  R"({"videoId":"user:1-minimax:2-video:3"})"};

const char* text() {
    const unsigned which = world->byte();
    return which % 16 >= std::size(kTexts) ? nullptr : kTexts[which % 16];
}

void step();

std::int32_t on_event(const conch_event* event, void* /*user_data*/) {
    (void)conch_event_message(event, nullptr);
    (void)conch_event_json(event, nullptr);
    if (world->depth < 3 && !world->over()) {
        ++world->depth;
        step();
        --world->depth;
    }
    return static_cast<std::int32_t>(world->byte() % 4 == 3);
}

void on_release(void* user_data) {
    ++static_cast<World*>(user_data)->released;
}

void on_wakeup(void* /*user_data*/) {}

conch_task_options task_options() {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    const unsigned bits = world->byte();
    options.deliver = bits % 2;  // the queue or only waits: another thread may not read the input
    options.flags = (bits >> 1U) % 16;
    options.deadline_ms = (bits & 0x40U) != 0 ? 1 : 0;
    options.priority = static_cast<std::int32_t>(bits);
    options.directory = "/tmp/conch-fuzz-files";
    options.file_name = (bits & 0x80U) != 0 ? text() : nullptr;
    options.callback = (bits & 0x20U) != 0 ? on_event : nullptr;
    options.user_data = world;
    options.user_data_release = on_release;
    ++world->given;
    return options;
}

// By reference: they are looked at when the call has filled them.
void keep(conch_status status, const conch_task& task, conch_error* const& error) {
    if (status == CONCH_OK) world->tasks.push_back(task);
    if ((status == CONCH_OK) != (task != 0)) std::abort();
    if (error != nullptr) world->errors.push_back(error);
}

void create() {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    const unsigned bits = world->byte();
    options.base_url = (bits & 1U) != 0 ? "http://127.0.0.1:1/v1" : text();
    // No emulator is started from here, and nothing is asked outside this machine.
    const std::string_view url = options.base_url == nullptr ? "" : options.base_url;
    if (!url.starts_with("http://127") && url != "x" && !url.empty()) options.base_url = "x";
    if (options.base_url == nullptr) options.base_url = "http://127.0.0.1:1/v1";
    options.api_token = (bits & 2U) != 0 ? "token" : text();
    options.state_directory = (bits & 4U) != 0 ? "" : "/tmp/conch-fuzz-state";
    options.task_capacity = (bits & 8U) != 0 ? 2 : 0;
    options.poll_interval_ms = 1;
    options.flags = bits >> 6U;
    conch_client* client = nullptr;
    conch_error* error = nullptr;
    const conch_status status = conch_client_create(&options, &client, &error);
    if ((status == CONCH_OK) != (client != nullptr)) std::abort();
    if (error != nullptr) world->errors.push_back(error);
    if (client == nullptr) return;
    world->living.push_back(client);
    world->clients[world->byte() % world->clients.size()] = client;
}

void step() {
    conch_task task = 0;
    conch_error* error = nullptr;
    const conch_event* event = nullptr;
    switch (world->byte() % 28) {
        case 0:
            if (world->living.size() < 6) create();
            break;
        case 1:
            conch_client_destroy(world->client());
            break;
        case 2:
            conch_client_close(world->client());
            break;
        case 3:
        case 4: {
            conch_client* const client = world->client();
            const auto kind = static_cast<std::int32_t>(world->byte() % 11) - 1;
            const char* const params = text();
            const conch_task_options options = task_options();
            keep(conch_generate(client, kind, params, &options, &task, &error), task, error);
            break;
        }
        case 5:
        case 6: {
            conch_client* const client = world->client();
            const auto operation = static_cast<std::int32_t>(world->byte() % 50) - 2;
            const char* const params = text();
            const conch_task_options options = task_options();
            keep(conch_call(client, operation, params, &options, &task, &error), task, error);
            break;
        }
        case 7: {
            conch_client* const client = world->client();
            const auto operation = static_cast<std::int32_t>(world->byte() % 50);
            const conch_task_options options = task_options();
            keep(conch_list(client, operation, text(), world->byte(), &options, &task, &error), task, error);
            break;
        }
        case 8:
            conch_client_next_event(world->client(), static_cast<std::int32_t>(world->byte() % 4), &event);
            (void)conch_event_type(event);
            (void)conch_event_error(event);
            break;
        case 9:
        case 10:
        case 11: {
            std::uint32_t count = 0;
            conch_client_dispatch(world->client(), world->byte() % 4, static_cast<std::int32_t>(world->byte() % 4),
                                  &count);
            break;
        }
        case 12:
            conch_task_cancel(world->client(), world->task(), static_cast<std::int32_t>(world->byte() % 3));
            break;
        case 13: {
            conch_event* done = nullptr;
            if (conch_task_wait(world->client(), world->task(), static_cast<std::int32_t>(world->byte() % 4), &done) ==
                CONCH_OK)
                world->events.push_back(done);
            break;
        }
        case 14: {
            conch_task_info info = CONCH_TASK_INFO_INIT;
            conch_task_state(world->client(), world->task(), &info);
            break;
        }
        case 15: {
            conch_task* list = nullptr;
            std::size_t count = 0;
            if (conch_task_list(world->client(), &list, &count) == CONCH_OK) conch_free(list);
            break;
        }
        case 16:
            if (!world->events.empty()) {
                conch_event_destroy(world->events.back());
                if (world->byte() % 2 == 0) world->events.pop_back();  // else it is destroyed once more some day
            }
            break;
        case 17:
            if (!world->errors.empty()) {
                conch_error_destroy(world->errors.back());
                if (world->byte() % 2 == 0) world->errors.pop_back();
            }
            break;
        case 18: {
            const conch_status status = conch_client_set_event_callback(world->client(), on_event, world, on_release);
            if (status == CONCH_OK) ++world->given;
            break;
        }
        case 19:
            conch_client_set_wakeup(world->client(), world->byte() % 2 == 0 ? nullptr : on_wakeup, nullptr);
            break;
        case 20: {
            std::int32_t fd = -1;
            conch_client_wakeup_fd(world->client(), &fd);
            break;
        }
        case 21:
            conch_client_pause(world->client());
            break;
        case 22:
            conch_client_resume(world->client());
            break;
        case 23: {
            conch_client* const client = world->client();
            const conch_task_options options = task_options();
            keep(conch_jobs_list(client, text(), &options, &task, &error), task, error);
            break;
        }
        case 24: {
            conch_client* const client = world->client();
            const conch_task_options options = task_options();
            keep(conch_jobs_restore(client, text(), &options, &task, &error), task, error);
            break;
        }
        case 25: {
            conch_client* const client = world->client();
            const conch_task_options options = task_options();
            keep(conch_job_forget(client, text(), &options, &task, &error), task, error);
            break;
        }
        case 26: {
            const char* const body = text();
            conch_webhook_deliver(world->client(), body, body == nullptr ? 0 : std::string_view(body).size());
            break;
        }
        default: {
            std::uint64_t count = 0;
            conch_client_dropped_events(world->client(), &count);
            (void)conch_status_name(static_cast<conch_status>(world->byte()) - 128);
            break;
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 600) return 0;
    World fresh;
    fresh.bytes = {reinterpret_cast<const char*>(data), size};
    world = &fresh;
    create();
    for (int steps = 0; steps < 300 && !fresh.over(); ++steps)
        step();
    fresh.at = fresh.bytes.size();
    for (conch_client* client : fresh.living)
        conch_client_destroy(client);
    for (conch_event* event : fresh.events)
        conch_event_destroy(event);
    for (conch_error* error : fresh.errors)
        conch_error_destroy(error);
    if (fresh.released != fresh.given) std::abort();
    // Destroying is bounded, and a disk may hang for longer; the threads end none the less.
    for (int waits = 0; conch_debug_thread_count() != 0; ++waits) {
        if (waits == 3'000) std::abort();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return 0;
}
