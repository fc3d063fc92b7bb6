/*
 * The smallest test frame that does: a program is a list of named tests, each of which may CHECK many things.
 * Without arguments all run; with arguments those whose names begin so.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "conch/conch.h"

typedef struct test_case {
    const char *name; /* what it protects */
    void (*run)(void);
} test_case;

#define TEST(function) \
    { #function, function }

int run_tests(int argc, char **argv, const test_case *tests, size_t count);
#define RUN_TESTS(tests) run_tests(argc, argv, tests, sizeof(tests) / sizeof((tests)[0]))

/* Each gives 1 when it held, and notes a failure otherwise. */
int check_true(const char *file, int line, const char *text, int held);
int check_number(const char *file, int line, const char *text, int64_t got, int64_t expected);
int check_status(const char *file, int line, const char *text, conch_status got, conch_status expected);
int check_text(const char *file, int line, const char *text, const char *got, const char *expected);
int check_contains(const char *file, int line, const char *text, const char *got, const char *part);
int check_lacks(const char *file, int line, const char *text, const char *got, const char *part);

#define CHECK(condition) check_true(__FILE__, __LINE__, #condition, (condition) != 0)
#define CHECK_NUMBER(got, expected) check_number(__FILE__, __LINE__, #got, (int64_t)(got), (int64_t)(expected))
#define CHECK_STATUS(got, expected) check_status(__FILE__, __LINE__, #got, got, expected)
#define CHECK_TEXT(got, expected) check_text(__FILE__, __LINE__, #got, got, expected)
#define CHECK_CONTAINS(got, part) check_contains(__FILE__, __LINE__, #got, got, part)
#define CHECK_LACKS(got, part) check_lacks(__FILE__, __LINE__, #got, got, part)

/* For what makes the rest of a test pointless. */
#define REQUIRE(condition)             \
    do {                               \
        if (!CHECK(condition)) return; \
    } while (0)
#define REQUIRE_OK(status)                           \
    do {                                             \
        if (!CHECK_STATUS(status, CONCH_OK)) return; \
    } while (0)

/* Says loudly why a test did not run; it then counts as passed. */
void skip(const char *why);
#define SKIP(why)  \
    do {           \
        skip(why); \
        return;    \
    } while (0)

#endif
