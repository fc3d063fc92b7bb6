/* Makes a video by filling in a struct instead of writing JSON.
 * Usage: typed_video BASE_URL, for example typed_video "emulator:?speed=60" */
#include <inttypes.h>
#include <stdio.h>

#include "conch/conch.h"

int main(int argc, char **argv) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = argc > 1 ? argv[1] : "emulator:";
    options.download_directory = ".";
    options.poll_interval_ms = 100; /* the emulator is fast; leave it 0 for the real service */

    conch_error *error = NULL;
    conch_client *client = NULL;
    if (conch_client_create(&options, &client, &error) != CONCH_OK) goto failed;

    conch_video_params video = CONCH_VIDEO_PARAMS_INIT;
    video.prompt = "a shell opens on the beach";
    video.model = "02";
    video.options = "768p-6sec";

    /* The same as JSON, to ask for its price. */
    char *json = NULL;
    char *why = NULL;
    int64_t credits = -1;
    if (conch_video_params_json(&video, &json, &error) != CONCH_OK) goto failed;
    conch_estimate(CONCH_OP_VIDEOS_CREATE, json, &credits, &why);
    printf("%s\ncredits: %" PRId64 " (%s)\n", json, credits, why);
    conch_free(json);
    conch_free(why);

    conch_task task = 0;
    if (conch_video_generate(client, &video, NULL, &task, &error) != CONCH_OK) goto failed;

    conch_event *done = NULL;
    conch_task_wait(client, task, -1, &done);
    const int failed = conch_event_status(done) != CONCH_OK;
    printf(failed ? "failed: %s\n" : "file: %s\n",
           failed ? conch_event_message(done, NULL) : conch_event_file(done, 0, NULL));
    conch_event_destroy(done);
    conch_client_destroy(client);
    return failed;

failed:
    fprintf(stderr, "%s\n", conch_error_message(error, NULL));
    conch_error_destroy(error);
    conch_client_destroy(client);
    return 1;
}
