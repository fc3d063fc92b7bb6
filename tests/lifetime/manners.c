/* A guest in the process: signals, masks, environment, folder, locale and descriptors are the host's, and stay as they
 * are. */
#include <dirent.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/check.h"
#include "support/service.h"

/* Of the kernel; the C library does not tell. */
#define SA_RESTORER 0x04000000

extern char **environ;

typedef struct surroundings {
    struct sigaction handlers[NSIG];
    sigset_t mask;
    char folder[512];
    char locale[512];
    char environment[65536];
    mode_t umask;
} surroundings;

static void look_around(surroundings *seen) {
    memset(seen, 0, sizeof *seen);
    for (int number = 1; number < NSIG; ++number)
        sigaction(number, NULL, &seen->handlers[number]);
    pthread_sigmask(SIG_SETMASK, NULL, &seen->mask);
    if (getcwd(seen->folder, sizeof seen->folder) == NULL) abort();
    snprintf(seen->locale, sizeof seen->locale, "%s", setlocale(LC_ALL, NULL));
    size_t used = 0;
    for (char **entry = environ; *entry != NULL && used < sizeof seen->environment - 4096; ++entry) {
        used += (size_t)snprintf(seen->environment + used, sizeof seen->environment - used, "%.4000s\n", *entry);
    }
    seen->umask = umask(0);
    umask(seen->umask);
}

static void use_the_library(void) {
    static const char *const scripts[] = {"ok", "code-500", "redirect", "drip", "reset"};
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; ++i) {
        conch_client *const client = client_for(scripts[i]);
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.deadline_ms = 300;
        start_call(client, &options);
        CHECK(take_done(client, start_video(client, &options)) != NULL);
        conch_client_destroy(client);
    }
}

/* Not byte by byte: the C library leaves the end of sa_mask as it was, and notes in the flags who set a handler. */
static void check_handler(int number, const struct sigaction *was, const struct sigaction *is) {
    int same = is->sa_handler == was->sa_handler && ((is->sa_flags ^ was->sa_flags) & ~SA_RESTORER) == 0;
    for (int other = 1; other < NSIG; ++other)
        same = same && sigismember(&is->sa_mask, other) == sigismember(&was->sa_mask, other);
    if (!CHECK(same)) printf("  that of signal %d\n", number);
}

static void nothing_of_the_hosts_is_changed(void) {
    static surroundings before;
    static surroundings after;
    service_url("ok");
    temp_folder();
    look_around(&before);
    use_the_library();
    wait_for_our_threads();
    look_around(&after);
    for (int number = 1; number < NSIG; ++number)
        check_handler(number, &before.handlers[number], &after.handlers[number]);
    CHECK(memcmp(&before.mask, &after.mask, sizeof before.mask) == 0);
    CHECK_TEXT(after.folder, before.folder);
    CHECK_TEXT(after.locale, before.locale);
    CHECK(strcmp(after.environment, before.environment) == 0);
    CHECK_NUMBER(after.umask, before.umask);
}

/* The mask of blocked signals of a thread of this process, as the kernel tells it. */
static unsigned long long blocked_in(const char *task) {
    char path[300];
    char line[256];
    unsigned long long mask = 0;
    snprintf(path, sizeof path, "/proc/self/task/%s/status", task);
    FILE *const status = fopen(path, "r");
    if (status == NULL) return 0;
    while (fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, "SigBlk:", 7) == 0) mask = strtoull(line + 7, NULL, 16);
    }
    fclose(status);
    return mask;
}

/* A sanitizer may have a thread of its own. */
static int is_ours(const char *thread) {
    char path[320];
    char name[16] = "";
    snprintf(path, sizeof path, "/proc/self/task/%s/comm", thread);
    FILE *const file = fopen(path, "r");
    if (file == NULL) return 0;
    if (fgets(name, sizeof name, file) == NULL) name[0] = '\0';
    fclose(file);
    return strncmp(name, "conch-", 6) == 0;
}

