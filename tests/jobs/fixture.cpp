#include "fixture.hpp"

#include <curl/curl.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace conch::test {

namespace {

// Fast enough that a job takes a fraction of a second, slow enough that its phases are seen.
constexpr double kSpeed = 400;
constexpr std::uint32_t kPollMs = 60;

// One red pixel.
constexpr unsigned char kPng[] = {0x89, 'P',  'N',  'G',  13,   10,  26,  10,  0,   0,    0,    13,   'I',  'H',
                                  'D',  'R',  0,    0,    0,    1,   0,   0,   0,   1,    8,    2,    0,    0,
                                  0,    0x90, 0x77, 0x53, 0xDE, 0,   0,   0,   12,  'I',  'D',  'A',  'T',  8,
                                  0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0,   0,   3,   1,   1,    0,    0x18, 0xDD, 0x8D,
                                  0xB0, 0,    0,    0,    0,    'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};

std::size_t append(char* data, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(data, size * count);
    return size * count;
}

}  // namespace

void JobsTest::SetUp() {
    std::string pattern = std::filesystem::temp_directory_path() / "conch-jobs-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder = pattern;
    conch_emulator_options options = CONCH_EMULATOR_OPTIONS_INIT;
    options.speed = kSpeed;
    options.seed = 7;
    conch_error* error = nullptr;
    ASSERT_EQ(conch_emulator_start(&options, &emulator, &error), CONCH_OK) << conch_error_message(error, nullptr);
    client = new_client();
}

void JobsTest::TearDown() {
    for (conch_client* other : others_)
        conch_client_destroy(other);
    conch_emulator_stop(emulator);
    EXPECT_EQ(conch_debug_thread_count(), 0);
    std::filesystem::remove_all(folder);
}

conch_client* JobsTest::new_client(const char* token) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = conch_emulator_base_url(emulator);
    options.api_token = token;
    options.download_directory = folder.c_str();
    options.poll_interval_ms = kPollMs;
    options.destroy_timeout_ms = destroy_timeout_ms;
    const std::string state_directory = state();
    options.state_directory = state_directory.c_str();
    conch_client* made = nullptr;
    conch_error* error = nullptr;
    EXPECT_EQ(conch_client_create(&options, &made, &error), CONCH_OK) << conch_error_message(error, nullptr);
    others_.push_back(made);
    return made;
}

conch_task JobsTest::call(const char* operation, const std::string& params) {
    conch_task task = 0;
    conch_error* error = nullptr;
    EXPECT_EQ(conch_call(client, conch_operation_from_name(operation), params.c_str(), nullptr, &task, &error),
              CONCH_OK)
        << conch_error_message(error, nullptr);
    conch_error_destroy(error);
    return task;
}

Done JobsTest::wait(conch_task task) {
    conch_event* event = nullptr;
    EXPECT_EQ(conch_task_wait(client, task, 60'000, &event), CONCH_OK);
    Done done;
    done.status = conch_event_status(event);
    done.message = conch_event_message(event, nullptr);
    done.json = conch_event_json(event, nullptr);
    done.remote_id = conch_event_remote_id(event, nullptr);
    done.http_code = conch_event_http_code(event);
    done.retriable = conch_error_retriable(conch_event_error(event)) != 0;
    for (std::size_t i = 0; i < conch_event_file_count(event); ++i)
        done.files.emplace_back(conch_event_file(event, i, nullptr));
    conch_event_destroy(event);
    return done;
}

Done JobsTest::end_of(conch_status accepted, conch_task task) {
    if (accepted == CONCH_OK) return wait(task);
    Done done;
    done.status = accepted;
    return done;
}

Done JobsTest::list(const char* filter) {
    conch_task task = 0;
    const conch_status accepted = conch_jobs_list(client, filter, nullptr, &task, nullptr);
    return end_of(accepted, task);
}

Done JobsTest::restore(const std::string& job) {
    conch_task task = 0;
    const char* which = job.empty() ? nullptr : job.c_str();
    const conch_status accepted = conch_jobs_restore(client, which, nullptr, &task, nullptr);
    return end_of(accepted, task);
}

Done JobsTest::forget(const std::string& job) {
    conch_task task = 0;
    const conch_status accepted = conch_job_forget(client, job.c_str(), nullptr, &task, nullptr);
    return end_of(accepted, task);
}

std::string JobsTest::text_in(const std::string& json, const std::string& name, std::size_t from) {
    const std::string key = '"' + name + "\":\"";
    const std::size_t at = json.find(key, from);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + key.size();
    return json.substr(begin, json.find('"', begin) - begin);
}

std::vector<conch_task> JobsTest::tasks_in(const Done& restored) {
    std::vector<conch_task> tasks;
    const std::string key = "\"task\":\"";
    for (std::size_t at = restored.json.find(key); at != std::string::npos; at = restored.json.find(key, at + 1)) {
        conch_task task = 0;
        conch_task_from_text(text_in(restored.json, "task", at).c_str(), &task);
        tasks.push_back(task);
    }
    return tasks;
}

void JobsTest::end_client() {
    conch_client_destroy(client);
    client = new_client();
}

void JobsTest::wait_for_phase(conch_task task, std::int32_t phase) {
    for (;;) {
        const conch_event* event = nullptr;
        ASSERT_EQ(conch_client_next_event(client, 60'000, &event), CONCH_OK);
        if (conch_event_task(event) != task) continue;
        ASSERT_NE(conch_event_type(event), CONCH_EVENT_DONE)
            << "ended before phase " << phase << ": " << conch_event_message(event, nullptr);
        if (conch_event_phase(event) >= phase) return;
    }
}

void JobsTest::wait_for_request(const std::string& method, const std::string& path) {
    const conch_event* event = nullptr;
    while (requests(method, path) == 0)
        conch_client_next_event(client, 100, &event);
}

std::string JobsTest::exchange(const std::string& path, const std::string* body, const char* method) {
    std::string url = conch_emulator_base_url(emulator);
    url.resize(url.find('/', 8));
    url += "/_conch/" + path;
    std::string answer;
    CURL* easy = curl_easy_init();
    curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    if (body != nullptr) curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body->c_str());
    if (method != nullptr) curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(easy, CURLOPT_FAILONERROR, 0L);
    EXPECT_EQ(curl_easy_perform(easy), CURLE_OK);
    long code = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
    EXPECT_LT(code, 300) << path << ": " << answer;
    curl_slist_free_all(headers);
    curl_easy_cleanup(easy);
    return answer;
}

std::string JobsTest::control(const std::string& path, const std::string& body) {
    return exchange(path, &body);
}
std::string JobsTest::control_get(const std::string& path) {
    return exchange(path, nullptr);
}

void JobsTest::clear_faults() {
    exchange("faults", nullptr, "DELETE");
}

void JobsTest::fault(const std::string& match, const std::string& action) {
    control("faults", R"({"match":)" + match + R"(,"action":)" + action + "}");
}

int JobsTest::requests(const std::string& method, const std::string& path) {
    const std::string all = control_get("requests");
    // One object a request; method and path stand side by side in it.
    const std::string wanted = R"("method":")" + method + R"(","path":"/v1/minimax)" + path + R"(","query")";
    int count = 0;
    for (std::size_t at = all.find(wanted); at != std::string::npos; at = all.find(wanted, at + 1))
        ++count;
    return count;
}

std::string JobsTest::read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string JobsTest::write_picture(const std::string& name) {
    const std::string path = folder + "/" + name;
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(kPng), sizeof kPng);
    return path;
}

}  // namespace conch::test
