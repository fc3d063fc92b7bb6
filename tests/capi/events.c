/* Events can be read in any way and at any time; what does not apply is 0 or "". */
#include <string.h>

#include "support/check.h"
#include "support/service.h"

static void expect_bare(const conch_event *event) {
    size_t size = 99;
    uint64_t total = 99;
    CHECK_TEXT(conch_event_chunk(event, &size), "");
    CHECK_NUMBER(size, 0);
    CHECK_TEXT(conch_event_file(event, 0, &size), "");
    CHECK_NUMBER(size, 0);
    CHECK_TEXT(conch_event_file(event, (size_t)-1, NULL), "");
    CHECK_NUMBER(conch_event_file_count(event), 0);
    CHECK_TEXT(conch_event_remote_id(event, &size), "");
    CHECK_NUMBER(size, 0);
    CHECK_NUMBER(conch_event_bytes(event, &total), 0);
    CHECK_NUMBER(total, 0);
    CHECK_NUMBER(conch_event_bytes(event, NULL), 0);
}

static void null_has_nothing(void) {
    size_t size = 99;
    expect_bare(NULL);
    CHECK_NUMBER(conch_event_type(NULL), CONCH_EVENT_NONE);
    CHECK_NUMBER(conch_event_task(NULL), 0);
    CHECK_STATUS(conch_event_status(NULL), CONCH_E_HANDLE);
    CHECK(conch_event_error(NULL) == NULL);
    CHECK_NUMBER(conch_event_phase(NULL), CONCH_PHASE_UNSET);
    CHECK_NUMBER(conch_event_percent(NULL), -1);
    CHECK_NUMBER(conch_event_remaining_ms(NULL), -1);
    CHECK_NUMBER(conch_event_http_code(NULL), 0);
    CHECK(conch_event_user_data(NULL) == NULL);
    CHECK_TEXT(conch_event_message(NULL, &size), "");
    CHECK_NUMBER(size, 0);
    CHECK_TEXT(conch_event_json(NULL, &size), "");
    CHECK_NUMBER(size, 0);
}

static void a_call_reports_and_ends(void) {
    conch_client *const client = client_for("ok");
    int user_data = 0;
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.user_data = &user_data;
    const conch_task task = start_call(client, &options);
    const conch_event *event = NULL;
    REQUIRE_OK(conch_client_next_event(client, 20000, &event));
    CHECK_NUMBER(conch_event_type(event), CONCH_EVENT_PROGRESS);
    CHECK_NUMBER(conch_event_task(event), task);
    CHECK_STATUS(conch_event_status(event), CONCH_OK);
    CHECK(conch_event_error(event) == NULL);
    CHECK_NUMBER(conch_event_phase(event), CONCH_PHASE_WORKING);
    CHECK_NUMBER(conch_event_http_code(event), 0);
    CHECK_TEXT(conch_event_json(event, NULL), "");
    CHECK(conch_event_user_data(event) == &user_data);
    expect_bare(event);

    event = take_done(client, task);
    REQUIRE(event != NULL);
    size_t size = 0;
    CHECK_STATUS(conch_event_status(event), CONCH_OK);
    CHECK(conch_event_error(event) == NULL);
    CHECK_NUMBER(conch_event_percent(event), 100);
    CHECK_NUMBER(conch_event_http_code(event), 200);
    CHECK_TEXT(conch_event_json(event, &size), "{\"2\":{\"account\":\"2\",\"maxJobs\":3}}");
    CHECK_NUMBER(size, strlen(conch_event_json(event, NULL)));
    CHECK_TEXT(conch_event_message(event, NULL), "");
    CHECK(conch_event_user_data(event) == &user_data);
    expect_bare(event);
    conch_client_destroy(client);
}

static void a_failure_has_its_error(void) {
    conch_client *const client = client_for("code-404");
    const conch_event *const event = take_done(client, start_call(client, NULL));
    CHECK_STATUS(conch_event_status(event), CONCH_E_REMOTE_NOT_FOUND);
    const conch_error *const error = conch_event_error(event);
    REQUIRE(error != NULL);
    CHECK_STATUS(conch_error_status(error), CONCH_E_REMOTE_NOT_FOUND);
    CHECK_TEXT(conch_event_message(event, NULL), conch_error_message(error, NULL));
    CHECK_NUMBER(conch_event_http_code(event), 404);
    CHECK_NUMBER(conch_error_service_code(error), 4040);
    CHECK_CONTAINS(conch_error_body(error, NULL), "words of the service for 404");
    CHECK_TEXT(conch_event_json(event, NULL), "");
    conch_client_destroy(client);
}

