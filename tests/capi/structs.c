/* A caller that was compiled with an older or a newer header gets what it knows, and no byte more or less. */
#include <stddef.h>
#include <string.h>

#include "conch/emulator.h"
#include "support/check.h"
#include "support/service.h"

/* A struct of the caller's, with room behind it for what a newer header would have. */
typedef union roomy {
    conch_client_options client;
    conch_task_options task;
    conch_task_info info;
    conch_emulator_options emulator;
    unsigned char bytes[512];
} roomy;

static int all_bytes(const unsigned char *bytes, size_t from, size_t to, unsigned char expected) {
    for (size_t i = from; i < to; ++i) {
        if (bytes[i] != expected) return 0;
    }
    return 1;
}

static void client_init(roomy *room, size_t size) {
    conch_client_options_init(&room->client, size);
}
static void task_init(roomy *room, size_t size) {
    conch_task_options_init(&room->task, size);
}
static void info_init(roomy *room, size_t size) {
    conch_task_info_init(&room->info, size);
}
static void emulator_init(roomy *room, size_t size) {
    conch_emulator_options_init(&room->emulator, size);
}

static void init_writes_as_much_as_the_caller_has(void) {
    static void (*const init[])(roomy *, size_t) = {client_init, task_init, info_init, emulator_init};
    static const size_t sizes[] = {4, 8, 24, sizeof(conch_task_info), sizeof(conch_client_options), 300};
    for (size_t i = 0; i < sizeof init / sizeof init[0]; ++i) {
        for (size_t j = 0; j < sizeof sizes / sizeof sizes[0]; ++j) {
            roomy room;
            uint32_t size = 0;
            memset(&room, 0xEE, sizeof room);
            init[i](&room, sizes[j]);
            memcpy(&size, &room, sizeof size);
            CHECK_NUMBER(size, sizes[j]);
            CHECK(all_bytes(room.bytes, 4, sizes[j], 0));
            CHECK(all_bytes(room.bytes, sizes[j], sizeof room, 0xEE));
        }
        /* Too small for the size itself: nothing can be written. */
        for (size_t small = 0; small < 4; ++small) {
            roomy room;
            memset(&room, 0xEE, sizeof room);
            init[i](&room, small);
            CHECK(all_bytes(room.bytes, 0, sizeof room, 0xEE));
        }
    }
}

static conch_status create_with(roomy *room, conch_error **error) {
    conch_client *client = NULL;
    const conch_status status = conch_client_create(&room->client, &client, error);
    conch_client_destroy(client);
    return status;
}

static void older_callers_make_clients(void) {
    static const size_t sizes[] = {offsetof(conch_client_options, account), offsetof(conch_client_options, proxy),
                                   offsetof(conch_client_options, poll_interval_ms)};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
        roomy room;
        memset(&room, 0xEE, sizeof room); /* behind its own fields an older caller has anything */
        conch_client_options_init(&room.client, sizes[i]);
        room.client.base_url = "https://api.example.com";
        room.client.api_token = TEST_TOKEN;
        CHECK_STATUS(create_with(&room, NULL), CONCH_OK);
    }
}

static void newer_callers_make_clients_as_long_as_they_ask_for_nothing_new(void) {
    roomy room;
    conch_client_options_init(&room.client, sizeof room);
    room.client.base_url = "https://api.example.com";
    room.client.api_token = TEST_TOKEN;
    CHECK_STATUS(create_with(&room, NULL), CONCH_OK);
    room.bytes[sizeof room - 1] = 1; /* a field that this version does not know must not be ignored */
    conch_error *error = NULL;
    CHECK_STATUS(create_with(&room, &error), CONCH_E_ARGUMENT);
    CHECK_TEXT(conch_error_field(error, NULL), "struct_size");
    CHECK_CONTAINS(conch_error_message(error, NULL), "conch_client_options_init");
    conch_error_destroy(error);
}

static void a_forgotten_init_is_noticed(void) {
    roomy room;
    memset(&room, 0, sizeof room);
    CHECK_STATUS(create_with(&room, NULL), CONCH_E_ARGUMENT);
    room.client.struct_size = 3;
    CHECK_STATUS(create_with(&room, NULL), CONCH_E_ARGUMENT);

    conch_client *const client = client_for("ok");
    conch_task task = 7;
    conch_error *error = NULL;
    memset(&room, 0, sizeof room);
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, &room.task, &task, &error), CONCH_E_ARGUMENT);
    CHECK_NUMBER(task, 0);
    CHECK_CONTAINS(conch_error_message(error, NULL), "conch_task_options_init");
    conch_error_destroy(error);
    task = start_call(client, NULL);
    CHECK_STATUS(conch_task_state(client, task, &room.info), CONCH_E_ARGUMENT);
    conch_client_destroy(client);
}

static void older_and_newer_callers_start_tasks(void) {
    static const size_t sizes[] = {8, offsetof(conch_task_options, deadline_ms), offsetof(conch_task_options, callback),
                                   sizeof(roomy)};
    conch_client *const client = client_for("ok");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
        roomy room;
        memset(&room, 0xEE, sizeof room);
        conch_task_options_init(&room.task, sizes[i]);
        const conch_event *const done = take_done(client, start_call(client, &room.task));
        CHECK(done != NULL && conch_event_user_data(done) == NULL);
    }
    roomy room;
    conch_task_options_init(&room.task, sizeof room);
    room.bytes[sizeof(conch_task_options)] = 1;
    conch_task task = 7;
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, &room.task, &task, NULL), CONCH_E_ARGUMENT);
    CHECK_NUMBER(task, 0);
    conch_client_destroy(client);
}

static void task_info_fills_what_the_caller_knows(void) {
    conch_client *const client = client_for("ok");
    const conch_task task = start_call(client, NULL);
    REQUIRE(take_done(client, task) != NULL);
    static const size_t sizes[] = {4, 8, 12, offsetof(conch_task_info, operation), sizeof(conch_task_info), 400};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
        roomy room;
        memset(&room, 0xEE, sizeof room);
        room.info.struct_size = (uint32_t)sizes[i];
        CHECK_STATUS(conch_task_state(client, task, &room.info), CONCH_OK);
        CHECK_NUMBER(room.info.struct_size, sizes[i]);
        CHECK(all_bytes(room.bytes, sizes[i], sizeof room, 0xEE));
        if (sizes[i] >= 8) CHECK_NUMBER(room.info.phase, CONCH_PHASE_ENDED);
        if (sizes[i] >= sizeof(conch_task_info)) {
            CHECK_NUMBER(room.info.operation, CONCH_OP_ACCOUNTS_LIST);
            CHECK(all_bytes(room.bytes, sizeof(conch_task_info), sizes[i], 0));
        }
    }
    conch_client_destroy(client);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(init_writes_as_much_as_the_caller_has),
        TEST(older_callers_make_clients),
        TEST(newer_callers_make_clients_as_long_as_they_ask_for_nothing_new),
        TEST(a_forgotten_init_is_noticed),
        TEST(older_and_newer_callers_start_tasks),
        TEST(task_info_fills_what_the_caller_knows),
    };
    return RUN_TESTS(tests);
}