static void every_thread_of_ours_blocks_every_signal(void) {
    /* All but SIGKILL, SIGSTOP and the two that glibc keeps for itself. */
    const unsigned long long all = ~((1ULL << 8U) | (1ULL << 18U) | (1ULL << 31U) | (1ULL << 32U));
    conch_client *const client = client_for("ok");
    CHECK(take_done(client, start_video(client, NULL)) != NULL); /* starts the helper thread as well */
    int threads = 0;
    char self[16];
    snprintf(self, sizeof self, "%d", (int)getpid());
    DIR *const tasks = opendir("/proc/self/task");
    const struct dirent *entry = NULL;
    while ((entry = readdir(tasks)) != NULL) {
        if (entry->d_name[0] == '.' || !is_ours(entry->d_name)) continue;
        ++threads;
        CHECK((blocked_in(entry->d_name) & all) == all);
    }
    closedir(tasks);
    CHECK_NUMBER(threads, conch_debug_thread_count());
    CHECK(threads >= 1);
    CHECK((blocked_in(self) & all) == 0);
    conch_client_destroy(client);
}

static void *come_and_go(void *unused) {
    (void)unused;
    for (int i = 0; i < 200; ++i) {
        conch_client *const client = client_for("ok");
        conch_client_destroy(client);
    }
    return NULL;
}

static void *begin_and_break_off(void *unused) {
    (void)unused;
    conch_client *const client = client_for("drip");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    for (int i = 0; i < 300; ++i) {
        options.deadline_ms = (uint64_t)(i % 4 + 1);
        start_video(client, &options);
        const conch_event *event = NULL;
        do {
            conch_client_next_event(client, 10000, &event);
        } while (event != NULL && conch_event_type(event) != CONCH_EVENT_DONE);
    }
    conch_client_destroy(client);
    return NULL;
}

/* libcurl changes what SIGPIPE does while it cleans up, and puts it back; many at once must not mix that up. */
static void many_that_leave_at_once_leave_sigpipe_alone(void) {
    pthread_t threads[4];
    service_url("ok");
    for (int i = 0; i < 4; ++i)
        REQUIRE(pthread_create(&threads[i], NULL, i % 2 == 0 ? come_and_go : begin_and_break_off, NULL) == 0);
    for (int i = 0; i < 4; ++i)
        pthread_join(threads[i], NULL);
    wait_for_our_threads();
    struct sigaction left;
    sigaction(SIGPIPE, NULL, &left);
    CHECK(left.sa_handler == SIG_DFL);
}

static volatile sig_atomic_t handled;
static pthread_t handled_on;

static void handle(int number) {
    (void)number;
    handled_on = pthread_self();
    ++handled;
}

static void signals_reach_the_host(void) {
    conch_client *const client = client_for("nothing");
    start_call(client, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle;
    REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
    for (int i = 0; i < 20; ++i)
        kill(getpid(), SIGUSR1);
    CHECK(handled > 0);
    CHECK(pthread_equal(handled_on, pthread_self()));
    conch_client_destroy(client);
}

/* With the default for SIGPIPE a write to a dead connection would end the process. */
static void dead_connections_do_not_kill_the_host(void) {
    char path[128];
    snprintf(path, sizeof path, "%s/large.png", temp_folder());
    static const char head[] = "\x89PNG\r\n\x1A\n";
    FILE *const file = fopen(path, "wb");
    fwrite(head, 1, sizeof head, file);
    CHECK(ftruncate(fileno(file), 64L << 20U) == 0);
    fclose(file);
    const char *const files[] = {path};
    for (int i = 0; i < 10; ++i) {
        conch_client *const client = client_for(i % 2 == 0 ? "reset-upload" : "reset");
        conch_task_options options = CONCH_TASK_OPTIONS_INIT;
        options.files = files;
        options.file_count = 1;
        conch_task task = 0;
        REQUIRE_OK(conch_call(client, CONCH_OP_FILES_UPLOAD, NULL, &options, &task, NULL));
        const conch_event *const done = take_done(client, task);
        CHECK_STATUS(conch_event_status(done), CONCH_E_NETWORK);
        conch_client_destroy(client);
    }
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(nothing_of_the_hosts_is_changed),
        TEST(every_thread_of_ours_blocks_every_signal),
        TEST(many_that_leave_at_once_leave_sigpipe_alone),
        TEST(signals_reach_the_host),
        TEST(dead_connections_do_not_kill_the_host),
    };
    return RUN_TESTS(tests);
}
