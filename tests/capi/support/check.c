#include "support/check.h"

#include <stdio.h>
#include <string.h>

static int failures;
static const char *skipped;

static int note(const char *file, int line, int held) {
    if (held) return 1;
    ++failures;
    printf("  %s:%d: ", strrchr(file, '/') != NULL ? strrchr(file, '/') + 1 : file, line);
    return 0;
}

int check_true(const char *file, int line, const char *text, int held) {
    if (note(file, line, held)) return 1;
    printf("not so: %s\n", text);
    return 0;
}

int check_number(const char *file, int line, const char *text, int64_t got, int64_t expected) {
    if (note(file, line, got == expected)) return 1;
    printf("%s is %lld, not %lld\n", text, (long long)got, (long long)expected);
    return 0;
}

int check_status(const char *file, int line, const char *text, conch_status got, conch_status expected) {
    if (note(file, line, got == expected)) return 1;
    printf("%s is %s, not %s\n", text, conch_status_name(got), conch_status_name(expected));
    return 0;
}

int check_text(const char *file, int line, const char *text, const char *got, const char *expected) {
    if (note(file, line, got != NULL && strcmp(got, expected) == 0)) return 1;
    printf("%s is \"%s\", not \"%s\"\n", text, got == NULL ? "(NULL)" : got, expected);
    return 0;
}

int check_contains(const char *file, int line, const char *text, const char *got, const char *part) {
    if (note(file, line, got != NULL && strstr(got, part) != NULL)) return 1;
    printf("%s is \"%s\", which has no \"%s\"\n", text, got == NULL ? "(NULL)" : got, part);
    return 0;
}

int check_lacks(const char *file, int line, const char *text, const char *got, const char *part) {
    if (note(file, line, got != NULL && strstr(got, part) == NULL)) return 1;
    printf("%s is \"%s\", which has \"%s\"\n", text, got == NULL ? "(NULL)" : got, part);
    return 0;
}

void skip(const char *why) {
    skipped = why;
}

static int chosen(const char *name, int argc, char **argv) {
    if (argc < 2) return 1;
    for (int i = 1; i < argc; ++i) {
        if (strncmp(name, argv[i], strlen(argv[i])) == 0) return 1;
    }
    return 0;
}

int run_tests(int argc, char **argv, const test_case *tests, size_t count) {
    int failed = 0;
    int ran = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (size_t i = 0; i < count; ++i) {
        if (!chosen(tests[i].name, argc, argv)) continue;
        failures = 0;
        skipped = NULL;
        tests[i].run();
        ++ran;
        if (failures > 0) ++failed;
        printf("%s %s%s%s\n",
               failures > 0      ? "FAILED"
               : skipped != NULL ? "SKIPPED"
                                 : "ok",
               tests[i].name, skipped != NULL ? ": " : "", skipped != NULL ? skipped : "");
    }
    printf("%d of %d failed\n", failed, ran);
    return failed > 0 || ran == 0;
}
