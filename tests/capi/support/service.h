/* Clients of the scripted service, and what tests do with them all the time. */
#ifndef SERVICE_H
#define SERVICE_H

#include "conch/conch.h"
#include "support/service_process.h"

/* The token of every client made here; long and odd enough to be found anywhere. */
#define TEST_TOKEN "sEcReT-7f/3+9=tOkEn"

/* Options for that script with short polls, as a start for the odd ones. */
conch_client_options options_for(const char *script);
/* NULL when it could not be made, which is then noted as a failure. */
conch_client *client_for(const char *script);

/* A task that ends by itself (accounts.list); 0 and a failure when it was refused. */
conch_task start_call(conch_client *client, const conch_task_options *options);
/* A video without a local file, downloaded to `directory`. */
conch_task start_video(conch_client *client, const conch_task_options *options);

/* Takes events until that task's DONE has come; NULL (and a failure) when that takes more than 20 s. */
const conch_event *take_done(conch_client *client, conch_task task);

/* conch_client_destroy comes back in time even when its thread still closes. */
void wait_for_our_threads(void);

/* A temporary folder that is removed with what is in it at the end of the program. */
const char *temp_folder(void);

#endif
