/* The host's pointer is given back exactly once, whatever became of its task, and never before its last event. */
#include <string.h>

#include "support/check.h"
#include "support/service.h"

static int released;

static void release(void *user_data) {
    ++*(int *)user_data;
    ++released;
}

static conch_task_options with_release(int *counter) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    *counter = 0;
    options.user_data = counter;
    options.user_data_release = release;
    return options;
}

static void refused_tasks_give_it_back_at_once(void) {
    conch_client *const client = client_for("ok");
    int counter = 0;
    conch_task_options options = with_release(&counter);
    conch_task task = 0;
    int expected = 0;
    CHECK_STATUS(conch_call(client, -1, NULL, &options, &task, NULL), CONCH_E_NOT_FOUND);
    CHECK_NUMBER(counter, ++expected);
    CHECK_STATUS(conch_call(client, CONCH_OP_VIDEOS_CREATE, "[]", &options, &task, NULL), CONCH_E_INVALID);
    CHECK_NUMBER(counter, ++expected);
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, &options, NULL, NULL), CONCH_E_ARGUMENT);
    CHECK_NUMBER(counter, ++expected);
    CHECK_STATUS(conch_generate(client, 0, "{}", &options, &task, NULL), CONCH_E_NOT_FOUND);
    CHECK_NUMBER(counter, ++expected);
    options.deliver = 9;
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, &options, &task, NULL), CONCH_E_ARGUMENT);
    CHECK_NUMBER(counter, ++expected);
    options.deliver = CONCH_DELIVER_QUEUE;
    CHECK_STATUS(conch_call(NULL, CONCH_OP_ACCOUNTS_LIST, NULL, &options, &task, NULL), CONCH_E_HANDLE);
    CHECK_NUMBER(counter, ++expected);
    CHECK_STATUS(conch_client_close(client), CONCH_OK);
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, &options, &task, NULL), CONCH_E_CLOSED);
    CHECK_NUMBER(counter, ++expected);
    conch_client_destroy(client);
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, &options, &task, NULL), CONCH_E_HANDLE);
    CHECK_NUMBER(counter, ++expected);
}

static void taken_events_give_it_back_with_the_next(void) {
    conch_client *const client = client_for("ok");
    int counter = 0;
    const conch_task_options options = with_release(&counter);
    const conch_event *const done = take_done(client, start_call(client, &options));
    CHECK(conch_event_user_data(done) == &counter);
    CHECK_NUMBER(counter, 0); /* the event that mentions it is still there */
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(client, 0, &event), CONCH_NO_EVENT);
    CHECK_NUMBER(counter, 1);
    conch_client_destroy(client);
    CHECK_NUMBER(counter, 1);
}

static int32_t CONCH_CALL expect_unreleased(const conch_event *event, void *user_data) {
    (void)event;
    CHECK_NUMBER(*(int *)user_data, 0);
    return 0;
}

static void dispatched_events_give_it_back_before_dispatch_returns(void) {
    conch_client *const client = client_for("ok");
    int counter = 0;
    conch_task_options options = with_release(&counter);
    options.callback = expect_unreleased;
    const conch_task task = start_call(client, &options);
    CHECK_STATUS(conch_task_wait(client, task, 20000, NULL), CONCH_OK);
    CHECK_NUMBER(counter, 0);
    CHECK_STATUS(conch_client_dispatch(client, 0, 0, NULL), CONCH_OK);
    CHECK_NUMBER(counter, 1);
    conch_client_destroy(client);
    CHECK_NUMBER(counter, 1);
}

static void undispatched_events_give_it_back_with_the_client(void) {
    conch_client *const client = client_for("ok");
    int counters[20];
    for (int i = 0; i < 20; ++i) {
        const conch_task_options options = with_release(&counters[i]);
        CHECK_STATUS(conch_task_wait(client, start_call(client, &options), 20000, NULL), CONCH_OK);
    }
    for (int i = 0; i < 20; ++i)
        CHECK_NUMBER(counters[i], 0);
    conch_client_destroy(client);
    for (int i = 0; i < 20; ++i)
        CHECK_NUMBER(counters[i], 1);
}

static void running_tasks_give_it_back_with_the_client(void) {
    conch_client *const client = client_for("nothing");
    int counters[20];
    for (int i = 0; i < 20; ++i) {
        const conch_task_options options = with_release(&counters[i]);
        start_call(client, &options);
    }
    conch_client_destroy(client);
    for (int i = 0; i < 20; ++i)
        CHECK_NUMBER(counters[i], 1);
}

static void the_current_event_gives_it_back_with_the_client(void) {
    conch_client *const client = client_for("ok");
    int counter = 0;
    const conch_task_options options = with_release(&counter);
    CHECK(take_done(client, start_call(client, &options)) != NULL);
    CHECK_NUMBER(counter, 0);
    conch_client_destroy(client);
    CHECK_NUMBER(counter, 1);
}

