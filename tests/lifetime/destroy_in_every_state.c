/* Wherever a task is stuck, destroying its client takes no longer than the bound, and leaves no thread behind. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conch/emulator.h"
#include "support/check.h"
#include "support/latch.h"
#include "support/service.h"

/* The default bound of 2 s, and something for a machine that has other things to do. */
#define BOUND_MS 3000

static latch asked_for_a_name = LATCH_INIT;
static latch never = LATCH_INIT;

/* In the place of the system's: libcurl asks here, and waits until this process ends. */
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    (void)node;
    (void)service;
    (void)hints;
    *found = NULL;
    latch_count(&asked_for_a_name);
    while (!latch_wait(&never, 1)) {
    }
    return EAI_AGAIN;
}

static conch_client *client_of(conch_client_options *options) {
    conch_client *client = NULL;
    options->destroy_timeout_ms = 0;
    CHECK_STATUS(conch_client_create(options, &client, NULL), CONCH_OK);
    return client;
}

static conch_client *default_client(const char *script) {
    conch_client_options options = options_for(script);
    return client_of(&options);
}

static void destroy_in_time(conch_client *client) {
    const int64_t began = now_ms();
    conch_client_destroy(client);
    const int64_t took = now_ms() - began;
    printf("  took %lld ms\n", (long long)took);
    CHECK(took < BOUND_MS);
    /* A thread that the disk holds up is not waited for beyond the bound, but it does end. */
    while (conch_debug_thread_count() != 0 && now_ms() - began < 60000)
        usleep(1000);
    CHECK_NUMBER(conch_debug_thread_count(), 0);
}

static void looking_up_a_name(void) {
    conch_client_options options = options_for("ok");
    options.base_url = "https://api.example.com/v1";
    conch_client *const client = client_of(&options);
    for (int i = 0; i < 5; ++i)
        start_call(client, NULL);
    CHECK(latch_wait(&asked_for_a_name, 1));
    destroy_in_time(client);
}

/* Cancelling is as quick: the host hears of it at once, not when the lookup comes back. */
static void looking_up_a_name_and_cancelled(void) {
    conch_client_options options = options_for("ok");
    options.base_url = "https://api.example.com/v1";
    conch_client *const client = client_of(&options);
    const int before = latch_value(&asked_for_a_name);
    const conch_task task = start_call(client, NULL);
    CHECK(latch_wait(&asked_for_a_name, before + 1));
    const int64_t began = now_ms();
    CHECK_STATUS(conch_task_cancel(client, task, CONCH_CANCEL_HERE), CONCH_OK);
    CHECK_STATUS(conch_event_status(take_done(client, task)), CONCH_E_CANCELLED);
    CHECK(now_ms() - began < BOUND_MS);
    destroy_in_time(client);
}

static int listening(int backlog, int *port) {
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, backlog) != 0) abort();
    getsockname(listener, (struct sockaddr *)&address, &size);
    *port = ntohs(address.sin_port);
    return listener;
}

/* Whether a connection of this machine to that port is in that state ("02": asked for, and not answered). */
static int somebody_connects(int port, const char *state) {
    char line[512];
    char remote[16];
    int found = 0;
    FILE *const table = fopen("/proc/net/tcp", "r");
    snprintf(remote, sizeof remote, ":%04X %s ", port, state);
    while (!found && fgets(line, sizeof line, table) != NULL)
        found = strstr(line, remote) != NULL;
    fclose(table);
    return found;
}

static void connecting(void) {
    int port = 0;
    const int listener = listening(0, &port);
    /* Once its queue is full the system leaves whoever else knocks without an answer. */
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons((uint16_t)port);
    int fillers[4];
    for (int i = 0; i < 4; ++i) {
        fillers[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        connect(fillers[i], (struct sockaddr *)&address, sizeof address);
    }
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/v1", port);
    conch_client_options options = options_for("ok");
    options.base_url = url;
    conch_client *const client = client_of(&options);
    for (int i = 0; i < 4; ++i)
        close(fillers[i]); /* what is queued stays in the queue */
    start_call(client, NULL);
    const int64_t until = now_ms() + 20000;
    while (!somebody_connects(port, "02") && now_ms() < until) {
    }
    CHECK(somebody_connects(port, "02"));
    destroy_in_time(client);
    close(listener);
}

static void in_the_tls_handshake(void) {
    int port = 0;
    const int listener = listening(8, &port);
    char url[64];
    char hello[16];
    snprintf(url, sizeof url, "https://127.0.0.1:%d/v1", port);
    conch_client_options options = options_for("ok");
    options.base_url = url;
    conch_client *const client = client_of(&options);
    start_call(client, NULL);
    const int peer = accept(listener, NULL, NULL);
    CHECK(recv(peer, hello, sizeof hello, 0) > 0);
    destroy_in_time(client);
    close(peer);
    close(listener);
}

static void waiting_for_the_first_byte(void) {
    conch_client *const client = default_client("nothing");
    for (int i = 0; i < 20; ++i)
        start_call(client, NULL);
    CHECK(service_saw("nothing"));
    destroy_in_time(client);
}

static void in_the_middle_of_an_answer(void) {
    conch_client *const client = default_client("drip");
    start_call(client, NULL);
    CHECK(service_saw("drip"));
    destroy_in_time(client);
}

static void creating(void) {
    conch_client *const client = default_client("nothing");
    start_video(client, NULL);
    CHECK(service_saw("nothing"));
    destroy_in_time(client);
}

/* Takes events until one has that phase, and bytes if asked. */
static void reach(conch_client *client, int32_t phase, int with_bytes) {
    for (;;) {
        const conch_event *event = NULL;
        REQUIRE_OK(conch_client_next_event(client, 20000, &event));
        if (!CHECK(conch_event_type(event) != CONCH_EVENT_DONE)) return;
        if (conch_event_phase(event) == phase && (!with_bytes || conch_event_bytes(event, NULL) > 0)) return;
    }
}

static void uploading(void) {
    static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                                        0,    0,   5,   0,   0,    0,    2,    0xD0, 8, 2, 0, 0,  0,   0,   0,   0};
    char path[128];
    snprintf(path, sizeof path, "%s/large.png", temp_folder());
    FILE *const file = fopen(path, "wb");
    fwrite(png, 1, sizeof png, file);
    CHECK(ftruncate(fileno(file), 64LL << 20U) == 0);
    fclose(file);
    conch_client *const client = default_client("stall-upload");
    char params[256];
    conch_task task = 0;
    snprintf(params, sizeof params, "{\"prompt\":\"a shell\",\"fileID\":{\"path\":\"%s\"},\"model\":\"I2V-2.3\"}",
             path);
    REQUIRE_OK(conch_generate(client, CONCH_JOB_VIDEO, params, NULL, &task, NULL));
    reach(client, CONCH_PHASE_UPLOADING, 1);
    CHECK(service_saw("stall-upload"));
    destroy_in_time(client);
}

