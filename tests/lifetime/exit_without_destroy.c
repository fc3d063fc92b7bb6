/* A host that just leaves, with clients and running tasks, ends like any other program: 50 times, in many ways. */
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check.h"
#include "support/service.h"

extern char **environ;

#define RUNS 50

static const char *self;

static const char *const scripts[] = {"ok", "endless", "nothing", "drip", "drip-download", "unavailable"};
#define SCRIPTS (sizeof scripts / sizeof scripts[0])

static int32_t CONCH_CALL leave(const conch_event *event, void *user_data) {
    (void)event;
    (void)user_data;
    exit(0);
}

static void *leave_from_thread(void *unused) {
    (void)unused;
    exit(0);
}

/* The host: two clients with work, some events taken, and out. */
static int run_host(int run, char **urls, const char *folder) {
    conch_client *clients[2] = {NULL, NULL};
    for (int i = 0; i < 2; ++i) {
        conch_client_options options;
        conch_client_options_init(&options, sizeof options);
        options.base_url = urls[(size_t)(run + i) % SCRIPTS];
        options.api_token = TEST_TOKEN;
        options.download_directory = folder;
        options.poll_interval_ms = 1;
        if (conch_client_create(&options, &clients[i], NULL) != CONCH_OK) return 3;
    }
    conch_task_options options;
    conch_task_options_init(&options, sizeof options);
    if (run % 7 == 6) {
        options.callback = leave;
        options.deliver = CONCH_DELIVER_THREAD;
    } else if (run % 7 == 5) {
        options.callback = leave;
    }
    for (int i = 0; i < 40; ++i) {
        conch_task task = 0;
        conch_call(clients[i % 2], CONCH_OP_ACCOUNTS_LIST, NULL, &options, &task, NULL);
        conch_generate(clients[i % 2], CONCH_JOB_VIDEO, "{\"prompt\":\"a shell\"}", &options, &task, NULL);
    }
    for (int i = 0; i < run; ++i) {
        const conch_event *event = NULL;
        conch_client_next_event(clients[i % 2], 1, &event);
    }
    pthread_t thread;
    switch (run % 7) {
        case 3:
            exit(0);
        case 4:
            pthread_create(&thread, NULL, leave_from_thread, NULL);
            pthread_join(thread, NULL);
            return 4;
        case 5:
        case 6:
            for (;;)
                conch_client_dispatch(clients[0], 0, 1000, NULL);
        default:
            return 0;
    }
}

static void hosts_may_leave_at_any_time(void) {
    char number[16];
    char *arguments[5 + SCRIPTS] = {(char *)self, (char *)"--host", number, (char *)temp_folder()};
    for (size_t i = 0; i < SCRIPTS; ++i)
        arguments[4 + i] = (char *)service_url(scripts[i]);
    arguments[4 + SCRIPTS] = NULL;
    for (int run = 0; run < RUNS; ++run) {
        snprintf(number, sizeof number, "%d", run);
        pid_t host = 0;
        int status = -1;
        REQUIRE(posix_spawn(&host, self, NULL, NULL, arguments, environ) == 0);
        REQUIRE(waitpid(host, &status, 0) == host);
        if (!CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0))
            printf("  run %d: status %x\n", run, (unsigned)status);
    }
}

int main(int argc, char **argv) {
    self = argv[0];
    if (argc == 4 + (int)SCRIPTS && strcmp(argv[1], "--host") == 0) return run_host(atoi(argv[2]), argv + 4, argv[3]);
    static const test_case tests[] = {TEST(hosts_may_leave_at_any_time)};
    return RUN_TESTS(tests);
}
