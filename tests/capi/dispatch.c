/* Callbacks run inside dispatch, on its thread, one event at a time; the other ways of delivery keep their promises. */
#include <setjmp.h>
#include <string.h>

#include "support/check.h"
#include "support/latch.h"
#include "support/service.h"

typedef struct counts {
    int progress;
    int done;
    int other;
    conch_status status;
    pthread_t thread;
} counts;

static int32_t CONCH_CALL count(const conch_event *event, void *user_data) {
    counts *const seen = user_data;
    seen->thread = pthread_self();
    switch (conch_event_type(event)) {
        case CONCH_EVENT_PROGRESS:
            ++seen->progress;
            break;
        case CONCH_EVENT_DONE:
            ++seen->done;
            seen->status = conch_event_status(event);
            break;
        default:
            ++seen->other;
    }
    return 0;
}

static conch_task_options counting(counts *seen) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    memset(seen, 0, sizeof *seen);
    options.callback = count;
    options.user_data = seen;
    return options;
}

/* Dispatches until the task has ended and its end was delivered. */
static void dispatch_to_the_end(conch_client *client, const counts *seen) {
    for (int i = 0; i < 20000 && seen->done == 0; ++i) {
        const conch_status status = conch_client_dispatch(client, 0, 1000, NULL);
        if (!CHECK(status == CONCH_OK || status == CONCH_NO_EVENT)) return;
    }
}

static void callbacks_run_on_the_caller(void) {
    conch_client *const client = client_for("ok");
    counts seen;
    const conch_task_options options = counting(&seen);
    start_video(client, &options);
    dispatch_to_the_end(client, &seen);
    CHECK_NUMBER(seen.done, 1);
    CHECK_STATUS(seen.status, CONCH_OK);
    CHECK(seen.progress > 0);
    CHECK_NUMBER(seen.other, 0);
    CHECK(pthread_equal(seen.thread, pthread_self()));
    conch_client_destroy(client);
}

static void tasks_without_a_callback_use_the_clients(void) {
    conch_client *const client = client_for("ok");
    counts clients;
    counts tasks;
    (void)counting(&clients);
    CHECK_STATUS(conch_client_set_event_callback(client, count, &clients, NULL), CONCH_OK);
    conch_task_options options = counting(&tasks);
    start_call(client, NULL);
    dispatch_to_the_end(client, &clients);
    start_call(client, &options);
    dispatch_to_the_end(client, &tasks);
    CHECK_NUMBER(clients.done, 1);
    CHECK_NUMBER(tasks.done, 1);
    /* With no callback anywhere an event is taken and gone. */
    CHECK_STATUS(conch_client_set_event_callback(client, NULL, NULL, NULL), CONCH_OK);
    CHECK_STATUS(conch_task_wait(client, start_call(client, NULL), 20000, NULL), CONCH_OK);
    uint32_t dispatched = 0;
    CHECK_STATUS(conch_client_dispatch(client, 0, 0, &dispatched), CONCH_OK);
    CHECK(dispatched >= 1);
    CHECK_STATUS(conch_client_dispatch(client, 0, 0, &dispatched), CONCH_NO_EVENT);
    CHECK_NUMBER(dispatched, 0);
    conch_client_destroy(client);
}

static void max_events_is_kept(void) {
    conch_client *const client = client_for("ok");
    counts seen;
    conch_task_options options = counting(&seen);
    for (int i = 0; i < 10; ++i)
        CHECK_STATUS(conch_task_wait(client, start_call(client, &options), 20000, NULL), CONCH_OK);
    uint32_t dispatched = 99;
    CHECK_STATUS(conch_client_dispatch(client, 1, 0, &dispatched), CONCH_OK);
    CHECK_NUMBER(dispatched, 1);
    CHECK_NUMBER(seen.done + seen.progress, 1);
    CHECK_STATUS(conch_client_dispatch(client, 4, 0, &dispatched), CONCH_OK);
    CHECK_NUMBER(dispatched, 4);
    CHECK_NUMBER(seen.done + seen.progress, 5);
    CHECK_STATUS(conch_client_dispatch(client, 0, 0, &dispatched), CONCH_OK);
    CHECK_NUMBER(seen.done, 10);
    conch_client_destroy(client);
}

static conch_client *feeding;
static int fed;

static int32_t CONCH_CALL feed(const conch_event *event, void *user_data) {
    if (conch_event_type(event) == CONCH_EVENT_DONE && fed < 100) {
        ++fed;
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.callback = feed;
        options.user_data = user_data;
        const conch_task task = start_call(feeding, &options);
        /* It will have ended by the time that this dispatch looks again. */
        conch_task_info info = CONCH_TASK_INFO_INIT;
        while (conch_task_state(feeding, task, &info) == CONCH_OK && info.phase != CONCH_PHASE_ENDED) {
        }
    }
    return 0;
}

