/*
 * Memory runs out at every single allocation, in every function of the library: each answers CONCH_E_NO_MEMORY or does
 * without, leaves nothing behind, and works again when there is memory. A function without a case here is a failure.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conch/emulator.h"
#include "shortage.h"
#include "support/check.h"
#include "support/probes.h"
#include "support/service.h"

/* What the cases work on; made while there is memory. */
typedef struct surroundings {
    conch_client *client;
    conch_task ended; /* tasks of the client */
    conch_task endless;
    conch_event *event;
    conch_error *error;
    conch_emulator *emulator;
    conch_client *fresh; /* for one run of one case */
} surroundings;

static char emulator_program[128];
static long clients_made;

/* A case calls its function as a host would, gives back what it got, and says how it went. */
typedef struct memory_case {
    const char *name;
    conch_status (*run)(const surroundings *have);
    void (*prepare)(surroundings *have); /* before each run, with memory; NULL: nothing to prepare */
    void (*tidy)(surroundings *have);    /* after it */
} memory_case;

/* On failure nothing was handed out. */
static void check_given(conch_status status, const void *out) {
    CHECK((status >= 0) == (out != NULL));
}

static conch_status with_error(conch_status status, conch_error *error) {
    if (error != NULL) {
        CHECK_STATUS(conch_error_status(error), status);
        CHECK(conch_error_message(error, NULL) != NULL);
    }
    conch_error_destroy(error);
    return status;
}

static conch_status account_inspect(const surroundings *have) {
    (void)have;
    char *found = NULL;
    conch_error *error = NULL;
    const conch_status status = conch_account_inspect(
        "https://www.minimax.io/x", "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3MDAwMDAwMDB9.c2ln", &found, &error);
    CHECK(status != CONCH_E_NO_MEMORY || found == NULL);
    conch_free(found);
    with_error(status, error);
    return status == CONCH_E_INVALID ? CONCH_OK : status; /* the token is an old one */
}

static const char not_json[] = "{\"prompt\":";

static conch_status call(const surroundings *have) {
    conch_task task = 0;
    conch_error *error = NULL;
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    const char *const files[] = {"/no/such/file/with/a/long/name.png"};
    options.files = files;
    options.file_count = 1;
    conch_status status = conch_call(have->client, CONCH_OP_FILES_UPLOAD, "{}", &options, &task, &error);
    CHECK((status == CONCH_OK) == (task != 0));
    with_error(status, error);
    if (status != CONCH_OK) return status;
    status = conch_call(have->client, CONCH_OP_ACCOUNTS_LIST, not_json, NULL, &task, &error);
    CHECK(task == 0 && status != CONCH_OK);
    with_error(status, error);
    return status == CONCH_E_INVALID ? CONCH_OK : status;
}

static conch_status list(const surroundings *have) {
    conch_task task = 0;
    conch_error *error = NULL;
    const conch_status status =
        conch_list(have->client, CONCH_OP_VIDEOS_LIST, "{\"account\":\"1\"}", 5, NULL, &task, &error);
    CHECK((status == CONCH_OK) == (task != 0));
    return with_error(status, error);
}

static conch_status generate(const surroundings *have) {
    conch_task task = 0;
    conch_error *error = NULL;
    conch_status status =
        conch_generate(have->client, CONCH_JOB_VIDEO, "{\"prompt\":\"a shell on the beach\",\"model\":\"T2V-01\"}",
                       NULL, &task, &error);
    CHECK((status == CONCH_OK) == (task != 0));
    with_error(status, error);
    if (status != CONCH_OK) return status;
    status = conch_generate(have->client, CONCH_JOB_VIDEO, "{\"prompt\":5,\"unheard_of\":1}", NULL, &task, &error);
    CHECK(task == 0 && status != CONCH_OK);
    with_error(status, error);
    return status == CONCH_E_INVALID ? CONCH_OK : status;
}

