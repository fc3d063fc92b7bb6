/* What the library says of itself is what its headers say: statuses, operations, functions, version. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "support/check.h"
#include "support/probes.h"

static void status_table_is_the_header(void) {
    size_t index = 0;
    conch_status status = 0;
    for (; conch_status_at(index, &status) == CONCH_OK; ++index) {
        int declared = 0;
        for (size_t i = 0; i < status_constant_count; ++i)
            declared += status_constants[i].value == status;
        check_number(__FILE__, __LINE__, conch_status_name(status), declared, 1);
    }
    CHECK_NUMBER(index, status_constant_count);
    CHECK_NUMBER(status, 0);
    CHECK_STATUS(conch_status_at(index, &status), CONCH_E_NOT_FOUND);
    CHECK_STATUS(conch_status_at((size_t)-1, &status), CONCH_E_NOT_FOUND);
    for (size_t i = 0; i < status_constant_count; ++i) {
        CHECK_TEXT(conch_status_name(status_constants[i].value), status_constants[i].name);
        CHECK(strlen(conch_status_message(status_constants[i].value)) > 5);
    }
}

static void unknown_statuses_have_a_name_and_a_message(void) {
    static const conch_status unknown[] = {2, -999, 0x7FFFFFFF, -0x7FFFFFFF - 1};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; ++i) {
        CHECK_TEXT(conch_status_name(unknown[i]), "CONCH_E_UNKNOWN");
        CHECK(strlen(conch_status_message(unknown[i])) > 5);
    }
}

/* CONCH_OP_VIDEOS_CREATE_FROM_TEMPLATE is videos.create_from_template. */
static void operations_are_named_like_their_constants(void) {
    CHECK(operation_constant_count >= 46);
    for (size_t i = 0; i < operation_constant_count; ++i) {
        const constant *const operation = &operation_constants[i];
        const char *const name = conch_operation_name(operation->value);
        if (operation->value == CONCH_OP_UNSET) {
            CHECK_TEXT(name, "");
            continue;
        }
        char spelled[128];
        snprintf(spelled, sizeof spelled, "CONCH_OP_%s", name);
        for (char *at = spelled; *at != '\0'; ++at)
            *at = *at == '.' ? '_' : (char)toupper((unsigned char)*at);
        CHECK_TEXT(spelled, operation->name);
        CHECK_NUMBER(conch_operation_from_name(name), operation->value);
    }
}

static void unknown_operations_have_no_name_and_no_number(void) {
    CHECK_TEXT(conch_operation_name(-1), "");
    CHECK_TEXT(conch_operation_name(CONCH_OP_FORCE_32), "");
    CHECK_NUMBER(conch_operation_from_name("videos.creat"), CONCH_OP_UNSET);
    CHECK_NUMBER(conch_operation_from_name("videos.create "), CONCH_OP_UNSET);
    CHECK_NUMBER(conch_operation_from_name("VIDEOS.CREATE"), CONCH_OP_UNSET);
    CHECK_NUMBER(conch_operation_from_name(""), CONCH_OP_UNSET);
    CHECK_NUMBER(conch_operation_from_name("\xFF\xFE"), CONCH_OP_UNSET);
    CHECK_NUMBER(conch_operation_from_name(NULL), CONCH_OP_UNSET);
}

static void every_function_is_found_by_name(void) {
    for (size_t i = 0; i < probe_count; ++i) {
        check_true(__FILE__, __LINE__, probes[i].name, conch_get_proc_address(probes[i].name) == probes[i].address);
    }
}

static void no_other_name_is_found(void) {
    CHECK(conch_get_proc_address("conch_client_creat") == NULL);
    CHECK(conch_get_proc_address("conch_client_create ") == NULL);
    CHECK(conch_get_proc_address("") == NULL);
    CHECK(conch_get_proc_address("malloc") == NULL);
    CHECK(conch_get_proc_address(NULL) == NULL);
}

static void version_is_the_header(void) {
    char text[32];
    snprintf(text, sizeof text, "%d.%d.%d", CONCH_VERSION_MAJOR, CONCH_VERSION_MINOR, CONCH_VERSION_PATCH);
    CHECK_NUMBER(conch_version(), CONCH_VERSION);
    CHECK_TEXT(conch_version_string(), text);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(status_table_is_the_header),
        TEST(unknown_statuses_have_a_name_and_a_message),
        TEST(operations_are_named_like_their_constants),
        TEST(unknown_operations_have_no_name_and_no_number),
        TEST(every_function_is_found_by_name),
        TEST(no_other_name_is_found),
        TEST(version_is_the_header),
    };
    return RUN_TESTS(tests);
}
