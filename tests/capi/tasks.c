/* Every accepted task ends exactly once, and can be found, watched, waited for and cancelled until it has. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"
#include "support/service.h"

#define STORM 5000

/* A generator of our own: the same storm every time. */
static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8U;
}

typedef struct storm_task {
    conch_task id;
    int done;
    int after_done;
    int releases;
} storm_task;

static storm_task storm[STORM];

static void count_release(void *user_data) {
    ++((storm_task *)user_data)->releases;
}

/* Nobody takes its events, so that the first one gives way to a newer one. */
static void let_progress_be_replaced(conch_client *client, conch_task task) {
    conch_task_info info = CONCH_TASK_INFO_INIT;
    do {
        CHECK_STATUS(conch_task_state(client, task, &info), CONCH_OK);
    } while (info.phase < CONCH_PHASE_CREATING);
}

/* Calls and endless jobs, a third of them cancelled, taken by a host that is slower than what happens. */
static void storm_ends_every_task_once(void) {
    conch_client *const client = client_for("endless");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.user_data_release = count_release;
    options.flags = CONCH_TASK_NO_DOWNLOAD;
    uint32_t state = 7;
    int started = 0;
    int ended = 0;
    int64_t progress_events = 0;
    int cancelled = 0;
    while (ended < STORM) {
        for (int i = 0; i < 50 && started < STORM; ++i, ++started) {
            storm_task *const task = &storm[started];
            options.user_data = task;
            /* Jobs never end by themselves here. */
            task->id = started % 10 == 0 ? start_video(client, &options) : start_call(client, &options);
            if (started == 0) let_progress_be_replaced(client, task->id);
            if (started % 10 == 0 || next_random(&state) % 3 == 0) {
                const conch_task any = storm[next_random(&state) % (unsigned)(started + 1)].id;
                const conch_status asked = conch_task_cancel(client, any, CONCH_CANCEL_HERE);
                CHECK(asked == CONCH_OK || asked == CONCH_E_NOT_FOUND);
            }
        }
        if (started == STORM && cancelled == 0) {
            for (int i = 0; i < STORM; i += 10)
                conch_task_cancel(client, storm[i].id, CONCH_CANCEL_HERE);
            cancelled = 1;
        }
        const conch_event *event = NULL;
        const conch_status status = conch_client_next_event(client, 20000, &event);
        if (!CHECK_STATUS(status, CONCH_OK)) break;
        storm_task *const task = conch_event_user_data(event);
        CHECK(conch_event_task(event) == task->id);
        if (task->done) ++task->after_done;
        if (conch_event_type(event) == CONCH_EVENT_PROGRESS) ++progress_events;
        if (conch_event_type(event) == CONCH_EVENT_DONE) {
            ++task->done;
            ++ended;
            const conch_status end = conch_event_status(event);
            CHECK(end == CONCH_OK || end == CONCH_E_CANCELLED);
            if ((task - storm) % 10 == 0) CHECK_STATUS(end, CONCH_E_CANCELLED);
        }
    }
    uint64_t dropped = 0;
    CHECK_STATUS(conch_client_dropped_events(client, &dropped), CONCH_OK);
    printf("  %lld PROGRESS events were seen, %llu replaced by newer ones\n", (long long)progress_events,
           (unsigned long long)dropped);
    CHECK(dropped > 0);
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_NO_EVENT);
    conch_client_destroy(client);
    int wrong = 0;
    for (int i = 0; i < STORM; ++i)
        wrong += storm[i].done != 1 || storm[i].after_done != 0 || storm[i].releases != 1;
    CHECK_NUMBER(wrong, 0);
}

static void ids_are_never_used_twice(void) {
    conch_client *const one = client_for("ok");
    conch_client *const two = client_for("ok");
    conch_task last = 0;
    for (int i = 0; i < 100; ++i) {
        const conch_task task = start_call(i % 2 == 0 ? one : two, NULL);
        CHECK(task > last);
        last = task;
    }
    conch_client_destroy(one);
    conch_client_destroy(two);
    conch_client *const three = client_for("ok");
    CHECK(start_call(three, NULL) > last);
    /* Another client's task is as unknown as one that never was. */
    CHECK_STATUS(conch_task_cancel(three, last, CONCH_CANCEL_HERE), CONCH_E_NOT_FOUND);
    CHECK_STATUS(conch_task_wait(three, last, 0, NULL), CONCH_E_NOT_FOUND);
    conch_client_destroy(three);
}