/* "All that are there when it begins": a callback that starts tasks must not keep a frame for ever. */
static void zero_means_what_waits_now(void) {
    feeding = client_for("ok");
    fed = 0;
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.callback = feed;
    CHECK_STATUS(conch_task_wait(feeding, start_call(feeding, &options), 20000, NULL), CONCH_OK);
    uint32_t dispatched = 0;
    CHECK_STATUS(conch_client_dispatch(feeding, 0, 0, &dispatched), CONCH_OK);
    CHECK(dispatched <= 2);
    CHECK_NUMBER(fed, 1);
    conch_client_destroy(feeding);
}

static void dispatch_keeps_its_time(void) {
    conch_client *const client = client_for("nothing");
    uint32_t dispatched = 99;
    CHECK_STATUS(conch_client_dispatch(client, 0, 0, &dispatched), CONCH_NO_EVENT);
    CHECK_NUMBER(dispatched, 0);
    const int64_t began = now_ms();
    CHECK_STATUS(conch_client_dispatch(client, 0, 60, NULL), CONCH_NO_EVENT);
    CHECK(now_ms() - began >= 59);
    conch_client_destroy(client);
}

static int32_t CONCH_CALL cancel_by_answer(const conch_event *event, void *user_data) {
    count(event, user_data);
    return 1;
}

static void an_answer_other_than_zero_cancels(void) {
    conch_client *const client = client_for("endless");
    counts seen;
    conch_task_options options = counting(&seen);
    options.callback = cancel_by_answer;
    start_video(client, &options);
    dispatch_to_the_end(client, &seen);
    CHECK_STATUS(seen.status, CONCH_E_CANCELLED);
    /* The client's callback cancels in the same way. */
    (void)counting(&seen);
    CHECK_STATUS(conch_client_set_event_callback(client, cancel_by_answer, &seen, NULL), CONCH_OK);
    start_video(client, NULL);
    dispatch_to_the_end(client, &seen);
    CHECK_STATUS(seen.status, CONCH_E_CANCELLED);
    conch_client_destroy(client);
}

static void an_answer_cancels_on_the_thread_as_well(void) {
    conch_client *const client = client_for("endless");
    counts seen;
    conch_task_options options = counting(&seen);
    options.callback = cancel_by_answer;
    options.deliver = CONCH_DELIVER_THREAD;
    conch_event *event = NULL;
    CHECK_STATUS(conch_task_wait(client, start_video(client, &options), 20000, &event), CONCH_OK);
    CHECK_STATUS(conch_event_status(event), CONCH_E_CANCELLED);
    conch_event_destroy(event);
    conch_client_destroy(client);
}

static conch_client *client_inside;

static int32_t CONCH_CALL call_everything(const conch_event *event, void *user_data) {
    const conch_event *next = NULL;
    uint32_t dispatched = 0;
    uint64_t dropped = 0;
    int32_t fd = -1;
    conch_task_info info = CONCH_TASK_INFO_INIT;
    conch_task *tasks = NULL;
    size_t task_count = 0;
    const conch_task task = conch_event_task(event);
    /* Forbidden, and answered. */
    CHECK_STATUS(conch_client_next_event(client_inside, -1, &next), CONCH_E_REENTRANT);
    CHECK_STATUS(conch_client_dispatch(client_inside, 0, -1, &dispatched), CONCH_E_REENTRANT);
    CHECK_STATUS(conch_task_wait(client_inside, task, -1, NULL), CONCH_E_REENTRANT);
    conch_client_destroy(client_inside);
    /* Allowed. */
    CHECK_STATUS(conch_client_dropped_events(client_inside, &dropped), CONCH_OK);
    CHECK_STATUS(conch_client_wakeup_fd(client_inside, &fd), CONCH_OK);
    CHECK_STATUS(conch_client_set_wakeup(client_inside, NULL, NULL), CONCH_OK);
    CHECK_STATUS(conch_client_set_event_callback(client_inside, NULL, NULL, NULL), CONCH_OK);
    CHECK_STATUS(conch_task_state(client_inside, task, &info), CONCH_OK);
    CHECK_STATUS(conch_task_list(client_inside, &tasks, &task_count), CONCH_OK);
    conch_free(tasks);
    CHECK_STATUS(conch_task_cancel(client_inside, task, CONCH_CANCEL_HERE), CONCH_OK);
    /* Another client is none of this one's business. */
    conch_client *const other = client_for("ok");
    CHECK(take_done(other, start_call(other, NULL)) != NULL);
    conch_client_destroy(other);
    CHECK_STATUS(conch_client_close(client_inside), CONCH_OK);
    return count(event, user_data);
}

static void what_is_forbidden_in_callbacks_is_answered(void) {
    counts seen;
    client_inside = client_for("ok");
    conch_task_options options = counting(&seen);
    options.callback = call_everything;
    CHECK_STATUS(conch_task_wait(client_inside, start_call(client_inside, &options), 20000, NULL), CONCH_OK);
    CHECK_STATUS(conch_client_dispatch(client_inside, 0, 0, NULL), CONCH_OK);
    CHECK_NUMBER(seen.done, 1);
    conch_client_destroy(client_inside);
}

static int32_t CONCH_CALL count_on_thread(const conch_event *event, void *user_data) {
    CHECK_STATUS(conch_task_wait(client_inside, conch_event_task(event), -1, NULL), CONCH_E_REENTRANT);
    conch_client_destroy(client_inside);
    return count(event, user_data);
}

