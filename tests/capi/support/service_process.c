#include "support/service_process.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static struct {
    pid_t process;
    int input;
    int output;
    int port;
    char line[4096];
    size_t filled;
} service;

static void stop_service(void) {
    if (service.process == 0) return;
    close(service.input);
    close(service.output); /* it may be waiting for room to say something */
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
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    static char urls[64][128];
    char url[128];
    size_t known = 0;
    pthread_mutex_lock(&mutex);
    if (service.process == 0) start_service();
    snprintf(url, sizeof url, "http://127.0.0.1:%d/%s", service.port, script);
    while (known < 63 && urls[known][0] != '\0' && strcmp(urls[known], url) != 0)
        ++known;
    if (urls[known][0] == '\0') strcpy(urls[known], url); /* others may be reading it */
    pthread_mutex_unlock(&mutex);
    return urls[known];
}

int service_saw(const char *script) {
    const size_t length = strlen(script);
    const char *line;
    while ((line = read_line(20000)) != NULL) {
        if (strncmp(line, script, length) == 0 && line[length] == ' ') return 1;
    }
    return 0;
}

int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