static void a_log_line_belongs_to_its_task(void) {
    conch_client_options options = options_for("unavailable");
    options.log_level = CONCH_LOG_WARNING;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    const conch_task task = start_video(client, NULL);
    const conch_event *event = NULL;
    do {
        REQUIRE_OK(conch_client_next_event(client, 20000, &event));
        CHECK(conch_event_type(event) != CONCH_EVENT_DONE);
    } while (conch_event_type(event) == CONCH_EVENT_PROGRESS);
    CHECK_NUMBER(conch_event_type(event), CONCH_EVENT_LOG);
    CHECK_NUMBER(conch_event_task(event), task);
    CHECK_CONTAINS(conch_event_message(event, NULL), "upstream is away");
    CHECK_STATUS(conch_event_status(event), CONCH_OK);
    CHECK_NUMBER(conch_event_percent(event), -1);
    expect_bare(event);
    conch_client_destroy(client);
}

/* Borrowed until the next event: an event that is gone is recognised as long as nothing new was taken in its place. */
static void an_event_ends_with_the_next(void) {
    conch_client *const client = client_for("ok");
    const conch_event *const first = take_done(client, start_call(client, NULL));
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_NO_EVENT);
    CHECK_NUMBER(conch_event_type(first), CONCH_EVENT_NONE);
    CHECK_STATUS(conch_event_status(first), CONCH_E_HANDLE);
    conch_client_destroy(client);
}

static void next_event_needs_a_place(void) {
    conch_client *const client = client_for("ok");
    const conch_task task = start_call(client, NULL);
    CHECK_STATUS(conch_client_next_event(client, 0, NULL), CONCH_E_ARGUMENT);
    CHECK(take_done(client, task) != NULL); /* nothing was lost */
    conch_client_destroy(client);
}

static void next_event_keeps_its_time(void) {
    conch_client *const client = client_for("ok");
    const conch_event *event = (const conch_event *)1;
    const int64_t began = now_ms();
    CHECK_STATUS(conch_client_next_event(client, 60, &event), CONCH_NO_EVENT);
    CHECK(event == NULL);
    CHECK(now_ms() - began >= 59);
    conch_client_destroy(client);
}

static void closed_after_the_last_event_and_not_before(void) {
    conch_client *const client = client_for("nothing");
    conch_task tasks[50];
    for (int i = 0; i < 50; ++i)
        tasks[i] = start_call(client, NULL);
    CHECK_STATUS(conch_client_close(client), CONCH_OK);
    CHECK_STATUS(conch_client_close(client), CONCH_OK);
    conch_task task = 7;
    conch_error *error = NULL;
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, NULL, &task, &error), CONCH_E_CLOSED);
    CHECK_STATUS(conch_error_status(error), CONCH_E_CLOSED);
    conch_error_destroy(error);
    int done = 0;
    const conch_event *event = NULL;
    conch_status status = CONCH_OK;
    while ((status = conch_client_next_event(client, 20000, &event)) == CONCH_OK) {
        if (conch_event_type(event) != CONCH_EVENT_DONE) continue;
        CHECK_STATUS(conch_event_status(event), CONCH_E_CANCELLED);
        ++done;
    }
    CHECK_STATUS(status, CONCH_E_CLOSED);
    CHECK_NUMBER(done, 50);
    CHECK_STATUS(conch_client_next_event(client, -1, &event), CONCH_E_CLOSED);
    CHECK_STATUS(conch_client_dispatch(client, 0, -1, NULL), CONCH_E_CLOSED);
    CHECK_STATUS(conch_task_wait(client, tasks[49], -1, NULL), CONCH_OK);
    conch_client_destroy(client);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(null_has_nothing),
        TEST(a_call_reports_and_ends),
        TEST(a_failure_has_its_error),
        TEST(a_log_line_belongs_to_its_task),
        TEST(an_event_ends_with_the_next),
        TEST(next_event_needs_a_place),
        TEST(next_event_keeps_its_time),
        TEST(closed_after_the_last_event_and_not_before),
    };
    return RUN_TESTS(tests);
}