static conch_status operation_from_name(const surroundings *have) {
    (void)have;
    CHECK_NUMBER(conch_operation_from_name("videos.create"), CONCH_OP_VIDEOS_CREATE);
    return CONCH_OK;
}

static conch_status operation_name(const surroundings *have) {
    (void)have;
    CHECK_TEXT(conch_operation_name(CONCH_OP_VIDEOS_CREATE), "videos.create");
    return CONCH_OK;
}

static conch_status validate(const surroundings *have) {
    (void)have;
    char *violations = NULL;
    const conch_status status =
        conch_validate(CONCH_OP_VIDEOS_CREATE, "{\"model\":\"none\",\"x\":[1,2,{}]}", 0, &violations);
    conch_free(violations);
    return status == CONCH_E_INVALID ? CONCH_OK : status;
}

static conch_status estimate(const surroundings *have) {
    (void)have;
    char *why = NULL;
    int64_t credits = 0;
    const conch_status status = conch_estimate(CONCH_OP_VIDEOS_CREATE, "{\"prompt\":\"a shell\"}", &credits, &why);
    conch_free(why);
    return status > 0 ? CONCH_OK : status;
}

static conch_status client_create(const surroundings *have) {
    (void)have;
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = "http://127.0.0.1:9/v1/with/a/rather/long/path";
    options.api_token = TEST_TOKEN;
    options.download_directory = "/tmp/somewhere/far/away/from/here";
    options.destroy_timeout_ms = 20000;
    conch_client *client = NULL;
    conch_error *error = NULL;
    conch_status status = conch_client_create(&options, &client, &error);
    check_given(status, client);
    with_error(status, error);
    conch_client_destroy(client);
    clients_made += client != NULL;
    if (status != CONCH_OK) return status;
    options.base_url = "ftp://127.0.0.1";
    status = conch_client_create(&options, &client, &error);
    check_given(status, client);
    with_error(status, error);
    return status == CONCH_E_ARGUMENT ? CONCH_OK : status;
}

static void make_quiet_client(surroundings *have) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = "http://127.0.0.1:9/v1";
    options.api_token = TEST_TOKEN;
    options.destroy_timeout_ms = 20000;
    CHECK_STATUS(conch_client_create(&options, &have->fresh, NULL), CONCH_OK);
    ++clients_made;
}

static void destroy_quiet_client(surroundings *have) {
    conch_client_destroy(have->fresh);
}

static conch_status client_close(const surroundings *have) {
    return conch_client_close(have->fresh);
}

static conch_status client_destroy(const surroundings *have) {
    conch_client_destroy(have->fresh);
    return CONCH_OK;
}

static conch_status next_event(const surroundings *have) {
    const conch_event *event = NULL;
    return conch_client_next_event(have->fresh, 1000, &event);
}

/* A client with an event to take. */
static void make_client_with_event(surroundings *have) {
    make_quiet_client(have);
    conch_task task = 0;
    CHECK_STATUS(conch_call(have->fresh, CONCH_OP_ACCOUNTS_LIST, NULL, NULL, &task, NULL), CONCH_OK);
    CHECK_STATUS(conch_task_wait(have->fresh, task, 20000, NULL), CONCH_OK);
}

static int32_t CONCH_CALL ignore_event(const conch_event *event, void *user_data) {
    (void)event;
    (void)user_data;
    return 0;
}

static void CONCH_CALL ignore_wakeup(void *user_data) {
    (void)user_data;
}

static conch_status dispatch(const surroundings *have) {
    uint32_t count = 0;
    const conch_status status = conch_client_dispatch(have->fresh, 0, 1000, &count);
    CHECK((status == CONCH_OK) == (count > 0));
    return status;
}

static int releases;

static void CONCH_CALL count_release(void *user_data) {
    (void)user_data;
    ++releases;
}