static void thread_delivery_runs_elsewhere_and_leaves_the_queue_alone(void) {
    counts seen;
    client_inside = client_for("ok");
    conch_task_options options = counting(&seen);
    options.callback = count_on_thread;
    options.deliver = CONCH_DELIVER_THREAD;
    CHECK_STATUS(conch_task_wait(client_inside, start_video(client_inside, &options), 20000, NULL), CONCH_OK);
    CHECK_NUMBER(seen.done, 1);
    CHECK(seen.progress > 0);
    CHECK(!pthread_equal(seen.thread, pthread_self()));
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client_inside, 0, &event), CONCH_NO_EVENT);
    conch_client_destroy(client_inside);
}

static void wait_delivery_leaves_the_queue_alone(void) {
    conch_client *const client = client_for("ok");
    counts seen;
    conch_task_options options = counting(&seen);
    options.deliver = CONCH_DELIVER_WAIT;
    const conch_task task = start_video(client, &options);
    conch_event *event = NULL;
    CHECK_STATUS(conch_task_wait(client, task, 20000, &event), CONCH_OK);
    CHECK_STATUS(conch_event_status(event), CONCH_OK);
    CHECK_NUMBER(conch_event_file_count(event), 1);
    CHECK(conch_event_user_data(event) == &seen);
    conch_event_destroy(event);
    CHECK_STATUS(conch_client_dispatch(client, 0, 0, NULL), CONCH_NO_EVENT);
    CHECK_NUMBER(seen.done + seen.progress, 0);
    conch_client_destroy(client);
}

static latch reading;
static latch go_on;

static int32_t CONCH_CALL stay(const conch_event *event, void *user_data) {
    (void)event;
    (void)user_data;
    latch_count(&reading);
    latch_wait(&go_on, 1);
    return 0;
}

static void *dispatch_one(void *client) {
    CHECK_STATUS(conch_client_dispatch(client, 1, 20000, NULL), CONCH_OK);
    return NULL;
}

static void a_second_reader_is_told(void) {
    const latch fresh = LATCH_INIT;
    reading = go_on = fresh;
    conch_client *const client = client_for("ok");
    CHECK_STATUS(conch_client_set_event_callback(client, stay, NULL, NULL), CONCH_OK);
    for (int i = 0; i < 2; ++i)
        CHECK_STATUS(conch_task_wait(client, start_call(client, NULL), 20000, NULL), CONCH_OK);
    pthread_t thread;
    REQUIRE(pthread_create(&thread, NULL, dispatch_one, client) == 0);
    CHECK(latch_wait(&reading, 1));
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_E_BUSY);
    CHECK_STATUS(conch_client_dispatch(client, 0, 0, NULL), CONCH_E_BUSY);
    latch_count(&go_on);
    pthread_join(thread, NULL);
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_OK);
    conch_client_destroy(client);
}

static jmp_buf host_frame;
static int releases;

static int32_t CONCH_CALL jump_away(const conch_event *event, void *user_data) {
    (void)user_data;
    if (conch_event_type(event) == CONCH_EVENT_DONE) longjmp(host_frame, 1);
    return 0;
}

static void count_release(void *user_data) {
    (void)user_data;
    ++releases;
}

/* What Lua's errors and Mono's exceptions do: leave dispatch without running anything of ours on the way. */
static void a_callback_that_jumps_away_loses_nothing(void) {
    conch_client *volatile client = client_for("ok");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.callback = jump_away;
    options.user_data_release = count_release;
    volatile int jumps = 0;
    releases = 0;
    for (int i = 0; i < 5; ++i)
        CHECK_STATUS(conch_task_wait(client, start_call(client, &options), 20000, NULL), CONCH_OK);
    if (setjmp(host_frame) != 0) ++jumps;
    const conch_status status = conch_client_dispatch(client, 0, 0, NULL);
    CHECK_STATUS(status, CONCH_NO_EVENT);
    CHECK_NUMBER(jumps, 5);
    CHECK_NUMBER(releases, 5);
    /* Neither reading nor destroying is thought to be inside the callback that was left. */
    CHECK(take_done(client, start_call(client, NULL)) != NULL);
    conch_client_destroy(client);
    CHECK_NUMBER(conch_debug_thread_count(), 0);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(callbacks_run_on_the_caller),
        TEST(tasks_without_a_callback_use_the_clients),
        TEST(max_events_is_kept),
        TEST(zero_means_what_waits_now),
        TEST(dispatch_keeps_its_time),
        TEST(an_answer_other_than_zero_cancels),
        TEST(an_answer_cancels_on_the_thread_as_well),
        TEST(what_is_forbidden_in_callbacks_is_answered),
        TEST(thread_delivery_runs_elsewhere_and_leaves_the_queue_alone),
        TEST(wait_delivery_leaves_the_queue_alone),
        TEST(a_second_reader_is_told),
        TEST(a_callback_that_jumps_away_loses_nothing),
    };
    return RUN_TESTS(tests);
}