static void waited_for_tasks_give_it_back_when_waited_for(void) {
    conch_client *const client = client_for("ok");
    int counter = 0;
    conch_task_options options = with_release(&counter);
    options.deliver = CONCH_DELIVER_WAIT;
    conch_event *event = NULL;
    CHECK_STATUS(conch_task_wait(client, start_call(client, &options), 20000, &event), CONCH_OK);
    CHECK_NUMBER(counter, 1);
    CHECK_STATUS(conch_event_status(event), CONCH_OK);
    conch_event_destroy(event);
    /* Nobody waits for this one. */
    options = with_release(&counter);
    options.deliver = CONCH_DELIVER_WAIT;
    start_call(client, &options);
    conch_client_destroy(client);
    CHECK_NUMBER(counter, 1);
}

static int32_t CONCH_CALL nothing(const conch_event *event, void *user_data) {
    (void)event;
    (void)user_data;
    return 0;
}

static void thread_tasks_give_it_back_after_their_end(void) {
    conch_client *const client = client_for("ok");
    int counter = 0;
    conch_task_options options = with_release(&counter);
    options.deliver = CONCH_DELIVER_THREAD;
    options.callback = nothing;
    CHECK_STATUS(conch_task_wait(client, start_call(client, &options), 20000, NULL), CONCH_OK);
    conch_client_destroy(client); /* joins the thread that releases */
    CHECK_NUMBER(counter, 1);
}

static void the_clients_pointer_is_given_back_when_replaced(void) {
    conch_client *const client = client_for("ok");
    int first = 0;
    int second = 0;
    CHECK_STATUS(conch_client_set_event_callback(client, nothing, &first, release), CONCH_OK);
    CHECK_NUMBER(first, 0);
    CHECK_STATUS(conch_client_set_event_callback(client, nothing, &second, release), CONCH_OK);
    CHECK_NUMBER(first, 1);
    CHECK_STATUS(conch_client_set_event_callback(client, NULL, NULL, NULL), CONCH_OK);
    CHECK_NUMBER(second, 1);
    CHECK_STATUS(conch_client_set_event_callback(client, nothing, &second, release), CONCH_OK);
    conch_client_destroy(client);
    CHECK_NUMBER(first, 1);
    CHECK_NUMBER(second, 2);
}

static conch_client *replaced_in;

static int32_t CONCH_CALL replace_itself(const conch_event *event, void *user_data) {
    (void)event;
    CHECK_STATUS(conch_client_set_event_callback(replaced_in, NULL, NULL, NULL), CONCH_OK);
    CHECK_NUMBER(*(int *)user_data, 0); /* still ours: this callback is running */
    return 0;
}

static void a_callback_that_replaces_itself_keeps_its_pointer_while_it_runs(void) {
    replaced_in = client_for("ok");
    int counter = 0;
    CHECK_STATUS(conch_client_set_event_callback(replaced_in, replace_itself, &counter, release), CONCH_OK);
    CHECK_STATUS(conch_task_wait(replaced_in, start_call(replaced_in, NULL), 20000, NULL), CONCH_OK);
    CHECK_STATUS(conch_client_dispatch(replaced_in, 0, 0, NULL), CONCH_OK);
    CHECK_NUMBER(counter, 1);
    conch_client_destroy(replaced_in);
    CHECK_NUMBER(counter, 1);
}

static conch_client *reentered;
static conch_task made_in_release;

static void release_and_call(void *user_data) {
    ++*(int *)user_data;
    const conch_event *event = NULL;
    CHECK_STATUS(conch_client_next_event(reentered, 0, &event), CONCH_E_REENTRANT);
    CHECK_STATUS(conch_client_dispatch(reentered, 0, 0, NULL), CONCH_E_REENTRANT);
    CHECK_STATUS(conch_task_wait(reentered, 1, 0, NULL), CONCH_E_REENTRANT);
    conch_client_destroy(reentered); /* does nothing here */
    made_in_release = start_call(reentered, NULL);
}

static void a_release_is_a_callback(void) {
    reentered = client_for("ok");
    int counter = 0;
    conch_task_options options = with_release(&counter);
    options.user_data_release = release_and_call;
    CHECK(take_done(reentered, start_call(reentered, &options)) != NULL);
    const conch_event *event = NULL;
    conch_client_next_event(reentered, 0, &event);
    CHECK_NUMBER(counter, 1);
    CHECK(take_done(reentered, made_in_release) != NULL);
    conch_client_destroy(reentered);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(refused_tasks_give_it_back_at_once),
        TEST(taken_events_give_it_back_with_the_next),
        TEST(dispatched_events_give_it_back_before_dispatch_returns),
        TEST(undispatched_events_give_it_back_with_the_client),
        TEST(running_tasks_give_it_back_with_the_client),
        TEST(the_current_event_gives_it_back_with_the_client),
        TEST(waited_for_tasks_give_it_back_when_waited_for),
        TEST(thread_tasks_give_it_back_after_their_end),
        TEST(the_clients_pointer_is_given_back_when_replaced),
        TEST(a_callback_that_replaces_itself_keeps_its_pointer_while_it_runs),
        TEST(a_release_is_a_callback),
    };
    return RUN_TESTS(tests);
}
