#include "support/service.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/check.h"

static char folder[64];

conch_client_options options_for(const char *script) {
    conch_client_options options;
    conch_client_options_init(&options, sizeof options);
    options.base_url = service_url(script);
    options.api_token = TEST_TOKEN;
    options.poll_interval_ms = 2;
    options.destroy_timeout_ms = 20000; /* for machines that do many things at once; tests of the bound set their own */
    options.download_directory = temp_folder();
    return options;
}

conch_client *client_for(const char *script) {
    conch_client *client = NULL;
    const conch_client_options options = options_for(script);
    CHECK_STATUS(conch_client_create(&options, &client, NULL), CONCH_OK);
    return client;
}

conch_task start_call(conch_client *client, const conch_task_options *options) {
    conch_task task = 0;
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, options, &task, NULL), CONCH_OK);
    return task;
}

conch_task start_video(conch_client *client, const conch_task_options *options) {
    conch_task task = 0;
    CHECK_STATUS(conch_generate(client, CONCH_JOB_VIDEO, "{\"prompt\":\"a shell on the beach\"}", options, &task, NULL),
                 CONCH_OK);
    return task;
}

const conch_event *take_done(conch_client *client, conch_task task) {
    const int64_t until = now_ms() + 20000;
    while (now_ms() < until) {
        const conch_event *event = NULL;
        const conch_status status = conch_client_next_event(client, 1000, &event);
        if (status == CONCH_NO_EVENT) continue;
        if (!CHECK_STATUS(status, CONCH_OK)) return NULL;
        if (conch_event_type(event) == CONCH_EVENT_DONE && conch_event_task(event) == task) return event;
    }
    CHECK(!"the task's end came in time");
    return NULL;
}

static int remove_one(const char *path, const struct stat *state, int kind, struct FTW *walk) {
    (void)state;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void remove_folder(void) {
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void wait_for_our_threads(void) {
    while (conch_debug_thread_count() > 0)
        usleep(1000);
}

const char *temp_folder(void) {
    if (folder[0] == '\0') {
        strcpy(folder, "/tmp/conch-test-XXXXXX");
        if (mkdtemp(folder) == NULL) abort();
        atexit(remove_folder);
    }
    return folder;
}
