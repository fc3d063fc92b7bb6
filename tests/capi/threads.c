/* Eight threads at once on one client: everything may be called from anywhere, and every task still ends once. */
#include <stdlib.h>
#include <string.h>

#include "support/check.h"
#include "support/latch.h"
#include "support/service.h"

#define THREADS 8
#define ROUNDS 150

static conch_client *shared;
static latch accepted;
static latch released;
static latch woken;

static void count_release(void *user_data) {
    latch_count(user_data);
}

static void CONCH_CALL wake(void *user_data) {
    latch_count(user_data);
}

static int32_t CONCH_CALL ignore(const conch_event *event, void *user_data) {
    (void)user_data;
    return conch_event_type(event) == CONCH_EVENT_NONE;
}

static void *use_everything(void *number) {
    unsigned state = (unsigned)(uintptr_t)number;
    conch_task mine[ROUNDS];
    for (int i = 0; i < ROUNDS; ++i) {
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.user_data = &released;
        options.user_data_release = count_release;
        options.flags = CONCH_TASK_NO_DOWNLOAD;
        mine[i] = i % 8 == 0 ? start_video(shared, &options) : start_call(shared, &options);
        latch_count(&accepted);
        conch_task_info info = CONCH_TASK_INFO_INIT;
        conch_task *tasks = NULL;
        size_t count = 0;
        uint64_t dropped = 0;
        int32_t fd = -1;
        conch_error *error = NULL;
        conch_task refused = 0;
        switch ((state = state * 1103515245U + 12345U) >> 16U & 7U) {
            case 0:
                conch_task_cancel(shared, mine[(unsigned)rand_r(&state) % (unsigned)(i + 1)], CONCH_CANCEL_HERE);
                break;
            case 1:
                conch_task_state(shared, mine[i], &info);
                break;
            case 2:
                CHECK_STATUS(conch_task_list(shared, &tasks, &count), CONCH_OK);
                conch_free(tasks);
                break;
            case 3:
                conch_task_wait(shared, mine[i], 5, NULL);
                break;
            case 4:
                CHECK_STATUS(conch_client_set_wakeup(shared, wake, &woken), CONCH_OK);
                CHECK_STATUS(conch_client_wakeup_fd(shared, &fd), CONCH_OK);
                break;
            case 5:
                CHECK_STATUS(conch_client_set_event_callback(shared, ignore, NULL, NULL), CONCH_OK);
                break;
            case 6:
                CHECK_STATUS(conch_client_dropped_events(shared, &dropped), CONCH_OK);
                break;
            default:
                CHECK_STATUS(conch_call(shared, -1, NULL, NULL, &refused, &error), CONCH_E_NOT_FOUND);
                conch_error_destroy(error);
        }
    }
    return NULL;
}

static void everything_from_everywhere(void) {
    const latch fresh = LATCH_INIT;
    accepted = released = woken = fresh;
    shared = client_for("ok");
    pthread_t threads[THREADS];
    for (uintptr_t i = 0; i < THREADS; ++i)
        REQUIRE(pthread_create(&threads[i], NULL, use_everything, (void *)i) == 0);
    int ended = 0;
    const int all = THREADS * ROUNDS;
    const int64_t until = now_ms() + 100000;
    while (ended < all && now_ms() < until) {
        const conch_event *event = NULL;
        if (conch_client_next_event(shared, 1000, &event) == CONCH_OK)
            ended += conch_event_type(event) == CONCH_EVENT_DONE;
    }
    for (int i = 0; i < THREADS; ++i)
        pthread_join(threads[i], NULL);
    CHECK_NUMBER(latch_value(&accepted), all);
    CHECK_NUMBER(ended, all);
    conch_client_destroy(shared);
    CHECK_NUMBER(latch_value(&released), all);
}

static void *submit_until_closed(void *counter) {
    conch_task task = 0;
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.user_data = &released;
    options.user_data_release = count_release;
    conch_status status = CONCH_OK;
    while (status == CONCH_OK || status == CONCH_E_QUEUE_FULL) {
        status = conch_call(shared, CONCH_OP_ACCOUNTS_LIST, NULL, &options, &task, NULL);
        latch_count(&woken); /* asked, whatever the answer */
        if (status == CONCH_OK) latch_count(counter);
    }
    CHECK(status == CONCH_E_CLOSED || status == CONCH_E_HANDLE);
    return NULL;
}

/* Whoever is accepted at the very last moment still gets an end, and CLOSED comes after the last of them. */
static void close_among_submitters(void) {
    for (int round = 0; round < 10; ++round) {
        const latch fresh = LATCH_INIT;
        accepted = released = woken = fresh;
        shared = client_for("nothing");
        pthread_t threads[THREADS];
        for (int i = 0; i < THREADS; ++i)
            REQUIRE(pthread_create(&threads[i], NULL, submit_until_closed, &accepted) == 0);
        CHECK(latch_wait(&accepted, 50));
        CHECK_STATUS(conch_client_close(shared), CONCH_OK);
        int ended = 0;
        const conch_event *event = NULL;
        conch_status status = CONCH_OK;
        while ((status = conch_client_next_event(shared, 20000, &event)) == CONCH_OK) {
            ended += conch_event_type(event) == CONCH_EVENT_DONE;
        }
        CHECK_STATUS(status, CONCH_E_CLOSED);
        for (int i = 0; i < THREADS; ++i)
            pthread_join(threads[i], NULL);
        CHECK_NUMBER(ended, latch_value(&accepted));
        conch_client_destroy(shared);
        CHECK_NUMBER(latch_value(&released), latch_value(&woken));
    }
}

static void destroy_among_submitters(void) {
    for (int round = 0; round < 10; ++round) {
        const latch fresh = LATCH_INIT;
        accepted = released = woken = fresh;
        shared = client_for("ok");
        pthread_t threads[THREADS];
        for (int i = 0; i < THREADS; ++i)
            REQUIRE(pthread_create(&threads[i], NULL, submit_until_closed, &accepted) == 0);
        CHECK(latch_wait(&accepted, 50));
        conch_client_destroy(shared);
        for (int i = 0; i < THREADS; ++i)
            pthread_join(threads[i], NULL);
        CHECK_NUMBER(latch_value(&released), latch_value(&woken));
        CHECK_NUMBER(conch_debug_thread_count(), 0);
    }
}

static void *own_client(void *unused) {
    (void)unused;
    for (int i = 0; i < 10; ++i) {
        conch_client *const client = client_for("ok");
        CHECK(take_done(client, start_call(client, NULL)) != NULL);
        conch_client_destroy(client);
    }
    return NULL;
}

static void a_client_for_each_thread(void) {
    service_url("ok"); /* starts it, once */
    temp_folder();
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; ++i)
        REQUIRE(pthread_create(&threads[i], NULL, own_client, NULL) == 0);
    for (int i = 0; i < THREADS; ++i)
        pthread_join(threads[i], NULL);
    CHECK_NUMBER(conch_debug_thread_count(), 0);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(everything_from_everywhere),
        TEST(close_among_submitters),
        TEST(destroy_among_submitters),
        TEST(a_client_for_each_thread),
    };
    return RUN_TESTS(tests);
}
