#include "net/curl_runtime.hpp"

#include <curl/curl.h>

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace conch::net {

namespace {

// CURLOPT_PREREQFUNCTION came with 7.80: without it nobody can tell whether a request left.
constexpr unsigned kOldest = 0x075000;
constexpr unsigned kSoundHttp2 = 0x080400;
constexpr unsigned kJoinsLookups = 0x081400;

// Trivially destroyed, as every object here that lives as long as the process.
std::mutex init_mutex;
bool initialised = false;

// The process in which a multi handle is being cleaned up, 0 for none. No mutex: in a forked child that would stay
// locked for ever when it was locked at that moment.
std::atomic<pid_t> cleaning{0};

// Not for ever: somebody else's cleanup may hang in a name lookup, and the order is only to keep SIGPIPE right.
void wait_for_turn() {
    constexpr std::chrono::milliseconds kPatience{500};
    const pid_t self = ::getpid();
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < until) {
        pid_t other = 0;
        if (cleaning.compare_exchange_weak(other, self)) return;
        if (other != 0 && other != self && cleaning.compare_exchange_weak(other, self)) return;
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
}

}  // namespace

Result<CurlRuntime> curl_runtime() {
    const curl_version_info_data* info = curl_version_info(CURLVERSION_NOW);
    CurlRuntime runtime;
    runtime.version = info->version_num;
    runtime.version_text = info->version;
    runtime.http2_is_sound = info->version_num >= kSoundHttp2 && (info->features & CURL_VERSION_HTTP2) != 0;
    runtime.joins_lookups_at_end = info->version_num >= kJoinsLookups;
    if (runtime.version < kOldest) {
        return fail(CONCH_E_UNSUPPORTED,
                    "the libcurl in this process is " + runtime.version_text + "; at least 7.80.0 is needed");
    }
    if ((info->features & CURL_VERSION_ASYNCHDNS) == 0) {
        return fail(CONCH_E_UNSUPPORTED,
                    "the libcurl in this process (" + runtime.version_text +
                        ") looks up names while everything else waits; one with AsynchDNS is needed");
    }
    // libcurl guards its own initialisation only when it says so (CURL_VERSION_THREADSAFE, 7.84). This lock keeps at
    // least our own threads apart where it does not.
    const std::lock_guard lock(init_mutex);
    if (!initialised) {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
            return fail(CONCH_E_INTERNAL, "libcurl " + runtime.version_text + " could not be initialised");
        }
        initialised = true;
    }
    return runtime;
}

void clean_up_multi(void* multi) {
    wait_for_turn();
    curl_multi_cleanup(multi);
    cleaning.store(0);
}

void clean_up_easy(void* easy) {
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_cleanup(easy);
}

}  // namespace conch::net