static conch_status set_event_callback(const surroundings *have) {
    const int before = releases;
    const conch_status status = conch_client_set_event_callback(have->fresh, ignore_event, &releases, count_release);
    /* Refused or replaced: either way it is released once. */
    if (status == CONCH_OK) conch_client_set_event_callback(have->fresh, NULL, NULL, NULL);
    if (status != CONCH_OK) CHECK_NUMBER(releases, before + 1);
    return status;
}

static conch_status set_wakeup(const surroundings *have) {
    return conch_client_set_wakeup(have->fresh, ignore_wakeup, NULL);
}

static conch_status wakeup_fd(const surroundings *have) {
    int32_t fd = -1;
    const conch_status status = conch_client_wakeup_fd(have->fresh, &fd);
    CHECK((status == CONCH_OK) == (fd >= 0));
    return status;
}

static conch_status emulator_start(const surroundings *have) {
    (void)have;
    conch_emulator_options options = CONCH_EMULATOR_OPTIONS_INIT;
    options.program = emulator_program;
    options.token = "some";
    options.seed = 7;
    options.speed = 2.5;
    conch_emulator *emulator = NULL;
    conch_error *error = NULL;
    conch_status status = conch_emulator_start(&options, &emulator, &error);
    check_given(status, emulator);
    with_error(status, error);
    conch_emulator_stop(emulator);
    if (status != CONCH_OK) return status;
    options.program = "/no/such/program/anywhere";
    status = conch_emulator_start(&options, &emulator, &error);
    check_given(status, emulator);
    with_error(status, error);
    return status == CONCH_E_EMULATOR ? CONCH_OK : status;
}

static conch_status event_file(const surroundings *have) {
    size_t size = 1;
    CHECK_TEXT(conch_event_file(have->event, 0, &size), "");
    return CONCH_OK;
}

static conch_status free_nothing(const surroundings *have) {
    (void)have;
    conch_free(NULL);
    return CONCH_OK;
}

static conch_status get_proc_address(const surroundings *have) {
    (void)have;
    CHECK(conch_get_proc_address("conch_call") == (conch_function)conch_call);
    return CONCH_OK;
}

static conch_status status_functions(const surroundings *have) {
    (void)have;
    conch_status status = CONCH_E_INTERNAL;
    CHECK_TEXT(conch_status_name(CONCH_E_HANDLE), "CONCH_E_HANDLE");
    CHECK(conch_status_message(CONCH_E_HANDLE)[0] != '\0');
    return conch_status_at(0, &status);
}

static conch_status task_cancel(const surroundings *have) {
    return conch_task_cancel(have->client, have->endless, CONCH_CANCEL_HERE);
}

static conch_status task_list(const surroundings *have) {
    conch_task *tasks = NULL;
    size_t count = 0;
    const conch_status status = conch_task_list(have->client, &tasks, &count);
    check_given(status, tasks);
    CHECK((status == CONCH_OK) == (count > 0));
    conch_free(tasks);
    return status;
}

static conch_status task_wait(const surroundings *have) {
    conch_event *event = NULL;
    const conch_status status = conch_task_wait(have->client, have->ended, 20000, &event);
    check_given(status, event);
    conch_event_destroy(event);
    return status;
}

static conch_status task_state(const surroundings *have) {
    conch_task_info info = CONCH_TASK_INFO_INIT;
    return conch_task_state(have->client, have->ended, &info);
}

static conch_status task_text(const surroundings *have) {
    char text[CONCH_TASK_TEXT_SIZE];
    conch_task task = 0;
    conch_task_to_text(have->ended, text, sizeof text);
    const conch_status status = conch_task_from_text(text, &task);
    CHECK(task == have->ended);
    return status;
}

static conch_status option_functions(const surroundings *have) {
    (void)have;
    conch_client_options client;
    conch_emulator_options emulator;
    conch_task_options task;
    conch_task_info info;
    conch_webhook_options webhook;
    conch_client_options_init(&client, sizeof client);
    conch_emulator_options_init(&emulator, sizeof emulator);
    conch_task_options_init(&task, sizeof task);
    conch_task_info_init(&info, sizeof info);
    conch_webhook_options_init(&webhook, sizeof webhook);
    return CONCH_OK;
}