static void waiting_for_a_free_place(void) {
    conch_client_options options = options_for("code-429-running");
    options.poll_interval_ms = 60000;
    conch_client *const client = client_of(&options);
    start_video(client, NULL);
    reach(client, CONCH_PHASE_WAITING, 0);
    destroy_in_time(client);
}

static void waiting_for_the_next_look(void) {
    conch_client_options options = options_for("endless");
    options.poll_interval_ms = 60000;
    conch_client *const client = client_of(&options);
    start_video(client, NULL);
    reach(client, CONCH_PHASE_QUEUED, 0);
    destroy_in_time(client);
}

static void waiting_to_try_again(void) {
    conch_client_options options = options_for("unavailable");
    options.log_level = CONCH_LOG_WARNING;
    options.poll_interval_ms = 500;
    conch_client *const client = client_of(&options);
    start_video(client, NULL);
    const conch_event *event = NULL;
    do {
        REQUIRE_OK(conch_client_next_event(client, 20000, &event));
        CHECK(conch_event_type(event) != CONCH_EVENT_DONE);
    } while (conch_event_type(event) != CONCH_EVENT_LOG);
    destroy_in_time(client);
}

static void downloading(void) {
    conch_client *const client = default_client("drip-download");
    start_video(client, NULL);
    reach(client, CONCH_PHASE_DOWNLOADING, 1);
    destroy_in_time(client);
}

/* An emulator that never says that it is ready. */
static void starting_the_emulator(void) {
    char folder[128];
    char program[160];
    char started[160];
    snprintf(folder, sizeof folder, "%s/bin", temp_folder());
    snprintf(program, sizeof program, "%s/conch-emulator", folder);
    snprintf(started, sizeof started, "%s/started", folder);
    mkdir(folder, 0700);
    FILE *const script = fopen(program, "w");
    fprintf(script, "#!/bin/sh\n: > '%s'\nexec cat\n", started);
    fclose(script);
    chmod(program, 0700);
    conch_emulator_options emulator_options = CONCH_EMULATOR_OPTIONS_INIT;
    emulator_options.program = program;
    emulator_options.start_timeout_ms = 50;
    conch_emulator *emulator = NULL;
    conch_error *error = NULL;
    const int64_t began = now_ms();
    CHECK_STATUS(conch_emulator_start(&emulator_options, &emulator, &error), CONCH_E_EMULATOR);
    CHECK_CONTAINS(conch_error_message(error, NULL), "not ready after 50 ms");
    CHECK(now_ms() - began < BOUND_MS);
    conch_error_destroy(error);
    CHECK(access(started, F_OK) == 0);
}

static void closed_and_half_read(void) {
    conch_client *const client = default_client("nothing");
    for (int i = 0; i < 10; ++i)
        start_call(client, NULL);
    CHECK_STATUS(conch_client_close(client), CONCH_OK);
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 20000, &event), CONCH_OK);
    destroy_in_time(client);
}

static void doing_nothing_at_all(void) {
    destroy_in_time(default_client("ok"));
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(looking_up_a_name),
        TEST(looking_up_a_name_and_cancelled),
        TEST(connecting),
        TEST(in_the_tls_handshake),
        TEST(waiting_for_the_first_byte),
        TEST(in_the_middle_of_an_answer),
        TEST(creating),
        TEST(uploading),
        TEST(waiting_for_a_free_place),
        TEST(waiting_for_the_next_look),
        TEST(waiting_to_try_again),
        TEST(downloading),
        TEST(starting_the_emulator),
        TEST(closed_and_half_read),
        TEST(doing_nothing_at_all),
    };
    return RUN_TESTS(tests);
}
