/* libcurl ignores SIGPIPE for the whole process while it ends a handle that may use signals, and then puts back what it
 * found. Two threads at once would find each other's, and leave the host without SIGPIPE. So while clients work it must
 * not happen at all; that it is right after many have ended at once, manners.c shows. */
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

#include "support/check.h"
#include "support/service.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int changes;

static int changes_so_far(void) {
    pthread_mutex_lock(&mutex);
    const int so_far = changes;
    pthread_mutex_unlock(&mutex);
    return so_far;
}

/* Stands in for the C library's, which does the work. */
int sigaction(int number, const struct sigaction *wanted, struct sigaction *was) {
    int (*real)(int, const struct sigaction *, struct sigaction *) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "sigaction");
    if (number == SIGPIPE && wanted != NULL) {
        pthread_mutex_lock(&mutex);
        ++changes;
        pthread_mutex_unlock(&mutex);
    }
    return real(number, wanted, was);
}

static void jobs_and_calls(conch_client *client) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    for (uint64_t i = 0; i < 40; ++i) {
        options.deadline_ms = i == 0 ? 300 : i;
        CHECK(take_done(client, start_video(client, &options)) != NULL);
        start_call(client, &options);
    }
}

static void clients_at_work_leave_sigpipe_alone(void) {
    static const char *const scripts[] = {"ok", "code-500", "redirect", "drip", "reset", "nothing"};
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; ++i) {
        conch_client *const client = client_for(scripts[i]);
        const int before = changes_so_far();
        jobs_and_calls(client);
        if (!CHECK_NUMBER(changes_so_far() - before, 0)) printf("  %s\n", scripts[i]);
        conch_client_destroy(client);
        wait_for_our_threads();
    }
}

static void libcurls_changes_are_counted(void) {
    const int before = changes_so_far();
    curl_easy_cleanup(curl_easy_init());
    CHECK(changes_so_far() > before);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(clients_at_work_leave_sigpipe_alone),
        TEST(libcurls_changes_are_counted),
    };
    return RUN_TESTS(tests);
}
