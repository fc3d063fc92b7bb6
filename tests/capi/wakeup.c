/* The host is woken when events begin to wait, not once for each, and never after it asked not to be. */
#include <poll.h>
#include <string.h>

#include "support/check.h"
#include "support/latch.h"
#include "support/service.h"

static latch woken;

static void CONCH_CALL wake(void *user_data) {
    latch_count(user_data);
}

static conch_client *woken_client(const char *script) {
    const latch fresh = LATCH_INIT;
    woken = fresh;
    conch_client *const client = client_for(script);
    CHECK_STATUS(conch_client_set_wakeup(client, wake, &woken), CONCH_OK);
    return client;
}

static int drain(conch_client *client) {
    const conch_event *event = NULL;
    int taken = 0;
    while (conch_client_next_event(client, 0, &event) == CONCH_OK)
        ++taken;
    return taken;
}

static void comes_once_for_many_events(void) {
    conch_client *const client = woken_client("ok");
    for (int i = 0; i < 50; ++i)
        CHECK_STATUS(conch_task_wait(client, start_call(client, NULL), 20000, NULL), CONCH_OK);
    CHECK_NUMBER(latch_value(&woken), 1); /* they all wait since the first */
    CHECK(drain(client) >= 50);
    CHECK_NUMBER(latch_value(&woken), 1);
    CHECK_STATUS(conch_task_wait(client, start_call(client, NULL), 20000, NULL), CONCH_OK);
    CHECK(latch_wait(&woken, 2));
    conch_client_destroy(client);
}

/* A loop that sleeps until it is woken must see every end. */
static void none_is_lost(void) {
    conch_client *const client = woken_client("ok");
    int ended = 0;
    int seen = 0;
    for (int i = 0; i < 200; ++i)
        start_call(client, NULL);
    while (ended < 200) {
        if (!CHECK(latch_wait(&woken, ++seen))) break;
        seen = latch_value(&woken);
        const conch_event *event = NULL;
        while (conch_client_next_event(client, 0, &event) == CONCH_OK)
            ended += conch_event_type(event) == CONCH_EVENT_DONE;
    }
    conch_client_destroy(client);
}

static void comes_at_once_if_something_waits(void) {
    conch_client *const client = client_for("ok");
    CHECK_STATUS(conch_task_wait(client, start_call(client, NULL), 20000, NULL), CONCH_OK);
    const latch fresh = LATCH_INIT;
    woken = fresh;
    CHECK_STATUS(conch_client_set_wakeup(client, wake, &woken), CONCH_OK);
    CHECK_NUMBER(latch_value(&woken), 1); /* inside the call */
    conch_client_destroy(client);
}

static void comes_when_the_client_is_closed(void) {
    conch_client *const client = woken_client("ok");
    CHECK_STATUS(conch_client_close(client), CONCH_OK);
    CHECK(latch_wait(&woken, 1));
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_E_CLOSED);
    conch_client_destroy(client);
}

static latch entered;
static latch leave;
static latch left;

static void CONCH_CALL wake_and_stay(void *user_data) {
    (void)user_data;
    latch_count(&entered);
    latch_wait(&leave, 1);
    latch_count(&left);
}

static void *clear_wakeup(void *client) {
    CHECK_STATUS(conch_client_set_wakeup(client, NULL, NULL), CONCH_OK);
    CHECK_NUMBER(latch_value(&left), 1); /* the barrier: what was running has returned */
    return NULL;
}

static void clearing_waits_for_a_running_one(void) {
    const latch fresh = LATCH_INIT;
    entered = leave = left = fresh;
    conch_client *const client = client_for("ok");
    CHECK_STATUS(conch_client_set_wakeup(client, wake_and_stay, NULL), CONCH_OK);
    const conch_task task = start_call(client, NULL);
    CHECK(latch_wait(&entered, 1));
    pthread_t thread;
    REQUIRE(pthread_create(&thread, NULL, clear_wakeup, client) == 0);
    latch_count(&leave);
    pthread_join(thread, NULL);
    /* From now on nothing comes any more. */
    CHECK(take_done(client, task) != NULL);
    CHECK(take_done(client, start_call(client, NULL)) != NULL);
    CHECK_NUMBER(latch_value(&entered), 1);
    conch_client_destroy(client);
}

static conch_client *inside;
static latch checked;