static conch_status webhook_listen(const surroundings *have) {
    conch_webhook_options options = CONCH_WEBHOOK_OPTIONS_INIT;
    char *url = NULL;
    conch_error *error = NULL;
    options.public_url = "https://me.example.org/far/away";
    const conch_status status = conch_webhook_listen(have->fresh, &options, &url, &error);
    check_given(status, url);
    conch_free(url);
    return with_error(status, error);
}

static void make_listening_client(surroundings *have) {
    make_quiet_client(have);
    CHECK_STATUS(conch_webhook_listen(have->fresh, NULL, NULL, NULL), CONCH_OK);
}

static conch_status webhook_stop(const surroundings *have) {
    return conch_webhook_stop(have->fresh);
}

static const char news[] = "{\"videoId\":\"user:1-minimax:2-video:3\",\"status\":2,\"statusLabel\":\"completed\"}";

static conch_status webhook_parse(const surroundings *have) {
    (void)have;
    char *summary = NULL;
    const conch_status status = conch_webhook_parse(news, sizeof news - 1, &summary);
    check_given(status, summary);
    conch_free(summary);
    return status;
}

static conch_status webhook_deliver(const surroundings *have) {
    return conch_webhook_deliver(have->client, news, sizeof news - 1);
}

/* The struct, the JSON and the job of each kind that has parameters of its own. */
#define PARAMS_CASES(kind, field)                                                                        \
    static conch_status kind##_params(const surroundings *have) {                                        \
        (void)have;                                                                                      \
        conch_##kind##_params params;                                                                    \
        conch_##kind##_params_init(&params, sizeof params);                                              \
        params.field = "A red fox runs through deep snow at sunrise, slow motion";                       \
        char *json = NULL;                                                                               \
        conch_error *error = NULL;                                                                       \
        const conch_status status = conch_##kind##_params_json(&params, &json, &error);                  \
        check_given(status, json);                                                                       \
        conch_free(json);                                                                                \
        return with_error(status, error);                                                                \
    }                                                                                                    \
    static conch_status kind##_generate(const surroundings *have) {                                      \
        conch_##kind##_params params;                                                                    \
        conch_##kind##_params_init(&params, sizeof params);                                              \
        params.field = "A red fox runs through deep snow at sunrise, slow motion";                       \
        conch_task task = 0;                                                                             \
        conch_error *error = NULL;                                                                       \
        const conch_status status = conch_##kind##_generate(have->client, &params, NULL, &task, &error); \
        CHECK((status == CONCH_OK) == (task != 0));                                                      \
        with_error(status, error);                                                                       \
        return status == CONCH_E_INVALID ? CONCH_OK : status; /* some need more than that one field */   \
    }

PARAMS_CASES(agent, prompt)
PARAMS_CASES(chat, prompt)
PARAMS_CASES(image, prompt)
PARAMS_CASES(music, prompt)
PARAMS_CASES(speech, text)
PARAMS_CASES(video, prompt)

