#define _GNU_SOURCE
#include "support/service.h"

#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/check.h"

extern char **environ;

static struct {
    pid_t process;
    int input;
    int output;
    int port;
    char line[4096];
    size_t filled;
} service;

static char folder[64];

static void stop_service(void) {
    if (service.process == 0) return;
    close(service.input);
    waitpid(service.process, NULL, 0);
}

/* One line of what the service says, without its end; NULL when none comes within the time. */
static const char *read_line(int timeout_ms) {
    static char line[4096];
    const int64_t until = now_ms() + timeout_ms;
    for (;;) {
        char *const end = memchr(service.line, '\n', service.filled);
        if (end != NULL) {
            const size_t length = (size_t)(end - service.line);
            memcpy(line, service.line, length);
            line[length] = '\0';
            service.filled -= length + 1;
            memmove(service.line, end + 1, service.filled);
            return line;
        }
        const int64_t left = until - now_ms();
        struct pollfd waiting = {service.output, POLLIN, 0};
        if (left <= 0 || poll(&waiting, 1, (int)left) <= 0) return NULL;
        const ssize_t got = read(service.output, service.line + service.filled, sizeof service.line - service.filled);
        if (got <= 0) return NULL;
        service.filled += (size_t)got;
    }
}

static void start_service(void) {
    int input[2];
    int output[2];
    char *arguments[] = {(char *)CONCH_TEST_SERVICE, NULL};
    posix_spawn_file_actions_t actions;
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) abort();
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], 0);
    posix_spawn_file_actions_adddup2(&actions, output[1], 1);
    if (posix_spawn(&service.process, CONCH_TEST_SERVICE, &actions, NULL, arguments, environ) != 0) {
        fprintf(stderr, "%s does not start\n", CONCH_TEST_SERVICE);
        exit(1);
    }
    posix_spawn_file_actions_destroy(&actions);
    close(input[0]);
    close(output[1]);
    service.input = input[1];
    service.output = output[0];
    const char *const ready = read_line(20000);
    service.port = ready == NULL ? 0 : atoi(ready);
    if (service.port == 0) {
        fprintf(stderr, "%s does not get ready\n", CONCH_TEST_SERVICE);
        exit(1);
    }
    atexit(stop_service);
}

const char *service_url(const char *script) {
    static char urls[8][128];
    static unsigned next;
    if (service.process == 0) start_service();
    char *const url = urls[next++ % 8];
    snprintf(url, sizeof urls[0], "http://127.0.0.1:%d/%s", service.port, script);
    return url;
}

int service_saw(const char *script) {
    const size_t length = strlen(script);
    const char *line;
    while ((line = read_line(20000)) != NULL) {
        if (strncmp(line, script, length) == 0 && line[length] == ' ') return 1;
    }
    return 0;
}

conch_client_options options_for(const char *script) {
    conch_client_options options;
    conch_client_options_init(&options, sizeof options);
    options.base_url = service_url(script);
    options.api_token = TEST_TOKEN;
    options.poll_interval_ms = 2;
    options.download_directory = temp_folder();
    return options;
}

conch_client *client_for(const char *script) {
    conch_client *client = NULL;
    const conch_client_options options = options_for(script);
    CHECK_STATUS(conch_client_create(&options, &client, NULL), CONCH_OK);
    return client;
}

conch_task start_call(conch_client *client, const conch_task_options *options) {
    conch_task task = 0;
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, options, &task, NULL), CONCH_OK);
    return task;
}

conch_task start_video(conch_client *client, const conch_task_options *options) {
    conch_task task = 0;
    CHECK_STATUS(conch_generate(client, CONCH_JOB_VIDEO, "{\"prompt\":\"a shell on the beach\"}", options, &task, NULL),
                 CONCH_OK);
    return task;
}

const conch_event *take_done(conch_client *client, conch_task task) {
    const int64_t until = now_ms() + 20000;
    while (now_ms() < until) {
        const conch_event *event = NULL;
        const conch_status status = conch_client_next_event(client, 1000, &event);
        if (status == CONCH_NO_EVENT) continue;
        if (!CHECK_STATUS(status, CONCH_OK)) return NULL;
        if (conch_event_type(event) == CONCH_EVENT_DONE && conch_event_task(event) == task) return event;
    }
    CHECK(!"the task's end came in time");
    return NULL;
}

static int remove_one(const char *path, const struct stat *state, int kind, struct FTW *walk) {
    (void)state;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void remove_folder(void) {
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *temp_folder(void) {
    if (folder[0] == '\0') {
        strcpy(folder, "/tmp/conch-test-XXXXXX");
        if (mkdtemp(folder) == NULL) abort();
        atexit(remove_folder);
    }
    return folder;
}

int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
