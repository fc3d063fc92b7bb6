/* A host that writes 1,5 for one and a half gets the same JSON and the same requests as any other. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conch/emulator.h"
#include "support/check.h"
#include "support/service.h"

/* A German locale made here, where none needs to be installed. */
static int use_decimal_comma(void) {
    char command[512];
    snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 '%s/de_DE.UTF-8' >/dev/null 2>&1", temp_folder());
    const int ignored = system(command); /* warns about what does not matter here */
    (void)ignored;
    setenv("LOCPATH", temp_folder(), 1);
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL) return 0;
    char text[16];
    snprintf(text, sizeof text, "%.1f", 1.5);
    return strcmp(text, "1,5") == 0;
}

static void numbers_keep_their_point(void) {
    if (!use_decimal_comma()) SKIP("localedef cannot make de_DE.UTF-8 here");
    conch_client *const client = client_for("echo");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.flags = CONCH_TASK_ALLOW_UNKNOWN;
    conch_task task = 0;
    REQUIRE_OK(conch_call(client, CONCH_OP_ACCOUNTS_LIST, "{\"unknown\":1234.5}", &options, &task, NULL));
    const conch_event *done = take_done(client, task);
    CHECK_CONTAINS(conch_event_json(done, NULL), "unknown=1234.5");
    REQUIRE_OK(conch_call(client, CONCH_OP_VIDEOS_CREATE, "{\"prompt\":\"a shell\",\"unknown\":-0.25}", &options, &task,
                          NULL));
    done = take_done(client, task);
    CHECK_CONTAINS(conch_event_json(done, NULL), ":-0.25");
    conch_client_destroy(client);
    CHECK_CONTAINS(setlocale(LC_ALL, NULL), "de_DE");
}

static void the_emulator_is_asked_for_the_right_speed(void) {
    if (!use_decimal_comma()) SKIP("localedef cannot make de_DE.UTF-8 here");
    char program[128];
    char noted[128];
    snprintf(program, sizeof program, "%s/emulator", temp_folder());
    snprintf(noted, sizeof noted, "%s/arguments", temp_folder());
    FILE *const script = fopen(program, "w");
    fprintf(script,
            "#!/bin/sh\necho \"$*\" > '%s'\necho 'conch-emulator listening on http://127.0.0.1:9/v1/minimax'\n"
            "exec cat >/dev/null\n",
            noted);
    fclose(script);
    chmod(program, 0700);
    conch_emulator_options options = CONCH_EMULATOR_OPTIONS_INIT;
    options.program = program;
    options.speed = 2.5;
    conch_emulator *emulator = NULL;
    REQUIRE_OK(conch_emulator_start(&options, &emulator, NULL));
    conch_emulator_stop(emulator);
    char line[256] = "";
    FILE *const arguments = fopen(noted, "r");
    CHECK(arguments != NULL && fgets(line, sizeof line, arguments) != NULL);
    fclose(arguments);
    CHECK_CONTAINS(line, "--speed 2.5");
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(numbers_keep_their_point),
        TEST(the_emulator_is_asked_for_the_right_speed),
    };
    return RUN_TESTS(tests);
}