#define PARAMS_ROWS(kind)                                             \
    {"conch_" #kind "_params_init", kind##_params, NULL, NULL},       \
        {"conch_" #kind "_params_json", kind##_params, NULL, NULL}, { \
        "conch_" #kind "_generate", kind##_generate, NULL, NULL       \
    }

static conch_status pause_and_resume(const surroundings *have) {
    const conch_status status = conch_client_pause(have->fresh);
    return status != CONCH_OK ? status : conch_client_resume(have->fresh);
}

static const char job[] = "0123456789abcdef0123456789abcdef";

static conch_status with_task(conch_status status, conch_task task, conch_error *error) {
    CHECK((status == CONCH_OK) == (task != 0));
    return with_error(status, error);
}

static conch_status jobs_list(const surroundings *have) {
    conch_task task = 0;
    conch_error *error = NULL;
    conch_status status = conch_jobs_list(have->client, "{\"state\":\"nonsense\"}", NULL, &task, &error);
    CHECK(task == 0 && status != CONCH_OK);
    with_error(status, error);
    if (status != CONCH_E_INVALID) return status;
    status = conch_jobs_list(have->client, "{\"state\":\"unfinished\",\"limit\":5}", NULL, &task, &error);
    return with_task(status, task, error);
}

static conch_status jobs_restore(const surroundings *have) {
    conch_task task = 0;
    conch_error *error = NULL;
    const conch_status status = conch_jobs_restore(have->client, job, NULL, &task, &error);
    return with_task(status, task, error);
}

static conch_status job_forget(const surroundings *have) {
    conch_task task = 0;
    conch_error *error = NULL;
    const conch_status status = conch_job_forget(have->client, job, NULL, &task, &error);
    return with_task(status, task, error);
}

static const memory_case cases[] = {
    PARAMS_ROWS(agent),
    PARAMS_ROWS(chat),
    PARAMS_ROWS(image),
    PARAMS_ROWS(music),
    PARAMS_ROWS(speech),
    PARAMS_ROWS(video),
    {"conch_account_inspect", account_inspect, NULL, NULL},
    {"conch_call", call, NULL, NULL},
    {"conch_client_close", client_close, make_quiet_client, destroy_quiet_client},
    {"conch_client_create", client_create, NULL, NULL},
    {"conch_client_destroy", client_destroy, make_client_with_event, NULL},
    {"conch_client_dispatch", dispatch, make_client_with_event, destroy_quiet_client},
    {"conch_client_next_event", next_event, make_client_with_event, destroy_quiet_client},
    {"conch_client_options_init", option_functions, NULL, NULL},
    {"conch_client_pause", pause_and_resume, make_quiet_client, destroy_quiet_client},
    {"conch_client_resume", pause_and_resume, make_quiet_client, destroy_quiet_client},
    {"conch_client_set_event_callback", set_event_callback, make_quiet_client, destroy_quiet_client},
    {"conch_client_set_wakeup", set_wakeup, make_quiet_client, destroy_quiet_client},
    {"conch_client_wakeup_fd", wakeup_fd, make_quiet_client, destroy_quiet_client},
    {"conch_emulator_options_init", option_functions, NULL, NULL},
    {"conch_emulator_start", emulator_start, NULL, NULL},
    {"conch_estimate", estimate, NULL, NULL},
    {"conch_event_file", event_file, NULL, NULL},
    {"conch_free", free_nothing, NULL, NULL},
    {"conch_generate", generate, NULL, NULL},
    {"conch_get_proc_address", get_proc_address, NULL, NULL},
    {"conch_job_forget", job_forget, NULL, NULL},
    {"conch_jobs_list", jobs_list, NULL, NULL},
    {"conch_jobs_restore", jobs_restore, NULL, NULL},
    {"conch_list", list, NULL, NULL},
    {"conch_operation_from_name", operation_from_name, NULL, NULL},
    {"conch_operation_name", operation_name, NULL, NULL},
    {"conch_status_at", status_functions, NULL, NULL},
    {"conch_status_message", status_functions, NULL, NULL},
    {"conch_status_name", status_functions, NULL, NULL},
    {"conch_task_cancel", task_cancel, NULL, NULL},
    {"conch_task_from_text", task_text, NULL, NULL},
    {"conch_task_info_init", option_functions, NULL, NULL},
    {"conch_task_list", task_list, NULL, NULL},
    {"conch_task_options_init", option_functions, NULL, NULL},
    {"conch_task_state", task_state, NULL, NULL},
    {"conch_task_to_text", task_text, NULL, NULL},
    {"conch_task_wait", task_wait, NULL, NULL},
    {"conch_validate", validate, NULL, NULL},
    {"conch_webhook_deliver", webhook_deliver, NULL, NULL},
    {"conch_webhook_listen", webhook_listen, make_quiet_client, destroy_quiet_client},
    {"conch_webhook_options_init", option_functions, NULL, NULL},
    {"conch_webhook_parse", webhook_parse, NULL, NULL},
    {"conch_webhook_stop", webhook_stop, make_listening_client, destroy_quiet_client},
};

static void make_surroundings(surroundings *have) {
    snprintf(emulator_program, sizeof emulator_program, "%s/emulator", temp_folder());
    FILE *const script = fopen(emulator_program, "w");
    fputs("#!/bin/sh\necho 'conch-emulator listening on http://127.0.0.1:9/v1/minimax'\nexec cat\n", script);
    fclose(script);
    chmod(emulator_program, 0700);
    have->client = client_for("nothing");
    have->endless = start_call(have->client, NULL);
    conch_client *const other = client_for("ok");
    have->ended = start_call(other, NULL);
    CHECK_STATUS(conch_task_wait(other, have->ended, 20000, &have->event), CONCH_OK);
    conch_client_destroy(other);
    /* A task that has ended and is still known: refused by its deadline. */
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.deadline_ms = 1;
    have->ended = start_call(have->client, &options);
    CHECK_STATUS(conch_task_wait(have->client, have->ended, 20000, NULL), CONCH_OK);
    conch_client_options none = CONCH_CLIENT_OPTIONS_INIT;
    conch_client *client = NULL;
    CHECK_STATUS(conch_client_create(&none, &client, &have->error), CONCH_E_ARGUMENT);
    conch_emulator_options emulator = CONCH_EMULATOR_OPTIONS_INIT;
    emulator.program = emulator_program;
    CHECK_STATUS(conch_emulator_start(&emulator, &have->emulator, NULL), CONCH_OK);
}

static void end_surroundings(surroundings *have) {
    conch_client_destroy(have->client);
    conch_event_destroy(have->event);
    conch_error_destroy(have->error);
    conch_emulator_stop(have->emulator);
    memset(have, 0, sizeof *have);
}

/* Runs a case with the first allocation failing, the second, and so on until none fails any more. */
static void sweep(const memory_case *one, surroundings *have, memory_shortage shortage) {
    for (long nth = 1;; ++nth) {
        if (one->prepare != NULL) one->prepare(have);
        memory_fails_at(nth, MEMORY_OF_THIS_THREAD, shortage);
        const conch_status status = one->run(have);
        const long failed = memory_is_back();
        if (one->tidy != NULL) one->tidy(have);
        if (failed == 0) {
            if (!CHECK(status >= 0)) printf("  %s: %s with memory\n", one->name, conch_status_name(status));
            return;
        }
        if (!CHECK(status >= 0 || status == CONCH_E_NO_MEMORY))
            printf("  %s: %s at allocation %ld\n", one->name, conch_status_name(status), nth);
        if (!CHECK(nth < 20000)) return;
    }
}

static void sweep_all(memory_shortage shortage) {
    surroundings have;
    memset(&have, 0, sizeof have);
    make_surroundings(&have);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i)
        sweep(&cases[i], &have, shortage);
    end_surroundings(&have);
}

