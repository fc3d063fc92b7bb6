/* Destroy works in every state and from every side, within its bound, and after it nothing of the client is left. */
#include <dirent.h>
#include <string.h>

#include "support/check.h"
#include "support/latch.h"
#include "support/service.h"

static latch entered;
static latch leave;
static latch left;

static void fresh_latches(void) {
    const latch fresh = LATCH_INIT;
    entered = leave = left = fresh;
}

static int open_descriptors(void) {
    DIR *const folder = opendir("/proc/self/fd");
    int count = 0;
    while (readdir(folder) != NULL)
        ++count;
    closedir(folder);
    return count;
}

static void leaves_no_thread_and_no_descriptor(void) {
    conch_client_destroy(client_for("ok"));
    const int before = open_descriptors();
    for (int i = 0; i < 50; ++i) {
        conch_client *const client = client_for(i % 2 == 0 ? "ok" : "nothing");
        int32_t fd = -1;
        CHECK_STATUS(conch_client_wakeup_fd(client, &fd), CONCH_OK);
        start_call(client, NULL);
        if (i % 4 == 0) CHECK(take_done(client, start_call(client, NULL)) != NULL);
        conch_client_destroy(client);
        CHECK_NUMBER(conch_debug_thread_count(), 0);
    }
    CHECK_NUMBER(open_descriptors(), before);
}

static void works_with_thousands_of_tasks(void) {
    conch_client *const client = client_for("nothing");
    for (int i = 0; i < 5000; ++i)
        start_call(client, NULL);
    const int64_t began = now_ms();
    conch_client_destroy(client);
    CHECK(now_ms() - began < 2000);
    CHECK_NUMBER(conch_debug_thread_count(), 0);
}

/* The end of the cancelled task may still come through, and then the end of the client. */
static void expect_the_end(conch_status status) {
    CHECK(status == CONCH_OK || status == CONCH_E_CLOSED);
}

static void *take_event(void *client) {
    const conch_event *event = NULL;
    latch_count(&entered);
    expect_the_end(conch_client_next_event(client, -1, &event));
    return NULL;
}

static void *take_by_dispatch(void *client) {
    latch_count(&entered);
    expect_the_end(conch_client_dispatch(client, 0, -1, NULL));
    return NULL;
}

static conch_task waited_for;

static void *wait_for_task(void *client) {
    conch_event *event = NULL;
    latch_count(&entered);
    const conch_status status = conch_task_wait(client, waited_for, -1, &event);
    CHECK(status == CONCH_OK || status == CONCH_E_HANDLE);
    /* CONCH_OK: it was answered before the end came. */
    if (status == CONCH_OK && conch_event_status(event) != CONCH_OK)
        CHECK_STATUS(conch_event_status(event), CONCH_E_CANCELLED);
    conch_event_destroy(event);
    return NULL;
}

/* A reader that was not yet inside when the handle was destroyed is told that it is none. */
static void *take_event_or_be_late(void *client) {
    const conch_event *event = NULL;
    latch_count(&entered);
    conch_status status = CONCH_OK;
    while (status == CONCH_OK || status == CONCH_NO_EVENT)
        status = conch_client_next_event(client, 5, &event);
    CHECK(status == CONCH_E_CLOSED || status == CONCH_E_HANDLE);
    return NULL;
}

static void ends_threads_that_wait_inside(void) {
    static void *(*const bodies[])(void *) = {take_event, take_by_dispatch};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; ++i) {
        fresh_latches();
        conch_client *const client = client_for("nothing");
        const conch_event *event = NULL;
        waited_for = start_call(client, NULL);
        REQUIRE_OK(conch_client_next_event(client, 20000, &event)); /* its only event for a long time */
        pthread_t reader;
        pthread_t waiters[4];
        REQUIRE(pthread_create(&reader, NULL, bodies[i], client) == 0);
        for (int j = 0; j < 4; ++j)
            REQUIRE(pthread_create(&waiters[j], NULL, wait_for_task, client) == 0);
        CHECK(latch_wait(&entered, 5));
        /* The reader is inside once nobody else may read. */
        while (conch_client_next_event(client, 0, &event) != CONCH_E_BUSY) {
        }
        conch_client_destroy(client);
        pthread_join(reader, NULL);
        for (int j = 0; j < 4; ++j)
            pthread_join(waiters[j], NULL);
        CHECK_NUMBER(conch_debug_thread_count(), 0);
    }
}

static void may_race_with_every_reader(void) {
    for (int i = 0; i < 50; ++i) {
        fresh_latches();
        conch_client *const client = client_for("ok");
        pthread_t readers[3];
        waited_for = start_call(client, NULL);
        REQUIRE(pthread_create(&readers[0], NULL, take_event_or_be_late, client) == 0);
        REQUIRE(pthread_create(&readers[1], NULL, wait_for_task, client) == 0);
        REQUIRE(pthread_create(&readers[2], NULL, wait_for_task, client) == 0);
        CHECK(latch_wait(&entered, 3));
        conch_client_destroy(client);
        for (int j = 0; j < 3; ++j)
            pthread_join(readers[j], NULL);
    }
    CHECK_NUMBER(conch_debug_thread_count(), 0);
}

static void *destroy_it(void *client) {
    latch_count(&entered);
    latch_wait(&leave, 1);
    conch_client_destroy(client);
    return NULL;
}

static void may_be_asked_by_many_at_once(void) {
    for (int i = 0; i < 20; ++i) {
        fresh_latches();
        conch_client *const client = client_for("nothing");
        start_call(client, NULL);
        pthread_t threads[4];
        for (int j = 0; j < 4; ++j)
            REQUIRE(pthread_create(&threads[j], NULL, destroy_it, client) == 0);
        CHECK(latch_wait(&entered, 4));
        latch_count(&leave);
        for (int j = 0; j < 4; ++j)
            pthread_join(threads[j], NULL);
        CHECK_NUMBER(conch_debug_thread_count(), 0);
    }
}

