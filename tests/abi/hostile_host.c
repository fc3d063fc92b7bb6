/*
 * A host with curl functions of its own that it exports, as an engine with a static libcurl may. The dynamic linker
 * hands them to libconch and to libcurl, although both ask for another symbol version; RTLD_DEEPBIND, as
 * docs/articles/embedding.md advises, keeps them out. Each of them ends the program.
 *
 * Usage: hostile_host LIBRARY [captured]    "captured" opens it without RTLD_DEEPBIND, to see that this is a test
 */
#define _GNU_SOURCE
#include <conch/conch.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#define CAPTURED 3

#define OWN(name)                             \
    void name(void);                          \
    void name(void) {                         \
        printf("the host's %s ran\n", #name); \
        exit(CAPTURED);                       \
    }

OWN(curl_global_init)
OWN(curl_version_info)
OWN(curl_easy_init)
OWN(curl_easy_setopt)
OWN(curl_easy_getinfo)
OWN(curl_multi_init)
OWN(curl_multi_add_handle)
OWN(curl_multi_perform)
OWN(curl_multi_poll)
OWN(curl_url)

typedef conch_function(CONCH_CALL* lookup)(const char*);
typedef conch_status(CONCH_CALL* create)(const conch_client_options*, conch_client**, conch_error**);
typedef conch_status(CONCH_CALL* call)(conch_client*, int32_t, const char*, const conch_task_options*, conch_task*,
                                       conch_error**);
typedef conch_status(CONCH_CALL* wait_for)(conch_client*, conch_task, int32_t, conch_event**);
typedef conch_status(CONCH_CALL* status_of)(const conch_event*);
typedef void(CONCH_CALL* destroy)(conch_client*);

int main(int argc, char** argv) {
    void* const library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL | (argc > 2 ? 0 : RTLD_DEEPBIND));
    if (library == NULL) {
        printf("%s\n", dlerror());
        return EXIT_FAILURE;
    }
    const lookup get = (lookup)dlsym(library, "conch_get_proc_address");

    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = "http://127.0.0.1:9/v1/minimax"; /* the discard port: nothing listens */
    options.api_token = "user:1234-token";
    conch_client* client = NULL;
    conch_task task = 0;
    conch_event* event = NULL;
    conch_status status = ((create)get("conch_client_create"))(&options, &client, NULL);
    if (status == CONCH_OK) status = ((call)get("conch_call"))(client, CONCH_OP_ACCOUNTS_LIST, "{}", NULL, &task, NULL);
    if (status == CONCH_OK) status = ((wait_for)get("conch_task_wait"))(client, task, 10000, &event);
    if (status == CONCH_OK) status = ((status_of)get("conch_event_status"))(event);
    ((destroy)get("conch_client_destroy"))(client);

    printf("status %d\n", (int)status);
    return status == CONCH_E_CONNECT ? EXIT_SUCCESS : EXIT_FAILURE;
}
