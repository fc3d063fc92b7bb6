/* Makes a video from a prompt: create, progress by callback inside dispatch, a file at the end.
 * Build: cc make_video.c $(pkg-config --cflags --libs conch)      Try it without account or network: ./a.out emulator:
 */
#include <conch/conch.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const phases[] = {"",       "checking", "uploading",   "creating", "waiting for a place",
                                     "queued", "working",  "downloading", "ended"};

/* Runs on this program's own thread, inside conch_client_dispatch(). */
static int32_t on_event(const conch_event *event, void *user_data) {
    int *done = user_data;
    if (conch_event_type(event) == CONCH_EVENT_PROGRESS) {
        int32_t phase = conch_event_phase(event);
        printf("%s %d%% %s\n", phase > 0 && phase < 9 ? phases[phase] : "working", (int)conch_event_percent(event),
               conch_event_message(event, NULL));
    } else if (conch_event_type(event) == CONCH_EVENT_DONE) {
        if (conch_event_status(event) == CONCH_OK)
            printf("file: %s\n", conch_event_file(event, 0, NULL));
        else
            fprintf(stderr, "%s: %s\n", conch_status_name(conch_event_status(event)), conch_event_message(event, NULL));
        *done = conch_event_status(event) == CONCH_OK ? 1 : -1;
    }
    return 0; /* anything else would cancel the job */
}

static int give_up(const char *what, conch_status status, conch_error *error) {
    fprintf(stderr, "%s: %s: %s\n", what, conch_status_name(status), conch_error_message(error, NULL));
    conch_error_destroy(error);
    return 1;
}

int main(int argc, char **argv) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = argc > 1 ? argv[1] : NULL; /* NULL: the service itself */
    options.api_token = getenv("CONCH_API_TOKEN");
    options.download_directory = ".";

    conch_client *client;
    conch_error *error;
    conch_status status = conch_client_create(&options, &client, &error);
    if (status != CONCH_OK) return give_up("create", status, error);

    int done = 0;
    conch_task_options task_options = CONCH_TASK_OPTIONS_INIT;
    task_options.callback = on_event;
    task_options.user_data = &done;
    conch_task task;
    status = conch_generate(client, CONCH_JOB_VIDEO, "{\"prompt\": \"a conch shell on the beach, waves come in\"}",
                            &task_options, &task, &error);
    if (status != CONCH_OK) {
        conch_client_destroy(client);
        return give_up("generate", status, error);
    }

    while (done == 0) {
        /* A host would draw a frame here and dispatch with a timeout of 0. */
        conch_client_dispatch(client, 0, 100, NULL);
    }
    conch_client_destroy(client);
    return done == 1 ? 0 : 1;
}
