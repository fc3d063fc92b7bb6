// Very many jobs through one client: memory and descriptors stay where they are.
//
// usage: soak JOBS [STATE_DIRECTORY]      an emulator of its own, at high clock speed; without a directory no journal
#include <curl/curl.h>
#include <dirent.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "conch/conch.h"
#include "conch/emulator.h"

namespace {

constexpr int kUnderWay = 64;

long resident_kib() {
    long size = 0;
    long resident = 0;
    if (FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &size, &resident) != 2) resident = 0;
        std::fclose(file);
    }
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

int descriptors() {
    int count = 0;
    if (DIR* folder = opendir("/proc/self/fd")) {
        while (readdir(folder) != nullptr)
            ++count;
        closedir(folder);
    }
    return count - 3;
}

// The account can pay for everything and has a place for every job.
bool enrich(std::string base_url) {
    const std::string url = base_url.substr(0, base_url.find('/', base_url.find("//") + 2)) + "/_conch/accounts";
    CURL* const easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_slist* const headers = curl_slist_append(nullptr, "Content-Type: application/json");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS,
                     R"({"credits":1000000000,"maxJobs":100,"processedAtOnce":100,"queue":100})");
    curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(
        easy, CURLOPT_WRITEFUNCTION, +[](char*, std::size_t size, std::size_t count, void*) { return size * count; });
    const CURLcode code = curl_easy_perform(easy);
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
    return code == CURLE_OK;
}

struct Counts {
    int submitted = 0;
    int ended = 0;
    int failed = 0;
};

std::int32_t on_event(const conch_event* event, void* user_data) {
    auto& counts = *static_cast<Counts*>(user_data);
    if (conch_event_type(event) != CONCH_EVENT_DONE) return 0;
    ++counts.ended;
    if (conch_event_status(event) == CONCH_OK) return 0;
    if (++counts.failed <= 3) std::printf("a job failed: %s\n", conch_event_message(event, nullptr));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const int jobs = argc > 1 ? std::atoi(argv[1]) : 100'000;
    conch_emulator_options emulator_options = CONCH_EMULATOR_OPTIONS_INIT;
    emulator_options.speed = 100'000;
    emulator_options.seed = 1;
    conch_emulator* emulator = nullptr;
    if (conch_emulator_start(&emulator_options, &emulator, nullptr) != CONCH_OK) return 1;
    if (!enrich(conch_emulator_base_url(emulator))) return 1;
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = conch_emulator_base_url(emulator);
    options.api_token = "soak-token";
    options.poll_interval_ms = 5;
    options.state_directory = argc > 2 ? argv[2] : "";
    conch_client* client = nullptr;
    if (conch_client_create(&options, &client, nullptr) != CONCH_OK) return 1;

    Counts counts;
    long after_a_tenth = 0;
    int descriptors_then = 0;
    while (counts.ended < jobs) {
        while (counts.submitted < jobs && counts.submitted - counts.ended < kUnderWay) {
            conch_task_options task_options = CONCH_TASK_OPTIONS_INIT;
            task_options.flags = CONCH_TASK_NO_DOWNLOAD;
            task_options.callback = on_event;
            task_options.user_data = &counts;
            // Few prompts, so that the emulator makes few clips: this is about the library.
            const std::string params = R"({"prompt":"soak )" + std::to_string(counts.submitted % 50) + "\"}";
            conch_task task = 0;
            if (conch_generate(client, CONCH_JOB_VIDEO, params.c_str(), &task_options, &task, nullptr) != CONCH_OK)
                return 1;
            ++counts.submitted;
        }
        const auto tenth = [&] { return std::int64_t{counts.ended} * 10 / jobs; };
        const auto before = tenth();
        conch_client_dispatch(client, 0, 1'000, nullptr);
        const bool milestone = tenth() != before;
        if (milestone && after_a_tenth == 0 && counts.ended >= jobs / 10) {
            after_a_tenth = resident_kib();
            descriptors_then = descriptors();
        }
        if (milestone) {
            std::printf("%d jobs: %ld KiB resident, %d descriptors\n", counts.ended, resident_kib(), descriptors());
            std::fflush(stdout);
        }
    }
    const long in_the_end = resident_kib();
    const int descriptors_now = descriptors();
    conch_client_destroy(client);
    conch_emulator_stop(emulator);
    // The allocator keeps a little here and there; what grows with every job would be many times that.
    const bool flat = in_the_end - after_a_tenth < 4'096 + jobs / 100 && descriptors_now <= descriptors_then + 16;
    std::printf("%d jobs, %d failed; resident after a tenth %ld KiB, in the end %ld KiB; descriptors %d, %d: %s\n",
                counts.ended, counts.failed, after_a_tenth, in_the_end, descriptors_then, descriptors_now,
                flat ? "flat" : "NOT FLAT");
    return flat && counts.failed == 0 ? 0 : 1;
}
