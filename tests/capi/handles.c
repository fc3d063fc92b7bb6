/* A host's mistake with a handle is an answer, never a crash: on every function that the headers declare. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conch/emulator.h"
#include "support/check.h"
#include "support/probes.h"
#include "support/service.h"

/* What a function has to say to a handle that is none. */
static void expect_refusal(const probe *function, void *handle, int outputs, const char *kind) {
    probe_answer answer = {0, NULL, 0};
    function->call(handle, outputs, &answer);
    char what[128];
    snprintf(what, sizeof what, "%s with a %s handle", function->name, kind);
    if (function->returns == PROBE_RETURNS_STATUS) {
        check_status(__FILE__, __LINE__, what, answer.status, CONCH_E_HANDLE);
    }
    if (function->returns == PROBE_RETURNS_TEXT) check_text(__FILE__, __LINE__, what, answer.text, "");
    check_number(__FILE__, __LINE__, what, answer.untouched_outputs, 0);
}

static void every_function_takes_null(void) {
    CHECK(probe_count > 50);
    for (size_t i = 0; i < probe_count; ++i) {
        if (probes[i].takes != PROBE_NOTHING) {
            expect_refusal(&probes[i], NULL, 0, "NULL");
            expect_refusal(&probes[i], NULL, 1, "NULL");
            continue;
        }
        probe_answer answer = {0, NULL, 0};
        probes[i].call(NULL, 0, &answer);
        if (probes[i].returns == PROBE_RETURNS_STATUS) {
            check_true(__FILE__, __LINE__, probes[i].name,
                       answer.status == CONCH_E_ARGUMENT || answer.status == CONCH_E_NOT_FOUND);
        }
        if (probes[i].returns == PROBE_RETURNS_TEXT)
            check_true(__FILE__, __LINE__, probes[i].name, answer.text != NULL);
    }
}

static conch_client *stale_client(void) {
    conch_client *const client = client_for("ok");
    conch_client_destroy(client);
    return client;
}

static conch_event *living_event(conch_client *client) {
    conch_event *event = NULL;
    CHECK_STATUS(conch_task_wait(client, start_call(client, NULL), 20000, &event), CONCH_OK);
    return event;
}

static conch_event *stale_event(void) {
    conch_client *const client = client_for("ok");
    conch_event *const event = living_event(client);
    conch_event_destroy(event);
    conch_client_destroy(client);
    return event;
}

static conch_error *living_error(void) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    conch_client *client = NULL;
    conch_error *error = NULL;
    CHECK_STATUS(conch_client_create(&options, &client, &error), CONCH_E_ARGUMENT);
    return error;
}

static conch_error *stale_error(void) {
    conch_error *const error = living_error();
    conch_error_destroy(error);
    return error;
}

/* Says what the emulator says when it is ready, and ends like it. */
static conch_emulator *living_emulator(void) {
    char path[128];
    snprintf(path, sizeof path, "%s/emulator", temp_folder());
    FILE *const script = fopen(path, "w");
    if (!CHECK(script != NULL)) return NULL;
    fputs("#!/bin/sh\necho 'conch-emulator listening on http://127.0.0.1:9/v1/minimax'\nexec cat >/dev/null\n", script);
    fclose(script);
    chmod(path, 0700);
    conch_emulator_options options = CONCH_EMULATOR_OPTIONS_INIT;
    options.program = path;
    conch_emulator *emulator = NULL;
    CHECK_STATUS(conch_emulator_start(&options, &emulator, NULL), CONCH_OK);
    CHECK_TEXT(conch_emulator_base_url(emulator), "http://127.0.0.1:9/v1/minimax");
    return emulator;
}

static conch_emulator *stale_emulator(void) {
    conch_emulator *const emulator = living_emulator();
    conch_emulator_stop(emulator);
    return emulator;
}

static void every_function_knows_a_stale_handle(void) {
    void *const stale[] = {NULL, stale_client(), stale_event(), stale_error(), stale_emulator()};
    for (size_t i = 0; i < probe_count; ++i) {
        if (probes[i].takes == PROBE_NOTHING) continue;
        expect_refusal(&probes[i], stale[probes[i].takes], 0, "stale");
        expect_refusal(&probes[i], stale[probes[i].takes], 1, "stale");
    }
}

