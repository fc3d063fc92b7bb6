/* The API token stays where it belongs: in the request, and in nothing that a host could show, log or store. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/check.h"
#include "support/service.h"

/* TEST_TOKEN in all the forms in which it could slip out. */
static const char *const forms[] = {
    TEST_TOKEN,
    "sEcReT-7f%2F3%2B9%3DtOkEn",
    "sEcReT-7f%2f3%2b9%3dtOkEn",
    "sEcReT-7f\\/3+9=tOkEn",
    "c0VjUmVULTdmLzMrOT10T2tFb", /* base64, but for the last letters, which depend on what follows */
};

static void expect_no_token(const char *where, const char *text) {
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; ++i) {
        check_lacks(__FILE__, __LINE__, where, text, forms[i]);
    }
}

static void look_at(const char *script, const conch_event *event) {
    const conch_error *const error = conch_event_error(event);
    expect_no_token(script, conch_event_message(event, NULL));
    expect_no_token(script, conch_event_json(event, NULL));
    expect_no_token(script, conch_event_remote_id(event, NULL));
    expect_no_token(script, conch_event_file(event, 0, NULL));
    if (error == NULL) return;
    expect_no_token(script, conch_error_message(error, NULL));
    expect_no_token(script, conch_error_field(error, NULL));
    expect_no_token(script, conch_error_body(error, NULL));
    expect_no_token(script, conch_error_violations(error, NULL));
}

/* All that happens to a call and a job, with as much talk as there can be. */
static void watch(const char *script) {
    conch_client_options options = options_for(script);
    options.log_level = CONCH_LOG_DEBUG;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    conch_task_options task_options = CONCH_TASK_OPTIONS_INIT;
    task_options.deadline_ms = 300;
    start_call(client, &task_options);
    start_video(client, &task_options);
    int ended = 0;
    while (ended < 2) {
        const conch_event *event = NULL;
        if (!CHECK_STATUS(conch_client_next_event(client, 20000, &event), CONCH_OK)) break;
        look_at(script, event);
        ended += conch_event_type(event) == CONCH_EVENT_DONE;
    }
    conch_client_destroy(client);
}

static const char *const scripts[] = {
    "ok",      "echo-token", "echo-token-in-success", "code-401", "redirect", "unavailable", "close", "html",
    "nothing", "signed-link"};

static void no_event_shows_it(void) {
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; ++i)
        watch(scripts[i]);
}

static void nothing_is_printed(void) {
    char path[128];
    snprintf(path, sizeof path, "%s/output", temp_folder());
    service_url("ok");
    fflush(stdout);
    const int output = open(path, O_CREAT | O_RDWR | O_TRUNC, 0600);
    const int standard = dup(1);
    const int errors = dup(2);
    REQUIRE(output >= 0 && standard >= 0 && errors >= 0);
    dup2(output, 1);
    dup2(output, 2);
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; ++i) {
        conch_client_options options = options_for(scripts[i]);
        options.log_level = CONCH_LOG_DEBUG;
        conch_client *client = NULL;
        if (conch_client_create(&options, &client, NULL) != CONCH_OK) continue;
        conch_task_options task_options = CONCH_TASK_OPTIONS_INIT;
        task_options.deadline_ms = 100;
        conch_task task = 0;
        conch_generate(client, CONCH_JOB_VIDEO, "{\"prompt\":\"a shell\"}", &task_options, &task, NULL);
        conch_task_wait(client, task, 20000, NULL);
        conch_client_destroy(client);
    }
    fflush(stdout);
    dup2(standard, 1);
    dup2(errors, 2);
    close(standard);
    close(errors);
    CHECK_NUMBER(lseek(output, 0, SEEK_END), 0);
    close(output);
}

/* Files beside a download (the note of how far it came) hold neither the token nor a signed link's secret. */
static void nothing_is_written_but_results(void) {
    conch_client_options options = options_for("drip-download");
    char folder[128];
    snprintf(folder, sizeof folder, "%s/downloads", temp_folder());
    options.download_directory = folder;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    start_video(client, NULL);
    const conch_event *event = NULL;
    do {
        REQUIRE_OK(conch_client_next_event(client, 20000, &event));
        CHECK(conch_event_type(event) != CONCH_EVENT_DONE);
    } while (conch_event_bytes(event, NULL) == 0);
    conch_client_destroy(client);
    DIR *const listing = opendir(folder);
    REQUIRE(listing != NULL);
    int files = 0;
    const struct dirent *entry = NULL;
    while ((entry = readdir(listing)) != NULL) {
        if (entry->d_name[0] == '.') continue;
        ++files;
        char path[512];
        static char text[200001];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        FILE *const file = fopen(path, "rb");
        REQUIRE(file != NULL);
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
        expect_no_token(entry->d_name, text);
        CHECK_LACKS(text, "SIGNED-SECRET");
    }
    CHECK(files > 0);
    closedir(listing);
}

static void a_signed_links_secret_is_in_no_error(void) {
    conch_client_options options = options_for("signed-link");
    options.log_level = CONCH_LOG_DEBUG;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    const conch_task task = start_video(client, NULL);
    for (int ended = 0; !ended;) {
        const conch_event *event = NULL;
        REQUIRE_OK(conch_client_next_event(client, 20000, &event));
        CHECK_LACKS(conch_event_message(event, NULL), "SIGNED-SECRET");
        ended = conch_event_type(event) == CONCH_EVENT_DONE && conch_event_task(event) == task;
        if (!ended) continue;
        CHECK_STATUS(conch_event_status(event), CONCH_E_CONNECT);
        CHECK_LACKS(conch_error_message(conch_event_error(event), NULL), "SIGNED-SECRET");
        CHECK_LACKS(conch_error_body(conch_event_error(event), NULL), "SIGNED-SECRET");
    }
    conch_client_destroy(client);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(no_event_shows_it),
        TEST(nothing_is_printed),
        TEST(nothing_is_written_but_results),
        TEST(a_signed_links_secret_is_in_no_error),
    };
    return RUN_TESTS(tests);
}