static void CONCH_CALL break_the_rules(void *user_data) {
    (void)user_data;
    if (latch_value(&checked) > 0) return; /* the one that comes with the end of the client */
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_set_wakeup(inside, NULL, NULL), CONCH_E_REENTRANT);
    CHECK_STATUS(conch_client_next_event(inside, 0, &event), CONCH_E_REENTRANT);
    CHECK_STATUS(conch_client_dispatch(inside, 0, 0, NULL), CONCH_E_REENTRANT);
    CHECK_STATUS(conch_task_wait(inside, 1, -1, NULL), CONCH_E_REENTRANT);
    conch_client_destroy(inside); /* does nothing here, or it would wait for itself */
    latch_count(&checked);
}

static void what_is_forbidden_inside_is_answered(void) {
    const latch fresh = LATCH_INIT;
    checked = fresh;
    inside = client_for("ok");
    CHECK_STATUS(conch_client_set_wakeup(inside, break_the_rules, NULL), CONCH_OK);
    const conch_task task = start_call(inside, NULL);
    CHECK(latch_wait(&checked, 1));
    CHECK(take_done(inside, task) != NULL);
    conch_client_destroy(inside);
}

static void nothing_comes_after_destroy(void) {
    for (int i = 0; i < 20; ++i) {
        conch_client *const client = woken_client("nothing");
        for (int j = 0; j < 5; ++j)
            start_call(client, NULL);
        conch_client_destroy(client);
        const int count = latch_value(&woken);
        CHECK_NUMBER(conch_debug_thread_count(), 0);
        CHECK_NUMBER(latch_value(&woken), count);
    }
}

static int readable(int fd, int timeout_ms) {
    struct pollfd waiting = {fd, POLLIN, 0};
    return poll(&waiting, 1, timeout_ms) == 1 && (waiting.revents & POLLIN) != 0;
}

static void fd_is_readable_while_events_wait(void) {
    conch_client *const client = client_for("ok");
    int32_t fd = -2;
    CHECK_STATUS(conch_client_wakeup_fd(client, &fd), CONCH_OK);
    REQUIRE(fd >= 0);
    CHECK(!readable(fd, 0));
    const conch_task task = start_call(client, NULL);
    CHECK(readable(fd, 20000));
    CHECK_STATUS(conch_task_wait(client, task, 20000, NULL), CONCH_OK);
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_OK);
    if (conch_event_type(event) != CONCH_EVENT_DONE) {
        CHECK(readable(fd, 0)); /* the end still waits */
        CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_OK);
    }
    CHECK(!readable(fd, 0));
    /* It stays the same, and works with dispatch as well. */
    int32_t again = -2;
    CHECK_STATUS(conch_client_wakeup_fd(client, &again), CONCH_OK);
    CHECK_NUMBER(again, fd);
    start_call(client, NULL);
    CHECK(readable(fd, 20000));
    while (readable(fd, 100))
        CHECK_STATUS(conch_client_dispatch(client, 1, 0, NULL), CONCH_OK);
    CHECK_STATUS(conch_client_close(client), CONCH_OK);
    conch_client_destroy(client);
}

static void fd_asked_for_late_is_readable_at_once(void) {
    conch_client *const client = client_for("ok");
    CHECK_STATUS(conch_task_wait(client, start_call(client, NULL), 20000, NULL), CONCH_OK);
    int32_t fd = -2;
    CHECK_STATUS(conch_client_wakeup_fd(client, &fd), CONCH_OK);
    CHECK(readable(fd, 0));
    CHECK_STATUS(conch_client_wakeup_fd(client, NULL), CONCH_E_ARGUMENT);
    conch_client_destroy(client);
}

/* A loop on the descriptor alone must learn that there will be nothing more. */
static void fd_is_readable_once_closed(void) {
    conch_client *const client = client_for("ok");
    int32_t fd = -2;
    CHECK_STATUS(conch_client_wakeup_fd(client, &fd), CONCH_OK);
    CHECK_STATUS(conch_client_close(client), CONCH_OK);
    CHECK(readable(fd, 20000));
    CHECK_STATUS(conch_client_dispatch(client, 0, 0, NULL), CONCH_E_CLOSED);
    conch_client_destroy(client);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(comes_once_for_many_events),
        TEST(none_is_lost),
        TEST(comes_at_once_if_something_waits),
        TEST(comes_when_the_client_is_closed),
        TEST(clearing_waits_for_a_running_one),
        TEST(what_is_forbidden_inside_is_answered),
        TEST(nothing_comes_after_destroy),
        TEST(fd_is_readable_while_events_wait),
        TEST(fd_asked_for_late_is_readable_at_once),
        TEST(fd_is_readable_once_closed),
    };
    return RUN_TESTS(tests);
}