static const memory_case *case_of(const char *name) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        if (strcmp(cases[i].name, name) == 0) return &cases[i];
    }
    return NULL;
}

/* Whatever takes nothing but a handle and room for answers needs no case of its own. */
static void functions_without_parameters_need_no_memory(void) {
    surroundings have;
    memset(&have, 0, sizeof have);
    make_surroundings(&have);
    for (size_t i = 0; i < probe_count; ++i) {
        if (case_of(probes[i].name) != NULL) continue;
        if (!CHECK(!probes[i].has_inputs)) printf("  %s has no case in no_memory.c\n", probes[i].name);
        if (probes[i].returns == PROBE_RETURNS_NOTHING) continue; /* releases its handle */
        void *const handles[] = {NULL, have.client, have.event, have.error, have.emulator};
        probe_answer answer = {0, NULL, 0};
        memory_fails_at(1, MEMORY_OF_THIS_THREAD, MEMORY_FOR_GOOD);
        probes[i].call(handles[probes[i].takes], 1, &answer);
        if (!CHECK_NUMBER(memory_is_back(), 0)) printf("  %s\n", probes[i].name);
        /* conch_error_status tells that of its error. */
        if (!CHECK(answer.status >= 0 || probes[i].takes == PROBE_ERROR))
            printf("  %s: %s\n", probes[i].name, conch_status_name(answer.status));
    }
    end_surroundings(&have);
}

