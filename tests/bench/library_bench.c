/*
 * One measurement per run, printed as "name value" lines; library.py runs them and makes tables.
 *
 *   calls URL AT_A_TIME ALL              calls of the library, always AT_A_TIME of them open
 *   bare URL AT_A_TIME ALL WINDOW        the same requests by libcurl alone, WINDOW of them handed to it at a time
 *   hold URL                             how long conch_call and conch_generate keep their caller
 *   dispatch URL                         conch_client_dispatch without and with an event
 *   wakeup URL                           from the wakeup to the callback, beside a bare semaphore
 *   download URL FOLDER                  a video job whose file is /file of the service
 *   idle URL                             what a client costs that does nothing
 *   waiting URL JOBS                     what a job costs that is followed
 *   follow URL JOBS WARM_S MEASURED_S    requests and CPU time while JOBS running jobs are followed
 */
#include <curl/curl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "conch/conch.h"

static void give_up(const char* what) {
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}
#define REQUIRE(condition)                     \
    do {                                       \
        if (!(condition)) give_up(#condition); \
    } while (0)

static int64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Of this thread alone: what other programs take from a core is not counted. */
static int64_t thread_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static double cpu_s(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* A line of /proc/self/status, in its unit (kB, or none). */
static long status_of(const char* name) {
    char line[256];
    long value = 0;
    FILE* const status = fopen("/proc/self/status", "r");
    while (fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':') value = atol(line + strlen(name) + 1);
    }
    fclose(status);
    return value;
}

static void pause_ms(long ms) {
    const struct timespec pause = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

static int by_size(const void* left, const void* right) {
    const int64_t one = *(const int64_t*)left;
    const int64_t other = *(const int64_t*)right;
    return (one > other) - (one < other);
}

static void print_percentiles(const char* name, int64_t* values, size_t count) {
    qsort(values, count, sizeof *values, by_size);
    printf("%s_p50_ns %lld\n%s_p99_ns %lld\n%s_max_ns %lld\n", name, (long long)values[count / 2], name,
           (long long)values[count * 99 / 100], name, (long long)values[count - 1]);
}

static conch_client* client_of(const char* url, const char* folder) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = url;
    options.api_token = "token";
    options.download_directory = folder;
    conch_client* client = NULL;
    REQUIRE(conch_client_create(&options, &client, NULL) == CONCH_OK);
    return client;
}

/* --- calls ------------------------------------------------------------------------------------------------------- */

static const char video_id[] = "{\"videoId\":\"user:1-minimax:1-video:1\"}";

static void start_call(conch_client* client) {
    conch_task task = 0;
    REQUIRE(conch_call(client, CONCH_OP_VIDEOS_GET, video_id, NULL, &task, NULL) == CONCH_OK);
}

/* Takes events up to that many DONE. */
static void take(conch_client* client, long count) {
    const conch_event* event = NULL;
    while (count > 0) {
        REQUIRE(conch_client_next_event(client, 60000, &event) == CONCH_OK);
        if (conch_event_type(event) != CONCH_EVENT_DONE) continue;
        REQUIRE(conch_event_status(event) == CONCH_OK);
        --count;
    }
}

static void calls(const char* url, long at_a_time, long all) {
    conch_client* const client = client_of(url, NULL);
    for (long i = 0; i < 32; ++i)
        start_call(client);
    take(client, 32);
    const double cpu = cpu_s();
    const int64_t began = now_ns();
    long started = 0;
    for (; started < at_a_time && started < all; ++started)
        start_call(client);
    for (long ended = 0; ended < all; ++ended) {
        take(client, 1);
        if (started < all) {
            start_call(client);
            ++started;
        }
    }
    printf("cpu_us %.3f\nwall_us %.3f\n", (cpu_s() - cpu) * 1e6 / (double)all,
           (double)(now_ns() - began) / 1e3 / (double)all);
    conch_client_destroy(client);
}

/* What a host would write with libcurl: handles and connections used again, the answer kept as text. */
typedef struct exchange {
    CURL* easy;
    size_t size;
    char text[65536];
} exchange;

static size_t keep(char* data, size_t size, size_t count, void* to) {
    exchange* const one = to;
    if (one->size + size * count > sizeof one->text) return 0;
    memcpy(one->text + one->size, data, size * count);
    one->size += size * count;
    return size * count;
}

static void bare(const char* url, long at_a_time, long all, long window) {
    char target[512];
    snprintf(target, sizeof target, "%s/videos/user%%3A1-minimax%%3A1-video%%3A1", url);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM* const multi = curl_multi_init();
    struct curl_slist* const headers = curl_slist_append(NULL, "Authorization: Bearer token");
    if (window > at_a_time) window = at_a_time;
    exchange* const exchanges = calloc((size_t)window, sizeof *exchanges);
    const double cpu = cpu_s();
    const int64_t began = now_ns();
    long started = 0;
    for (; started < window && started < all; ++started) {
        exchange* const one = &exchanges[started];
        one->easy = curl_easy_init();
        curl_easy_setopt(one->easy, CURLOPT_URL, target);
        curl_easy_setopt(one->easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(one->easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(one->easy, CURLOPT_WRITEFUNCTION, keep);
        curl_easy_setopt(one->easy, CURLOPT_WRITEDATA, one);
        curl_easy_setopt(one->easy, CURLOPT_PRIVATE, one);
        curl_multi_add_handle(multi, one->easy);
    }
    for (long ended = 0; ended < all;) {
        int running = 0;
        int left = 0;
        CURLMsg* message = NULL;
        curl_multi_perform(multi, &running);
        while ((message = curl_multi_info_read(multi, &left)) != NULL) {
            REQUIRE(message->data.result == CURLE_OK);
            exchange* one = NULL;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char**)&one);
            REQUIRE(one->size > 100);
            one->size = 0;
            ++ended;
            curl_multi_remove_handle(multi, one->easy);
            if (started < all) {
                curl_multi_add_handle(multi, one->easy);
                ++started;
            }
        }
        if (ended < all) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    printf("cpu_us %.3f\nwall_us %.3f\n", (cpu_s() - cpu) * 1e6 / (double)all,
           (double)(now_ns() - began) / 1e3 / (double)all);
}

/* --- the caller's time ------------------------------------------------------------------------------------------- */

#define BURST 500
#define BURSTS 20

static int64_t samples[1 << 20];

static void hold(const char* url) {
    static const char* const names[] = {"call", "generate"};
    for (int what = 0; what < 2; ++what) {
        for (int burst = 0; burst <= BURSTS; ++burst) { /* the first one warms up */
            conch_client* const client = client_of(url, "/tmp");
            take(client, 0);
            start_call(client);
            take(client, 1);
            for (long i = 0; i < BURST; ++i) {
                conch_task task = 0;
                const int64_t began = now_ns();
                const conch_status status =
                    what == 0 ? conch_call(client, CONCH_OP_VIDEOS_GET, video_id, NULL, &task, NULL)
                              : conch_generate(client, CONCH_JOB_VIDEO,
                                               "{\"prompt\":\"A red fox runs through deep snow at sunrise\","
                                               "\"model\":\"T2V-01\",\"promptOptimization\":true}",
                                               NULL, &task, NULL);
                samples[(burst > 0 ? burst - 1 : 0) * BURST + i] = now_ns() - began;
                REQUIRE(status == CONCH_OK);
            }
            conch_client_destroy(client);
        }
        print_percentiles(names[what], samples, BURST * BURSTS);
    }
}

/* --- dispatch ---------------------------------------------------------------------------------------------------- */

static int64_t called_back;

static int32_t CONCH_CALL note_time(const conch_event* event, void* user_data) {
    (void)event;
    (void)user_data;
    called_back = now_ns();
    return 0;
}

static void dispatch(const char* url) {
    conch_client* const client = client_of(url, NULL);
    conch_client_set_event_callback(client, note_time, NULL, NULL);
    const long rounds = 5000000;
    uint32_t count = 0;
    int64_t best = INT64_MAX;
    for (int part = 0; part < 5; ++part) {
        const int64_t began = thread_ns();
        for (long i = 0; i < rounds; ++i)
            conch_client_dispatch(client, 0, 0, &count);
        const int64_t took = thread_ns() - began;
        if (took < best) best = took;
    }
    printf("idle_ns %.1f\n", (double)best / (double)rounds);

    const size_t events = 5000;
    for (size_t i = 0; i < events; ++i) {
        conch_task task = 0;
        REQUIRE(conch_call(client, CONCH_OP_VIDEOS_GET, video_id, NULL, &task, NULL) == CONCH_OK);
        /* Until its end is in the queue; what comes before it as well. */
        REQUIRE(conch_task_wait(client, task, 60000, NULL) == CONCH_OK);
        while (conch_client_dispatch(client, 1, 0, NULL) == CONCH_OK) {
        }
        REQUIRE(conch_call(client, CONCH_OP_VIDEOS_GET, video_id, NULL, &task, NULL) == CONCH_OK);
        REQUIRE(conch_task_wait(client, task, 60000, NULL) == CONCH_OK);
        const int64_t began = now_ns();
        REQUIRE(conch_client_dispatch(client, 1, 0, &count) == CONCH_OK);
        samples[i] = now_ns() - began;
        while (conch_client_dispatch(client, 1, 0, NULL) == CONCH_OK) {
        }
    }
    print_percentiles("event", samples, events);
    conch_client_destroy(client);
}

/* --- wakeup ------------------------------------------------------------------------------------------------------ */

static sem_t woken;
static int64_t woke;

static void CONCH_CALL wake(void* user_data) {
    (void)user_data;
    woke = now_ns();
    sem_post(&woken);
}

static sem_t asked;

static void* wake_when_asked(void* unused) {
    (void)unused;
    for (;;) {
        while (sem_wait(&asked) != 0) {
        }
        pause_ms(1);
        wake(NULL);
    }
    return NULL;
}

static void wakeup(const char* url) {
    const size_t rounds = 3000;
    sem_init(&woken, 0, 0);
    sem_init(&asked, 0, 0);
    conch_client* const client = client_of(url, NULL);
    conch_client_set_event_callback(client, note_time, NULL, NULL);
    conch_client_set_wakeup(client, wake, NULL);
    size_t taken = 0;
    while (taken < rounds) {
        conch_task task = 0;
        pause_ms(1);
        REQUIRE(conch_call(client, CONCH_OP_VIDEOS_GET, video_id, NULL, &task, NULL) == CONCH_OK);
        int done = 0;
        while (!done) {
            while (sem_wait(&woken) != 0) {
            }
            /* Only the first event: the others come while this thread is awake. */
            int64_t began = woke;
            uint32_t count = 0;
            while (conch_client_dispatch(client, 1, 0, &count) == CONCH_OK) {
                if (began != 0 && taken < rounds) samples[taken++] = called_back - began;
                began = 0;
                conch_task_info info = CONCH_TASK_INFO_INIT;
                done = conch_task_state(client, task, &info) != CONCH_OK || info.phase == CONCH_PHASE_ENDED;
            }
        }
    }
    print_percentiles("wakeup", samples, rounds);
    conch_client_destroy(client);

    pthread_t other;
    pthread_create(&other, NULL, wake_when_asked, NULL);
    for (size_t i = 0; i < rounds; ++i) {
        sem_post(&asked);
        while (sem_wait(&woken) != 0) {
        }
        samples[i] = now_ns() - woke;
    }
    print_percentiles("semaphore", samples, rounds);
}

/* --- download ---------------------------------------------------------------------------------------------------- */

static void download(const char* url, const char* folder) {
    conch_client* const client = client_of(url, folder);
    conch_task task = 0;
    const double cpu = cpu_s();
    REQUIRE(conch_generate(client, CONCH_JOB_VIDEO, "{\"prompt\":\"a shell\"}", NULL, &task, NULL) == CONCH_OK);
    int64_t first = 0;
    int64_t whole = 0;
    uint64_t size = 0;
    for (;;) {
        const conch_event* event = NULL;
        REQUIRE(conch_client_next_event(client, 600000, &event) == CONCH_OK);
        uint64_t total = 0;
        const uint64_t bytes = conch_event_bytes(event, &total);
        if (conch_event_phase(event) == CONCH_PHASE_DOWNLOADING && first == 0) first = now_ns();
        if (total > 0 && bytes == total && whole == 0) {
            whole = now_ns();
            size = bytes;
        }
        if (conch_event_type(event) != CONCH_EVENT_DONE) continue;
        if (conch_event_status(event) != CONCH_OK) give_up(conch_event_message(event, NULL));
        if (whole == 0) whole = now_ns();
        break;
    }
    const int64_t end = now_ns();
    printf("bytes %llu\nreceived_s %.4f\ndone_s %.4f\ncpu_s %.3f\npeak_kb %ld\n", (unsigned long long)size,
           (double)(whole - first) / 1e9, (double)(end - first) / 1e9, cpu_s() - cpu, status_of("VmHWM"));
    conch_client_destroy(client);
}

/* --- memory ------------------------------------------------------------------------------------------------------ */

static void idle(const char* url) {
    /* What any program with libcurl has. */
    curl_global_init(CURL_GLOBAL_DEFAULT);
    pause_ms(100);
    const long before = status_of("VmRSS");
    conch_client* clients[11];
    clients[0] = client_of(url, NULL);
    pause_ms(300);
    printf("process_kb %ld\nfirst_client_kb %ld\nthreads %d\n", before, status_of("VmRSS") - before,
           conch_debug_thread_count());
    const long one = status_of("VmRSS");
    for (int i = 1; i < 11; ++i)
        clients[i] = client_of(url, NULL);
    pause_ms(300);
    printf("further_client_kb %.1f\n", (double)(status_of("VmRSS") - one) / 10);
    start_call(clients[0]);
    take(clients[0], 1);
    printf("threads_after_a_call %d\n", conch_debug_thread_count() - 10);
    const double cpu = cpu_s();
    pause_ms(3000);
    printf("idle_cpu_us_per_s %.1f\n", (cpu_s() - cpu) * 1e6 / 3);
    for (int i = 0; i < 11; ++i)
        conch_client_destroy(clients[i]);
}

static conch_client* with_jobs(const char* url, long jobs, uint32_t poll_interval_ms) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = url;
    options.api_token = "token";
    options.poll_interval_ms = poll_interval_ms;
    conch_client* client = NULL;
    REQUIRE(conch_client_create(&options, &client, NULL) == CONCH_OK);
    conch_task_options task_options = CONCH_TASK_OPTIONS_INIT;
    task_options.flags = CONCH_TASK_NO_DOWNLOAD;
    for (long i = 0; i < jobs; ++i) {
        conch_task task = 0;
        REQUIRE(conch_generate(client, CONCH_JOB_VIDEO, "{\"prompt\":\"A red fox runs through deep snow\"}",
                               &task_options, &task, NULL) == CONCH_OK);
    }
    /* Until the service has all of them. */
    for (long queued = 0; queued < jobs;) {
        const conch_event* event = NULL;
        REQUIRE(conch_client_next_event(client, 60000, &event) == CONCH_OK);
        REQUIRE(conch_event_type(event) != CONCH_EVENT_DONE);
        queued += conch_event_phase(event) == CONCH_PHASE_QUEUED;
    }
    return client;
}

static void drain(conch_client* client) {
    const conch_event* event = NULL;
    while (conch_client_next_event(client, 0, &event) == CONCH_OK) {
    }
}

static void waiting(const char* url, long jobs) {
    conch_client* const warm = with_jobs(url, 16, 3600000);
    conch_client_destroy(warm);
    pause_ms(200);
    const long before = status_of("VmRSS");
    conch_client* const client = with_jobs(url, jobs, 3600000);
    drain(client);
    pause_ms(500);
    printf("job_bytes %.0f\n", (double)(status_of("VmRSS") - before) * 1024 / (double)jobs);
    conch_client_destroy(client);
}

/* --- following --------------------------------------------------------------------------------------------------- */

static long requests_of(const char* url) {
    static exchange count;
    char target[256];
    snprintf(target, sizeof target, "%.*s/count", (int)(strchr(url + 7, '/') - url), url);
    CURL* const easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, target);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &count);
    count.size = 0;
    REQUIRE(curl_easy_perform(easy) == CURLE_OK);
    curl_easy_cleanup(easy);
    count.text[count.size] = '\0';
    return atol(count.text);
}

