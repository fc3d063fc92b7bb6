/* A host program as the kill test wants it: takes back what its predecessor left unfinished, submits new jobs, and says
 * on standard output what it learns, one line each, at once:
 *
 *   submitted N       a new job with the prompt "… #N" was handed over
 *   recorded N        the first event of it came: from here on it may not be lost
 *   phase N P         it is in phase P
 *   done N STATUS     it has ended; restored ones too
 *   idle              nothing is left to do
 *
 * Usage: host BASE_URL TOKEN STATE_DIRECTORY DOWNLOAD_DIRECTORY FIRST_NUMBER COUNT
 */
#include <conch/conch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One write a line, so that a kill leaves whole lines. */
static void say(const char *what, const char *number, const char *detail) {
    char line[256];
    int size = snprintf(line, sizeof line, "%s %s%s%s\n", what, number, detail[0] != '\0' ? " " : "", detail);
    if (size < 0 || write(STDOUT_FILENO, line, (size_t)size) < 0) _exit(3);
}

typedef struct job {
    char number[16];
    int seen;
    int phase;
} job;

static int open_jobs = 0;

static int32_t on_event(const conch_event *event, void *user_data) {
    job *its = user_data;
    int32_t type = conch_event_type(event);
    if (type == CONCH_EVENT_PROGRESS && !its->seen) {
        its->seen = 1;
        say("recorded", its->number, "");
    }
    if (type == CONCH_EVENT_PROGRESS && conch_event_phase(event) != its->phase) {
        char phase[16];
        its->phase = conch_event_phase(event);
        snprintf(phase, sizeof phase, "%d", its->phase);
        say("phase", its->number, phase);
    }
    if (type == CONCH_EVENT_DONE) {
        say("done", its->number, conch_status_name(conch_event_status(event)));
        --open_jobs;
    }
    return 0;
}

/* The number is not known for a restored job; the journal has its prompt, which the test reads in the end. */
static int32_t on_restored(const conch_event *event, void *user_data) {
    (void)user_data;
    if (conch_event_type(event) != CONCH_EVENT_DONE) return 0;
    say("done", "restored", conch_status_name(conch_event_status(event)));
    --open_jobs;
    return 0;
}

static int restore(conch_client *client) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    conch_task task = 0;
    conch_event *done = NULL;
    const char *json;
    options.callback = on_restored;
    if (conch_jobs_restore(client, NULL, &options, &task, NULL) != CONCH_OK) return 0;
    ++open_jobs; /* the restore itself ends as well */
    if (conch_task_wait(client, task, 60000, &done) != CONCH_OK) return 0;
    if (conch_event_status(done) != CONCH_OK) {
        fprintf(stderr, "restore: %s\n", conch_event_message(done, NULL));
        return 0;
    }
    for (json = conch_event_json(done, NULL); (json = strstr(json, "\"task\":")) != NULL; ++json)
        ++open_jobs;
    conch_event_destroy(done);
    return 1;
}

int main(int argc, char **argv) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    conch_client *client = NULL;
    conch_error *error = NULL;
    job *jobs;
    int first, count, i;
    if (argc != 7) return 2;
    options.base_url = argv[1];
    options.api_token = argv[2];
    options.state_directory = argv[3];
    options.download_directory = argv[4];
    options.poll_interval_ms = 50;
    first = atoi(argv[5]);
    count = atoi(argv[6]);
    if (conch_client_create(&options, &client, &error) != CONCH_OK) {
        fprintf(stderr, "%s\n", conch_error_message(error, NULL));
        return 1;
    }
    if (!restore(client)) return 1;

    jobs = calloc((size_t)count + 1, sizeof *jobs);
    if (jobs == NULL) return 1;
    for (i = 0; i < count; ++i) {
        char params[160];
        conch_task_options its = CONCH_TASK_OPTIONS_INIT;
        conch_task task = 0;
        snprintf(jobs[i].number, sizeof jobs[i].number, "%d", first + i);
        /* Every third job makes two pictures, which have to appear together. */
        int32_t kind = (first + i) % 3 == 0 ? CONCH_JOB_IMAGE : CONCH_JOB_VIDEO;
        snprintf(params, sizeof params, "{\"prompt\":\"a shell in the sand #%d#\",\"replyRef\":\"shot %d\"%s}",
                 first + i, first + i, kind == CONCH_JOB_IMAGE ? ",\"quantity\":2" : "");
        its.callback = on_event;
        its.user_data = &jobs[i];
        say("submitted", jobs[i].number, "");
        if (conch_generate(client, kind, params, &its, &task, NULL) != CONCH_OK) return 1;
        ++open_jobs;
    }
    while (open_jobs > 0)
        conch_client_dispatch(client, 0, 1000, NULL);
    say("idle", "", "");
    conch_client_destroy(client);
    free(jobs);
    return 0;
}