static int32_t CONCH_CALL stay(const conch_event *event, void *user_data) {
    (void)event;
    (void)user_data;
    latch_count(&entered);
    latch_wait(&leave, 1);
    latch_count(&left);
    return 0;
}

static void CONCH_CALL stay_awake(void *user_data) {
    stay(NULL, user_data);
}

static void *dispatch_all(void *client) {
    while (conch_client_dispatch(client, 0, 20000, NULL) == CONCH_OK) {
    }
    return NULL;
}

static int releases;

static void count_release(void *user_data) {
    (void)user_data;
    ++releases;
}

/* "When it has returned, no callback of this client is running." */
static void waits_for_a_callback_that_runs_on_another_thread(void) {
    fresh_latches();
    conch_client *const client = client_for("ok");
    CHECK_STATUS(conch_client_set_event_callback(client, stay, NULL, NULL), CONCH_OK);
    start_call(client, NULL);
    start_call(client, NULL);
    pthread_t reader;
    pthread_t destroyer;
    REQUIRE(pthread_create(&reader, NULL, dispatch_all, client) == 0);
    CHECK(latch_wait(&entered, 1));
    REQUIRE(pthread_create(&destroyer, NULL, destroy_it, client) == 0);
    CHECK(latch_wait(&entered, 2));
    latch_count(&leave); /* lets both go */
    pthread_join(destroyer, NULL);
    CHECK(latch_value(&left) >= 1);
    const int after = latch_value(&entered);
    pthread_join(reader, NULL);
    CHECK_NUMBER(latch_value(&entered), after); /* and none came later */
}

static conch_client *impatient_client(void) {
    conch_client_options options = options_for("ok");
    options.destroy_timeout_ms = 100;
    conch_client *client = NULL;
    CHECK_STATUS(conch_client_create(&options, &client, NULL), CONCH_OK);
    return client;
}

static void expect_return_within_bound(conch_client *client) {
    const int64_t began = now_ms();
    conch_client_destroy(client);
    CHECK(now_ms() - began < 2000);
    CHECK_NUMBER(latch_value(&left), 0);
}

static void does_not_wait_for_ever_for_a_callback(void) {
    fresh_latches();
    releases = 0;
    conch_client *const client = impatient_client();
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.callback = stay;
    options.user_data_release = count_release;
    start_call(client, &options);
    pthread_t reader;
    REQUIRE(pthread_create(&reader, NULL, dispatch_all, client) == 0);
    CHECK(latch_wait(&entered, 1));
    expect_return_within_bound(client);
    latch_count(&leave);
    pthread_join(reader, NULL);
    CHECK_NUMBER(latch_value(&entered), 1);
    CHECK_NUMBER(releases, 1);
}

static void does_not_wait_for_ever_for_a_callback_on_the_worker(void) {
    fresh_latches();
    conch_client *const client = impatient_client();
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.callback = stay;
    options.deliver = CONCH_DELIVER_THREAD;
    start_call(client, &options);
    CHECK(latch_wait(&entered, 1));
    expect_return_within_bound(client);
    latch_count(&leave);
    /* The worker that was left to itself ends once it is let go, and calls nobody any more. */
    const int64_t until = now_ms() + 20000;
    while (conch_debug_thread_count() > 0 && now_ms() < until) {
    }
    CHECK_NUMBER(conch_debug_thread_count(), 0);
    CHECK_NUMBER(latch_value(&entered), 1);
}

static void does_not_wait_for_ever_for_a_wakeup(void) {
    fresh_latches();
    conch_client *const client = impatient_client();
    CHECK_STATUS(conch_client_set_wakeup(client, stay_awake, NULL), CONCH_OK);
    start_call(client, NULL);
    CHECK(latch_wait(&entered, 1));
    expect_return_within_bound(client);
    latch_count(&leave);
    const int64_t until = now_ms() + 20000;
    while (conch_debug_thread_count() > 0 && now_ms() < until) {
    }
    CHECK_NUMBER(conch_debug_thread_count(), 0);
    CHECK_NUMBER(latch_value(&entered), 1);
}

static void close_first_is_as_good(void) {
    conch_client *const client = client_for("nothing");
    start_call(client, NULL);
    CHECK_STATUS(conch_client_close(client), CONCH_OK);
    conch_client_destroy(client);
    CHECK_NUMBER(conch_debug_thread_count(), 0);
    CHECK_STATUS(conch_client_close(client), CONCH_E_HANDLE);
}

static void clients_share_nothing(void) {
    conch_client *const one = client_for("nothing");
    conch_client *const two = client_for("ok");
    start_call(one, NULL);
    conch_client_destroy(one);
    CHECK(take_done(two, start_call(two, NULL)) != NULL);
    CHECK_NUMBER(conch_debug_thread_count(), 1);
    conch_client_destroy(two);
    CHECK_NUMBER(conch_debug_thread_count(), 0);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(leaves_no_thread_and_no_descriptor),
        TEST(works_with_thousands_of_tasks),
        TEST(ends_threads_that_wait_inside),
        TEST(may_race_with_every_reader),
        TEST(may_be_asked_by_many_at_once),
        TEST(waits_for_a_callback_that_runs_on_another_thread),
        TEST(does_not_wait_for_ever_for_a_callback),
        TEST(does_not_wait_for_ever_for_a_callback_on_the_worker),
        TEST(does_not_wait_for_ever_for_a_wakeup),
        TEST(close_first_is_as_good),
        TEST(clients_share_nothing),
    };
    return RUN_TESTS(tests);
}
