/* A forked child has no worker: every call says so and none hangs, the parent does not notice, and the child may begin
 * anew. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check.h"
#include "support/latch.h"
#include "support/probes.h"
#include "support/service.h"

/* Runs that in a child; 1 when it says yes within 20 s. */
static int child_agrees(int (*body)(conch_client *), conch_client *client) {
    const pid_t child = fork();
    if (child == 0) {
        alarm(20);
        _exit(body(client) ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int every_call_says_so(conch_client *client) {
    int good = 1;
    for (size_t i = 0; i < probe_count; ++i) {
        if (probes[i].takes != PROBE_CLIENT) continue;
        for (int outputs = 0; outputs < 2; ++outputs) {
            probe_answer answer = {0, NULL, 0};
            probes[i].call(client, outputs, &answer);
            if (probes[i].returns == PROBE_RETURNS_STATUS && answer.status != CONCH_E_FORKED) {
                printf("  %s answers %s\n", probes[i].name, conch_status_name(answer.status));
                good = 0;
            }
            if (answer.untouched_outputs != 0) good = 0;
        }
    }
    fflush(stdout);
    return good;
}

static int destroying_does_not_hang(conch_client *client) {
    conch_client_destroy(client);
    conch_client_destroy(client);
    return 1;
}

static int a_new_client_works(conch_client *client) {
    conch_client_destroy(client);
    conch_client *const mine = client_for("ok");
    const conch_event *const done = take_done(mine, start_call(mine, NULL));
    const int good = done != NULL && conch_event_status(done) == CONCH_OK;
    conch_client_destroy(mine);
    return good;
}

static int leaving_by_exit_works(conch_client *client) {
    (void)client;
    return 1;
}

static void the_child_is_told_and_the_parent_goes_on(void) {
    static int (*const bodies[])(conch_client *) = {every_call_says_so, destroying_does_not_hang, a_new_client_works,
                                                    leaving_by_exit_works};
    conch_client *const client = client_for("ok");
    conch_client *const busy = client_for("endless");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.flags = CONCH_TASK_NO_DOWNLOAD;
    for (int i = 0; i < 20; ++i)
        start_video(busy, &options);
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; ++i) {
        CHECK(child_agrees(bodies[i], busy));
        CHECK(child_agrees(bodies[i], client));
        CHECK(take_done(client, start_call(client, NULL)) != NULL);
    }
    conch_client_destroy(client);
    conch_client_destroy(busy);
    CHECK_NUMBER(conch_debug_thread_count(), 0);
}

static int releases;

static void count_release(void *user_data) {
    (void)user_data;
    ++releases;
}

static int nothing_is_released(conch_client *client) {
    conch_client_destroy(client);
    return releases == 0;
}

/* What the host gave belongs to the parent's tasks; the child has only a picture of it. */
static void the_child_releases_nothing(void) {
    conch_client *const client = client_for("nothing");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.user_data_release = count_release;
    start_call(client, &options);
    CHECK(child_agrees(nothing_is_released, client));
    conch_client_destroy(client);
    CHECK_NUMBER(releases, 1);
}

static conch_client *hammered;
static int stop; /* C99 has no atomics of its own */

static void *hammer(void *unused) {
    (void)unused;
    while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
        conch_task task = 0;
        conch_task_info info = CONCH_TASK_INFO_INIT;
        conch_error *error = NULL;
        conch_call(hammered, CONCH_OP_ACCOUNTS_LIST, NULL, NULL, &task, NULL);
        conch_task_state(hammered, task, &info);
        conch_call(hammered, -1, NULL, NULL, &task, &error);
        conch_error_destroy(error);
    }
    return NULL;
}

static void *take(void *unused) {
    (void)unused;
    while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
        const conch_event *event = NULL;
        conch_client_next_event(hammered, 10, &event);
    }
    return NULL;
}

static int all_of_it(conch_client *client) {
    return every_call_says_so(client) && destroying_does_not_hang(client);
}

/* Whatever lock was held at that moment: nobody waits for it in the child. */
static void any_moment_will_do(void) {
    hammered = client_for("ok");
    __atomic_store_n(&stop, 0, __ATOMIC_RELAXED);
    pthread_t threads[4];
    for (int i = 0; i < 3; ++i)
        REQUIRE(pthread_create(&threads[i], NULL, hammer, NULL) == 0);
    REQUIRE(pthread_create(&threads[3], NULL, take, NULL) == 0);
    for (int i = 0; i < 50; ++i)
        CHECK(child_agrees(all_of_it, hammered));
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < 4; ++i)
        pthread_join(threads[i], NULL);
    conch_client_destroy(hammered);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(the_child_is_told_and_the_parent_goes_on),
        TEST(the_child_releases_nothing),
        TEST(any_moment_will_do),
    };
    return RUN_TESTS(tests);
}
