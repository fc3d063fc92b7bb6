/* Makes a client against the emulator that was installed beside the library, asks one question, prints the answer. */
#include <conch/conch.h>
#include <stdio.h>

int main(void) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    conch_client* client = NULL;
    conch_event* event = NULL;
    conch_error* error = NULL;
    conch_task task = 0;
    int failed = 1;

    options.base_url = "emulator:";
    if (conch_version() != CONCH_VERSION) {
        printf("headers %d, library %s\n", (int)CONCH_VERSION, conch_version_string());
    } else if (conch_client_create(&options, &client, &error) != CONCH_OK ||
               conch_call(client, CONCH_OP_ACCOUNTS_LIST, "{}", NULL, &task, &error) != CONCH_OK) {
        printf("%s\n", conch_error_message(error, NULL));
    } else if (conch_task_wait(client, task, 30000, &event) != CONCH_OK || conch_event_status(event) != CONCH_OK) {
        printf("%s\n", conch_error_message(conch_event_error(event), NULL));
    } else {
        printf("%s\n", conch_event_json(event, NULL));
        failed = 0;
    }
    conch_event_destroy(event);
    conch_error_destroy(error);
    conch_client_destroy(client);
    return failed;
}
