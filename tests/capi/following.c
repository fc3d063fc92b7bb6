/* Many jobs of one account are looked at together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"
#include "support/service.h"

typedef struct counts {
    long lists;
    long looks;
    long jobs;
} counts;

static long number_after(const char *json, const char *name) {
    const char *const found = strstr(json, name);
    return found == NULL ? -1 : strtol(found + strlen(name), NULL, 10);
}

/* What the service was asked for so far; takes whatever events there are. */
static counts ask(conch_client *client) {
    counts seen = {-1, -1, -1};
    const conch_event *const done = take_done(client, start_call(client, NULL));
    if (done == NULL) return seen;
    const char *const json = conch_event_json(done, NULL);
    seen.lists = number_after(json, "\"lists\":");
    seen.looks = number_after(json, "\"looks\":");
    seen.jobs = number_after(json, "\"jobs\":");
    return seen;
}

/* Started one after the other, they would never be due at the same time by themselves. */
static void jobs_that_began_at_different_times_are_read_in_one_list(void) {
    const long jobs = 60;
    conch_client_options options = options_for("crowd");
    options.poll_interval_ms = 80;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    conch_task_options task_options = CONCH_TASK_OPTIONS_INIT;
    task_options.flags = CONCH_TASK_NO_DOWNLOAD;
    const int64_t until = now_ms() + 20000;
    counts seen = {0, 0, 0};
    for (long i = 1; i <= jobs; ++i) {
        start_video(client, &task_options);
        while (seen.jobs < i && now_ms() < until)
            seen = ask(client);
    }
    while (seen.lists < 5 && now_ms() < until)
        seen = ask(client);
    const counts before = seen;
    while (seen.lists < before.lists + 10 && now_ms() < until)
        seen = ask(client);
    CHECK(seen.lists >= before.lists + 10);
    /* One by one these would have been 600 looks. */
    CHECK(seen.looks - before.looks <= 2 * (seen.lists - before.lists));
    printf("  %ld lists and %ld single looks for %ld jobs\n", seen.lists - before.lists, seen.looks - before.looks,
           seen.jobs);
    conch_client_destroy(client);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(jobs_that_began_at_different_times_are_read_in_one_list),
    };
    return RUN_TESTS(tests);
}