static void follow(const char* url, long jobs, long warm_s, long measured_s) {
    conch_client* const client = with_jobs(url, jobs, 0);
    int64_t until = now_ns() + warm_s * 1000000000;
    const conch_event* event = NULL;
    while (now_ns() < until)
        conch_client_next_event(client, 100, &event);
    const long requests = requests_of(url);
    const double cpu = cpu_s();
    const int64_t began = now_ns();
    until = began + measured_s * 1000000000;
    while (now_ns() < until)
        conch_client_next_event(client, 100, &event);
    const double minutes = (double)(now_ns() - began) / 60e9;
    const double used = cpu_s() - cpu;
    printf("requests %.4f\ncpu_us %.3f\n", (double)(requests_of(url) - requests) / minutes / (double)jobs,
           used * 1e6 / minutes / (double)jobs);
    conch_client_destroy(client);
}

int main(int argc, char** argv) {
    if (argc < 3) give_up("usage: see the head of library_bench.c; it");
    const char* const what = argv[1];
    const char* const url = argv[2];
    const long first = argc > 3 ? atol(argv[3]) : 0;
    const long second = argc > 4 ? atol(argv[4]) : 0;
    const long third = argc > 5 ? atol(argv[5]) : 0;
    if (strcmp(what, "calls") == 0) {
        calls(url, first, second);
    } else if (strcmp(what, "bare") == 0) {
        bare(url, first, second, third);
    } else if (strcmp(what, "hold") == 0) {
        hold(url);
    } else if (strcmp(what, "dispatch") == 0) {
        dispatch(url);
    } else if (strcmp(what, "wakeup") == 0) {
        wakeup(url);
    } else if (strcmp(what, "download") == 0) {
        download(url, argv[3]);
    } else if (strcmp(what, "idle") == 0) {
        idle(url);
    } else if (strcmp(what, "waiting") == 0) {
        waiting(url, first);
    } else if (strcmp(what, "follow") == 0) {
        follow(url, first, second, third);
    } else {
        give_up(what);
    }
    return 0;
}