static void unknown_tasks_are_not_found(void) {
    static const conch_task unknown[] = {0, UINT64_MAX, 1ULL << 60U};
    conch_client *const client = client_for("ok");
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; ++i) {
        conch_task_info info = CONCH_TASK_INFO_INIT;
        conch_event *event = (conch_event *)1;
        CHECK_STATUS(conch_task_cancel(client, unknown[i], CONCH_CANCEL_HERE), CONCH_E_NOT_FOUND);
        CHECK_STATUS(conch_task_state(client, unknown[i], &info), CONCH_E_NOT_FOUND);
        CHECK_STATUS(conch_task_wait(client, unknown[i], -1, &event), CONCH_E_NOT_FOUND);
        CHECK(event == NULL);
    }
    conch_client_destroy(client);
}

static void state_follows_a_job_to_its_end(void) {
    conch_client *const client = client_for("ok");
    const conch_task task = start_video(client, NULL);
    conch_task_info info = CONCH_TASK_INFO_INIT;
    CHECK_STATUS(conch_task_state(client, task, &info), CONCH_OK);
    CHECK_NUMBER(info.kind, CONCH_JOB_VIDEO);
    CHECK_NUMBER(info.operation, 0);
    CHECK_STATUS(info.status, CONCH_OK);
    int32_t last_phase = 0;
    for (int seen_end = 0; !seen_end;) {
        const conch_event *event = NULL;
        REQUIRE_OK(conch_client_next_event(client, 20000, &event));
        const int32_t phase = conch_event_phase(event);
        seen_end = conch_event_type(event) == CONCH_EVENT_DONE;
        CHECK(phase >= last_phase || seen_end);
        last_phase = phase;
        if (!seen_end) {
            CHECK(conch_event_percent(event) >= -1 && conch_event_percent(event) <= 100);
            CHECK_TEXT(conch_event_json(event, NULL), "");
            CHECK_NUMBER(conch_event_file_count(event), 0);
            continue;
        }
        CHECK_STATUS(conch_event_status(event), CONCH_OK);
        CHECK_NUMBER(conch_event_file_count(event), 1);
        CHECK_CONTAINS(conch_event_remote_id(event, NULL), "user:1-minimax:2-video:");
        CHECK_CONTAINS(conch_event_json(event, NULL), "\"statusFinal\":true");
        FILE *const clip = fopen(conch_event_file(event, 0, NULL), "rb");
        REQUIRE(clip != NULL);
        fseek(clip, 0, SEEK_END);
        CHECK_NUMBER(ftell(clip), 4096);
        fclose(clip);
    }
    CHECK_STATUS(conch_task_state(client, task, &info), CONCH_OK);
    CHECK_NUMBER(info.phase, CONCH_PHASE_ENDED);
    CHECK_STATUS(info.status, CONCH_OK);
    CHECK_NUMBER(info.remaining_ms, 0);
    const uint64_t elapsed = info.elapsed_ms;
    CHECK_STATUS(conch_task_state(client, task, &info), CONCH_OK);
    CHECK_NUMBER(info.elapsed_ms, elapsed); /* stands still */
    conch_client_destroy(client);
}

static void ended_tasks_are_remembered_and_then_forgotten(void) {
    conch_client *const client = client_for("ok");
    const conch_task first = start_call(client, NULL);
    CHECK(take_done(client, first) != NULL);
    conch_task last = 0;
    for (int i = 0; i < 255; ++i) {
        last = start_call(client, NULL);
        CHECK(take_done(client, last) != NULL);
    }
    conch_task_info info = CONCH_TASK_INFO_INIT;
    CHECK_STATUS(conch_task_state(client, first, &info), CONCH_OK);
    CHECK(take_done(client, start_call(client, NULL)) != NULL);
    CHECK_STATUS(conch_task_state(client, first, &info), CONCH_E_NOT_FOUND);
    CHECK_STATUS(conch_task_wait(client, first, 0, NULL), CONCH_E_NOT_FOUND);
    CHECK_STATUS(conch_task_state(client, last, &info), CONCH_OK);
    conch_client_destroy(client);
}

