/*
 * An engine that loads the library by hand, uses two clients and unloads it, again and again: nothing piles up. And one
 * that unloads it too early: nothing happens, because the library stays in memory.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conch/conch.h"
#include "support/service_process.h"

#define FAIL_IF(condition)                                                     \
    do {                                                                       \
        if (condition) {                                                       \
            fprintf(stderr, "line %d: not so: !(%s)\n", __LINE__, #condition); \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

typedef conch_function(CONCH_CALL *get_function)(const char *);

static void *library;
static get_function get;

static void load(const char *path) {
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) fprintf(stderr, "%s\n", dlerror());
    FAIL_IF(library == NULL);
    void *const found = dlsym(library, "conch_get_proc_address");
    FAIL_IF(found == NULL);
    memcpy(&get, &found, sizeof get);
}

static int32_t threads(void) {
    return ((int32_t(CONCH_CALL *)(void))get("conch_debug_thread_count"))();
}

static conch_client *make(const char *script) {
    conch_client *client = NULL;
    conch_client_options options;
    ((void(CONCH_CALL *)(conch_client_options *, size_t))get("conch_client_options_init"))(&options, sizeof options);
    options.base_url = service_url(script);
    options.api_token = "some-token";
    FAIL_IF(((conch_status(CONCH_CALL *)(const conch_client_options *, conch_client **, conch_error **))get(
                "conch_client_create"))(&options, &client, NULL) != CONCH_OK);
    return client;
}

static conch_task start(conch_client *client) {
    conch_task task = 0;
    FAIL_IF(((conch_status(CONCH_CALL *)(conch_client *, int32_t, const char *, const conch_task_options *,
                                         conch_task *, conch_error **))get("conch_call"))(
                client, CONCH_OP_ACCOUNTS_LIST, NULL, NULL, &task, NULL) != CONCH_OK);
    return task;
}

static void wait_for(conch_client *client, conch_task task) {
    FAIL_IF(((conch_status(CONCH_CALL *)(conch_client *, conch_task, int32_t, conch_event **))get("conch_task_wait"))(
                client, task, 20000, NULL) != CONCH_OK);
}

static void destroy(conch_client *client) {
    ((void(CONCH_CALL *)(conch_client *))get("conch_client_destroy"))(client);
}

static int open_descriptors(void) {
    DIR *const folder = opendir("/proc/self/fd");
    int count = 0;
    while (readdir(folder) != NULL)
        ++count;
    closedir(folder);
    return count;
}

/* Resident memory in KiB. */
static long memory(void) {
    char line[256];
    long found = 0;
    FILE *const status = fopen("/proc/self/status", "r");
    while (fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, "VmRSS:", 6) == 0) found = atol(line + 6);
    }
    fclose(status);
    return found;
}

#define CYCLES 60
/* What caches of the allocator may come to; 8 KiB a cycle would be a leak. */
#define MOST_GROWTH_KB 400

int main(int argc, char **argv) {
    FAIL_IF(argc != 2);
    service_url("ok");
    int descriptors = 0;
    long settled = 0;
    for (int cycle = 0; cycle < CYCLES; ++cycle) {
        load(argv[1]);
        conch_client *const one = make("ok");
        conch_client *const two = make(cycle % 2 == 0 ? "ok" : "nothing");
        start(two);
        wait_for(one, start(one));
        destroy(one);
        destroy(two);
        FAIL_IF(threads() != 0);
        FAIL_IF(dlclose(library) != 0);
        if (cycle == 1) descriptors = open_descriptors();
        FAIL_IF(cycle > 1 && open_descriptors() != descriptors);
        if (cycle == 9) settled = memory();
    }
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    if (memory() - settled > MOST_GROWTH_KB) fprintf(stderr, "%ld KiB more\n", memory() - settled);
    FAIL_IF(memory() - settled > MOST_GROWTH_KB);
#else
    (void)settled; /* a sanitizer keeps what was freed */
#endif
    /* Two loads in one process share one library. */
    load(argv[1]);
    const get_function first = get;
    load(argv[1]);
    FAIL_IF(get != first);
    /* Unloaded with clients that still work: they go on, and can even be destroyed. */
    conch_client *const forgotten = make("ok");
    conch_client *const left = make("nothing");
    start(left);
    FAIL_IF(dlclose(library) != 0 || dlclose(library) != 0);
    wait_for(forgotten, start(forgotten));
    destroy(forgotten);
    printf("%d cycles, nothing left behind\n", CYCLES);
    return 0;
}