static void every_function_knows_a_handle_of_another_kind(void) {
    conch_client *const client = client_for("ok");
    void *const living[] = {NULL, client, living_event(client), living_error(), living_emulator()};
    for (size_t i = 0; i < probe_count; ++i) {
        for (int kind = PROBE_CLIENT; kind <= PROBE_EMULATOR; ++kind) {
            if (probes[i].takes == PROBE_NOTHING || kind == (int)probes[i].takes) continue;
            expect_refusal(&probes[i], living[kind], 0, "foreign");
            expect_refusal(&probes[i], living[kind], 1, "foreign");
        }
    }
    /* None of them was harmed. */
    CHECK_NUMBER(conch_event_type(living[PROBE_EVENT]), CONCH_EVENT_DONE);
    CHECK_STATUS(conch_error_status(living[PROBE_ERROR]), CONCH_E_ARGUMENT);
    CHECK_CONTAINS(conch_emulator_base_url(living[PROBE_EMULATOR]), "http://");
    CHECK(take_done(client, start_call(client, NULL)) != NULL);
    conch_event_destroy(living[PROBE_EVENT]);
    conch_error_destroy(living[PROBE_ERROR]);
    conch_emulator_stop(living[PROBE_EMULATOR]);
    conch_client_destroy(client);
}

static void every_function_survives_a_good_client_and_nothing_else(void) {
    for (size_t i = 0; i < probe_count; ++i) {
        if (probes[i].takes != PROBE_CLIENT) continue;
        conch_client *const client = client_for("ok");
        for (int outputs = 0; outputs < 2; ++outputs) {
            probe_answer answer = {0, NULL, 0};
            probes[i].call(client, outputs, &answer);
            check_true(
                __FILE__, __LINE__, probes[i].name,
                answer.status != CONCH_E_INTERNAL && strcmp(conch_status_name(answer.status), "CONCH_E_UNKNOWN"));
            check_number(__FILE__, __LINE__, probes[i].name, answer.untouched_outputs, 0);
        }
        conch_client_destroy(client);
    }
}

static void releasing_twice_is_harmless(void) {
    conch_client *const client = client_for("ok");
    conch_event *const event = living_event(client);
    conch_error *const error = living_error();
    conch_emulator *const emulator = living_emulator();
    for (int i = 0; i < 3; ++i) {
        conch_event_destroy(event);
        conch_error_destroy(error);
        conch_emulator_stop(emulator);
        conch_client_destroy(client);
    }
    /* What was released once is not handed out twice. */
    conch_error *const one = living_error();
    conch_error *const two = living_error();
    CHECK(one != two);
    conch_error_destroy(one);
    conch_error_destroy(two);
}

static void borrowed_things_are_not_released(void) {
    conch_client *const client = client_for("code-404");
    const conch_event *const event = take_done(client, start_call(client, NULL));
    REQUIRE(event != NULL);
    const conch_error *const error = conch_event_error(event);
    REQUIRE(error != NULL);
    conch_event_destroy((conch_event *)event);
    conch_error_destroy((conch_error *)error);
    CHECK_NUMBER(conch_event_type(event), CONCH_EVENT_DONE);
    CHECK_STATUS(conch_error_status(error), CONCH_E_REMOTE_NOT_FOUND);
    conch_client_destroy(client);
    CHECK_NUMBER(conch_event_type(event), CONCH_EVENT_NONE);
    CHECK_STATUS(conch_error_status(error), CONCH_E_HANDLE);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(every_function_takes_null),
        TEST(every_function_knows_a_stale_handle),
        TEST(every_function_knows_a_handle_of_another_kind),
        TEST(every_function_survives_a_good_client_and_nothing_else),
        TEST(releasing_twice_is_harmless),
        TEST(borrowed_things_are_not_released),
    };
    return RUN_TESTS(tests);
}