static void list_names_what_runs_oldest_first(void) {
    conch_client *const client = client_for("nothing");
    conch_task *tasks = (conch_task *)1;
    size_t count = 99;
    CHECK_STATUS(conch_task_list(client, &tasks, &count), CONCH_OK);
    CHECK(tasks == NULL);
    CHECK_NUMBER(count, 0);
    conch_task started[40];
    for (int i = 0; i < 40; ++i)
        started[i] = start_call(client, NULL);
    CHECK_STATUS(conch_task_list(client, &tasks, &count), CONCH_OK);
    CHECK_NUMBER(count, 40);
    CHECK(memcmp(tasks, started, sizeof started) == 0);
    conch_free(tasks);
    conch_task_cancel(client, started[3], CONCH_CANCEL_HERE);
    CHECK(take_done(client, started[3]) != NULL);
    CHECK_STATUS(conch_task_list(client, &tasks, &count), CONCH_OK);
    CHECK_NUMBER(count, 39);
    CHECK_NUMBER(tasks[3], started[4]);
    conch_free(tasks);
    conch_client_destroy(client);
}

static void wait_keeps_its_time(void) {
    conch_client *const client = client_for("nothing");
    const conch_task task = start_call(client, NULL);
    conch_event *event = (conch_event *)1;
    CHECK_STATUS(conch_task_wait(client, task, 0, &event), CONCH_E_TIMEOUT);
    CHECK(event == NULL);
    const int64_t began = now_ms();
    CHECK_STATUS(conch_task_wait(client, task, 60, &event), CONCH_E_TIMEOUT);
    CHECK(now_ms() - began >= 59);
    CHECK_STATUS(conch_task_cancel(client, task, CONCH_CANCEL_HERE), CONCH_OK);
    CHECK_STATUS(conch_task_wait(client, task, -1, &event), CONCH_OK);
    CHECK_STATUS(conch_event_status(event), CONCH_E_CANCELLED);
    /* Ended is ended: every later wait answers at once, and each gives a reference of its own. */
    conch_event *second = NULL;
    CHECK_STATUS(conch_task_wait(client, task, 0, &second), CONCH_OK);
    CHECK(second != event);
    conch_event_destroy(event);
    CHECK_STATUS(conch_event_status(second), CONCH_E_CANCELLED);
    CHECK_STATUS(conch_task_wait(client, task, 0, NULL), CONCH_OK);
    /* Whoever waits for a task finds its event in the queue as well. */
    CHECK(take_done(client, task) != NULL);
    conch_client_destroy(client);
    /* What is owned outlives the client. */
    CHECK_STATUS(conch_event_status(second), CONCH_E_CANCELLED);
    CHECK_NUMBER(conch_event_task(second), task);
    conch_event_destroy(second);
}

static void cancel_may_be_asked_twice_and_too_late(void) {
    conch_client *const client = client_for("nothing");
    const conch_task task = start_call(client, NULL);
    CHECK_STATUS(conch_task_cancel(client, task, 2), CONCH_E_ARGUMENT);
    CHECK_STATUS(conch_task_cancel(client, task, -1), CONCH_E_ARGUMENT);
    for (int i = 0; i < 3; ++i)
        CHECK_STATUS(conch_task_cancel(client, task, CONCH_CANCEL_HERE), CONCH_OK);
    CHECK_STATUS(conch_task_cancel(client, task, CONCH_CANCEL_EVERYWHERE), CONCH_OK);
    const conch_event *const done = take_done(client, task);
    CHECK_STATUS(conch_event_status(done), CONCH_E_CANCELLED);
    CHECK_STATUS(conch_task_cancel(client, task, CONCH_CANCEL_HERE), CONCH_OK);
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_NO_EVENT);
    CHECK(event == NULL);
    conch_client_destroy(client);
}

static void full_is_full_until_events_are_taken(void) {
    conch_client_options options = options_for("ok");
    options.task_capacity = 3;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    conch_task tasks[3];
    for (int i = 0; i < 3; ++i) {
        tasks[i] = start_call(client, NULL);
        CHECK_STATUS(conch_task_wait(client, tasks[i], 20000, NULL), CONCH_OK);
    }
    /* They have ended, but their ends have not been taken: their places are still needed. */
    conch_task task = 7;
    conch_error *error = NULL;
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, NULL, &task, &error), CONCH_E_QUEUE_FULL);
    CHECK_NUMBER(task, 0);
    CHECK_CONTAINS(conch_error_message(error, NULL), "3 tasks");
    CHECK_CONTAINS(conch_error_message(error, NULL), "task_capacity");
    conch_error_destroy(error);
    CHECK(take_done(client, tasks[0]) != NULL);
    task = start_call(client, NULL);
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, NULL, &task, NULL), CONCH_E_QUEUE_FULL);
    conch_client_destroy(client);
}