static void releasing_needs_no_memory(void) {
    surroundings have;
    memset(&have, 0, sizeof have);
    make_surroundings(&have);
    memory_fails_at(1, MEMORY_OF_THIS_THREAD, MEMORY_FOR_GOOD);
    conch_event_destroy(have.event);
    conch_error_destroy(have.error);
    conch_emulator_stop(have.emulator);
    CHECK_NUMBER(memory_is_back(), 0);
    conch_client_destroy(have.client);
}

static void every_function_does_without_once(void) {
    sweep_all(MEMORY_ONCE);
}

static void every_function_does_without_for_good(void) {
    sweep_all(MEMORY_FOR_GOOD);
}

/* Twice the same, and nothing more is held afterwards: what the first round set up for good, the second finds. */
static void nothing_is_lost(void) {
    sweep_all(MEMORY_ONCE);
    const long before = memory_blocks();
    const long clients_before = clients_made;
    sweep_all(MEMORY_ONCE);
    /* The handle of a client is never used again, see embedding.md. */
    const long more = memory_blocks() - before - (clients_made - clients_before);
    printf("  %ld blocks more than before\n", more);
    CHECK(more < 20); /* tables of the C library and of libcurl that grow now and then */
}

/* Somewhere in the process, in whichever thread: every accepted task still ends, with an event. */
static void jobs_end_whatever_fails(void) {
    long step = 1;
    for (long nth = 1;; nth += step) {
        /* Without a journal: its files, thousands of times, are what would take the time here. */
        conch_client_options options = options_for("ok");
        options.state_directory = "";
        conch_client *client = NULL;
        CHECK_STATUS(conch_client_create(&options, &client, NULL), CONCH_OK);
        memory_fails_at(nth, MEMORY_OF_ALL_THREADS, MEMORY_ONCE);
        conch_task tasks[2] = {0, 0};
        conch_generate(client, CONCH_JOB_VIDEO, "{\"prompt\":\"a shell\"}", NULL, &tasks[0], NULL);
        conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, NULL, &tasks[1], NULL);
        for (int i = 0; i < 2; ++i) {
            if (tasks[i] == 0) continue;
            conch_status status = CONCH_E_NO_MEMORY;
            while (status == CONCH_E_NO_MEMORY)
                status = conch_task_wait(client, tasks[i], 20000, NULL);
            if (!CHECK_STATUS(status, CONCH_OK)) printf("  task %d at allocation %ld\n", i, nth);
        }
        const long failed = memory_is_back();
        int done = 0;
        const conch_event *event = NULL;
        while (conch_client_next_event(client, 0, &event) == CONCH_OK)
            done += conch_event_type(event) == CONCH_EVENT_DONE;
        CHECK_NUMBER(done, (tasks[0] != 0) + (tasks[1] != 0));
        const int64_t began = now_ms();
        conch_client_destroy(client);
        CHECK(now_ms() - began < 3000);
        CHECK_NUMBER(conch_debug_thread_count(), 0);
        if (failed == 0) return;
        if (!CHECK(nth < 100000)) return;
        if (nth > 300) step = 13;
    }
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(functions_without_parameters_need_no_memory),
        TEST(releasing_needs_no_memory),
        TEST(every_function_does_without_once),
        TEST(every_function_does_without_for_good),
        TEST(nothing_is_lost),
        TEST(jobs_end_whatever_fails),
    };
    return RUN_TESTS(tests);
}
