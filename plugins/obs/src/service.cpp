#include "service.hpp"

#include <obs-module.h>
#include <util/bmem.h>

namespace conch::obs {

namespace {

constexpr const char* kEmulator = "emulator:?speed=20";  // a clip in some seconds
constexpr std::uint32_t kEmulatorPoll = 100;
// An event costs microseconds; so many at a time keep a frame's share small even after a long pause.
constexpr std::uint32_t kEventsPerTick = 32;

std::string taken(conch_error* error, conch_status status) {
    std::string text = conch_error_message(error, nullptr);
    conch_error_destroy(error);
    return text.empty() ? conch_status_message(status) : text;
}

std::string journal_folder() {
    char* path = obs_module_config_path("jobs");
    std::string text = path != nullptr ? path : "";
    bfree(path);
    return text;
}

const char* or_null(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

}  // namespace

Service& Service::instance() {
    static Service service;
    return service;
}

void Service::open() {
    {
        const std::lock_guard lock(mutex_);
        connection_ = load_connection();
        closed_ = false;
    }
    connect();
}

void Service::connect() {
    std::string why;
    if (!connection().api_token.empty() && client_for(false, why) == nullptr)
        blog(LOG_WARNING, "[obs-conch] %s", why.c_str());
}

void Service::close() {
    std::vector<conch_client*> clients;
    {
        const std::lock_guard lock(mutex_);
        clients.swap(all_);
        online_ = offline_ = nullptr;
        closed_ = true;
    }
    for (conch_client* client : clients)
        conch_client_close(client);
    for (conch_client* client : clients)
        conch_client_destroy(client);
}

Service::Started Service::generate(const Form& form) {
    std::string why;
    conch_client* client = client_for(form.offline, why);
    if (client == nullptr) return {nullptr, why};
    auto job = std::make_shared<Job>();
    job->client = client;
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.directory = form.folder.c_str();
    options.callback = Job::callback;
    options.user_data = Job::hold(job);
    options.user_data_release = Job::release;
    conch_error* error = nullptr;
    const conch_status status =
        conch_generate(client, CONCH_JOB_VIDEO, to_params(form).c_str(), &options, &job->task, &error);
    if (status != CONCH_OK) return {nullptr, taken(error, status)};
    return {std::move(job), {}};
}

void Service::cancel(const Job& job) {
    conch_task_cancel(job.client, job.task, CONCH_CANCEL_EVERYWHERE);
}

void Service::tick() {
    std::vector<conch_client*> clients;
    {
        const std::lock_guard lock(mutex_);
        clients = all_;
    }
    for (conch_client* client : clients)
        conch_client_dispatch(client, kEventsPerTick, 0, nullptr);
}

void Service::note_end(const Job& job, const Clip& clip) {
    journal_.add(clip);
    journal_.refresh(job.client);
}

Connection Service::connection() const {
    const std::lock_guard lock(mutex_);
    return connection_;
}

std::string Service::change_connection(const Connection& connection) {
    std::string why = save_connection(connection);
    if (!why.empty()) return why;
    {
        const std::lock_guard lock(mutex_);
        if (connection == connection_) return {};
        connection_ = connection;
        online_ = nullptr;
    }
    connect();
    return {};
}

std::vector<std::string> Service::accounts(bool offline) {
    conch_client* client = nullptr;
    {
        const std::lock_guard lock(mutex_);
        client = offline ? offline_ : online_;
    }
    return client != nullptr ? accounts_.names(client) : std::vector<std::string>{};
}

conch_client* Service::client_for(bool offline, std::string& why) {
    const std::lock_guard lock(mutex_);
    conch_client*& client = offline ? offline_ : online_;
    if (client != nullptr) return client;
    if (closed_) {
        why = "OBS is closing";
        return nullptr;
    }
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = offline ? kEmulator : or_null(connection_.base_url);
    options.api_token = offline ? nullptr : or_null(connection_.api_token);
    options.proxy = offline ? nullptr : or_null(connection_.proxy);
    options.poll_interval_ms = offline ? kEmulatorPoll : connection_.poll_interval_ms;
    const std::string folder = journal_folder();
    options.state_directory = offline ? nullptr : folder.c_str();  // the emulator's jobs end with it
    options.user_agent = "obs-conch/" CONCH_OBS_VERSION;
    conch_error* error = nullptr;
    const conch_status status = conch_client_create(&options, &client, &error);
    if (status != CONCH_OK) {
        client = nullptr;
        why = !offline && connection_.api_token.empty() ? obs_module_text("NoToken") : taken(error, status);
        if (!offline && connection_.api_token.empty()) conch_error_destroy(error);
        return nullptr;
    }
    all_.push_back(client);
    if (!offline) journal_.open(client);
    accounts_.names(client);
    return client;
}

}  // namespace conch::obs