static void waited_for_tasks_need_no_place_in_the_queue(void) {
    conch_client_options options = options_for("ok");
    options.task_capacity = 1;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    conch_task_options task_options = CONCH_TASK_OPTIONS_INIT;
    task_options.deliver = CONCH_DELIVER_WAIT;
    for (int i = 0; i < 20; ++i) {
        conch_event *event = NULL;
        CHECK_STATUS(conch_task_wait(client, start_call(client, &task_options), 20000, &event), CONCH_OK);
        CHECK_STATUS(conch_event_status(event), CONCH_OK);
        conch_event_destroy(event);
    }
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_NO_EVENT);
    conch_client_destroy(client);
}

static void deadline_ends_a_task(void) {
    conch_client *const client = client_for("nothing");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.deadline_ms = 30;
    const conch_event *const done = take_done(client, start_call(client, &options));
    CHECK_STATUS(conch_event_status(done), CONCH_E_TIMEOUT);
    CHECK_CONTAINS(conch_event_message(done, NULL), "deadline");
    conch_client_destroy(client);
}

static void deadline_says_what_lives_on(void) {
    conch_client *const client = client_for("endless");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    const conch_event *done = NULL;
    /* Until there is time enough for the service to have taken the job. */
    for (options.deadline_ms = 500; options.deadline_ms < 60000; options.deadline_ms *= 4) {
        done = take_done(client, start_video(client, &options));
        CHECK_STATUS(conch_event_status(done), CONCH_E_TIMEOUT);
        if (conch_event_remote_id(done, NULL)[0] != '\0') break;
    }
    CHECK_CONTAINS(conch_event_message(done, NULL), "user:1-minimax:2-video:");
    CHECK_CONTAINS(conch_event_remote_id(done, NULL), "user:1-minimax:2-video:");
    conch_client_destroy(client);
}

static void ids_survive_as_text(void) {
    static const conch_task ids[] = {0, 1, (1ULL << 53U) + 1, UINT64_MAX};
    static const char *const texts[] = {"0", "1", "9007199254740993", "18446744073709551615"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; ++i) {
        char text[CONCH_TASK_TEXT_SIZE];
        conch_task back = 7;
        CHECK_STATUS(conch_task_to_text(ids[i], text, sizeof text), CONCH_OK);
        CHECK_TEXT(text, texts[i]);
        CHECK_STATUS(conch_task_from_text(text, &back), CONCH_OK);
        CHECK(back == ids[i]);
    }
    char small[CONCH_TASK_TEXT_SIZE - 1] = "x";
    CHECK_STATUS(conch_task_to_text(1, small, sizeof small), CONCH_E_ARGUMENT);
    CHECK_STATUS(conch_task_to_text(1, NULL, 99), CONCH_E_ARGUMENT);
    static const char *const wrong[] = {"",        " 1", "1 ", "+1", "-1", "1x", "0x1", "1.0", "18446744073709551616",
                                        "\xD9\xA1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
        conch_task back = 7;
        check_status(__FILE__, __LINE__, wrong[i], conch_task_from_text(wrong[i], &back), CONCH_E_ARGUMENT);
        CHECK_NUMBER(back, 0);
    }
    CHECK_STATUS(conch_task_from_text("1", NULL), CONCH_E_ARGUMENT);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(storm_ends_every_task_once),
        TEST(ids_are_never_used_twice),
        TEST(unknown_tasks_are_not_found),
        TEST(state_follows_a_job_to_its_end),
        TEST(ended_tasks_are_remembered_and_then_forgotten),
        TEST(list_names_what_runs_oldest_first),
        TEST(wait_keeps_its_time),
        TEST(cancel_may_be_asked_twice_and_too_late),
        TEST(full_is_full_until_events_are_taken),
        TEST(waited_for_tasks_need_no_place_in_the_queue),
        TEST(deadline_ends_a_task),
        TEST(deadline_says_what_lives_on),
        TEST(ids_survive_as_text),
    };
    return RUN_TESTS(tests);
}
