/* A wrong option is refused with the status, the field and a sentence that helps; a good one is not. */
#include <stdio.h>
#include <string.h>

#include "support/check.h"
#include "support/service.h"

static conch_client_options good_options(void) {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = "https://api.example.com/v1/minimax";
    options.api_token = TEST_TOKEN;
    return options;
}

static void expect_refusal(const conch_client_options *options, const char *field, const char *words) {
    conch_client *client = (conch_client *)1;
    conch_error *error = NULL;
    CHECK_STATUS(conch_client_create(options, &client, &error), CONCH_E_ARGUMENT);
    CHECK(client == NULL);
    REQUIRE(error != NULL);
    size_t size = 0;
    const char *const message = conch_error_message(error, &size);
    CHECK_NUMBER(size, strlen(message));
    CHECK_STATUS(conch_error_status(error), CONCH_E_ARGUMENT);
    CHECK_TEXT(conch_error_field(error, NULL), field);
    CHECK_CONTAINS(message, field);
    CHECK_CONTAINS(message, words);
    CHECK_LACKS(message, TEST_TOKEN);
    CHECK_TEXT(conch_error_violations(error, &size), "[]");
    CHECK_NUMBER(size, 2);
    CHECK_TEXT(conch_error_body(error, NULL), "");
    CHECK_NUMBER(conch_error_http_code(error), 0);
    CHECK_NUMBER(conch_error_service_code(error), 0);
    CHECK_NUMBER(conch_error_retriable(error), 0);
    CHECK_NUMBER(conch_error_retry_after_ms(error), -1);
    conch_error_destroy(error);
    /* Whoever does not care passes no place for the error. */
    CHECK_STATUS(conch_client_create(options, &client, NULL), CONCH_E_ARGUMENT);
}

static void expect_accepted(const conch_client_options *options) {
    conch_client *client = NULL;
    conch_error *error = (conch_error *)1;
    if (!CHECK_STATUS(conch_client_create(options, &client, &error), CONCH_OK)) {
        printf("  %s\n", conch_error_message(error, NULL));
    }
    CHECK(client != NULL);
    CHECK(error == NULL);
    conch_client_destroy(client);
}

static void refuse_base_url(const char *url, const char *words) {
    conch_client_options options = good_options();
    options.base_url = url;
    expect_refusal(&options, "base_url", words);
}

static void base_url_is_checked(void) {
    refuse_base_url("api.useapi.net/v1/minimax", "no scheme");
    refuse_base_url("", "no scheme");
    refuse_base_url("/v1/minimax", "no scheme");
    refuse_base_url("ftp://example.com", "\"ftp\"");
    refuse_base_url("file:///etc/passwd", "\"file\"");
    refuse_base_url("https://", "no host");
    refuse_base_url("https://:443/x", "no host");
    refuse_base_url("https://example.com:0/", "port");
    refuse_base_url("https://example.com:65536/", "1 to 65535");
    refuse_base_url("https://example.com:80x/", "\"80x\"");
    refuse_base_url("https://example.com:-1/", "port");
    refuse_base_url("https://example.com:/", "port");
    refuse_base_url("https://example.com/a b", "space");
    refuse_base_url("https://example.com/\n", "control character");
    refuse_base_url("https://user:password@example.com/", "user name or password");
    refuse_base_url("https://example.com/?token=x", "query");
    refuse_base_url("https://example.com/#part", "fragment");
}

static void plain_http_is_for_this_machine_only(void) {
    refuse_base_url("http://api.example.com/v1", "in the clear");
    refuse_base_url("HTTP://api.example.com/v1", "in the clear");
    refuse_base_url("http://localhost.example.com/", "in the clear");
    refuse_base_url("http://127.0.0.1.example.com/", "in the clear");
    refuse_base_url("http://10.0.0.1/", "in the clear");
    refuse_base_url("http://0.0.0.0/", "in the clear");
    static const char *const ours[] = {"http://localhost:9/v1", "http://127.0.0.1/", "http://127.8.9.10:8080",
                                       "http://[::1]:9/v1/minimax/"};
    conch_client_options options = good_options();
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; ++i) {
        options.base_url = ours[i];
        expect_accepted(&options);
    }
    options.base_url = "http://api.example.com/v1";
    options.flags = CONCH_CLIENT_ALLOW_PLAIN_HTTP;
    expect_accepted(&options);
}

static void token_is_checked(void) {
    conch_client_options options = good_options();
    options.api_token = NULL;
    expect_refusal(&options, "api_token", "emulator:");
    options.api_token = "";
    expect_refusal(&options, "api_token", "missing");
    options.api_token = TEST_TOKEN "\n";
    expect_refusal(&options, "api_token", "line break");
    options.api_token = TEST_TOKEN "\r\nX-Injected: yes";
    expect_refusal(&options, "api_token", "line break");
    options.api_token = TEST_TOKEN "\t";
    expect_refusal(&options, "api_token", "control character");
    options.api_token = TEST_TOKEN "\x7F";
    expect_refusal(&options, "api_token", "control character");
    options.api_token = TEST_TOKEN " with blanks";
    expect_refusal(&options, "api_token", "blank");
    options.api_token = TEST_TOKEN "\xC3\xA4";
    expect_refusal(&options, "api_token", "ASCII");
}

static void emulator_url_is_checked(void) {
    refuse_base_url("emulator:?spede=60", "\"spede\" is unknown");
    refuse_base_url("emulator:?speed=fast", "not a number");
    refuse_base_url("emulator:?speed=", "no value");
    refuse_base_url("emulator:?seed", "no value");
    refuse_base_url("emulator:speed=60", "not understood");
    refuse_base_url("emulator://host", "not understood");
}

static void other_texts_are_checked(void) {
    conch_client_options options = good_options();
    options.user_agent = "host/1.0\r\nX-Injected: yes";
    expect_refusal(&options, "user_agent", "control character");
    options = good_options();
    options.download_directory = "/tmp/\xFF";
    expect_refusal(&options, "download_directory", "UTF-8");
}

static void numbers_are_checked(void) {
    conch_client_options options = good_options();
    options.log_level = CONCH_LOG_DEBUG + 1;
    expect_refusal(&options, "log_level", "CONCH_LOG_DEBUG (3)");
    options = good_options();
    options.max_transfers = 1025;
    expect_refusal(&options, "max_transfers", "1025");
    options = good_options();
    options.flags = 0x80000000U;
    expect_refusal(&options, "flags", "CONCH_CLIENT_ALLOW_PLAIN_HTTP");
}

static void extremes_are_accepted(void) {
    conch_client_options options = good_options();
    options.connect_timeout_ms = options.send_timeout_ms = options.first_byte_timeout_ms = UINT32_MAX;
    options.idle_timeout_ms = options.total_timeout_ms = options.poll_interval_ms = UINT32_MAX;
    options.max_response_bytes = UINT64_MAX;
    options.task_capacity = UINT32_MAX;
    options.max_transfers = 1024;
    options.log_level = CONCH_LOG_DEBUG;
    expect_accepted(&options);
    options = good_options();
    options.connect_timeout_ms = options.destroy_timeout_ms = options.poll_interval_ms = 1;
    options.max_response_bytes = 1;
    options.task_capacity = 1;
    options.max_transfers = 1;
    expect_accepted(&options);
}

static void nothing_is_touched_without_a_place_for_the_client(void) {
    const conch_client_options options = good_options();
    conch_error *error = (conch_error *)1;
    CHECK_STATUS(conch_client_create(&options, NULL, &error), CONCH_E_ARGUMENT);
    CHECK(error == NULL);
    conch_client *client = (conch_client *)1;
    CHECK_STATUS(conch_client_create(NULL, &client, &error), CONCH_E_ARGUMENT);
    CHECK(client == NULL);
}

static void refuse_task(conch_client *client, const conch_task_options *options, const char *field, const char *words) {
    conch_task task = 7;
    conch_error *error = NULL;
    CHECK_STATUS(conch_call(client, CONCH_OP_ACCOUNTS_LIST, NULL, options, &task, &error), CONCH_E_ARGUMENT);
    CHECK_NUMBER(task, 0);
    CHECK_TEXT(conch_error_field(error, NULL), field);
    CHECK_CONTAINS(conch_error_message(error, NULL), field);
    CHECK_CONTAINS(conch_error_message(error, NULL), words);
    conch_error_destroy(error);
}

static void task_options_are_checked(void) {
    conch_client *const client = client_for("ok");
    const conch_task_options good = CONCH_TASK_OPTIONS_INIT;
    conch_task_options options = good;
    options.deliver = 3;
    refuse_task(client, &options, "deliver", "CONCH_DELIVER");
    options = good;
    options.deliver = CONCH_DELIVER_THREAD;
    refuse_task(client, &options, "callback", "CONCH_DELIVER_THREAD");
    options = good;
    options.flags = 1U << 30U;
    refuse_task(client, &options, "flags", "CONCH_TASK");
    options = good;
    options.directory = "/tmp/\xFF";
    refuse_task(client, &options, "directory", "UTF-8");
    options = good;
    options.file_name = "../up.mp4";
    refuse_task(client, &options, "file_name", "folder");
    options.file_name = "..";
    refuse_task(client, &options, "file_name", "folder");
    options.file_name = "\xFF.mp4";
    refuse_task(client, &options, "file_name", "UTF-8");
    char name[300];
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    options.file_name = name;
    refuse_task(client, &options, "file_name", "299");
    options = good;
    options.file_count = 1;
    refuse_task(client, &options, "files", "NULL");
    static const char *const files[] = {"a.png", NULL};
    options.files = files;
    options.file_count = 2;
    refuse_task(client, &options, "files", "entry 1");
    conch_client_destroy(client);
}

static void parameters_are_checked(void) {
    static const struct {
        const char *params;
        const char *field;
    } wrong[] = {
        {"", "params"},
        {"{", "params"},
        {"[]", ""},
        {"null", ""},
        {"\"text\"", ""},
        {"{\"prompt\":\"x\",}", "params"},
        {"{\"a\":\"\xFF\"}", "params"},
        {"{\"prompt\":1}", "prompt"},
        {"{\"prompt\":\"x\",\"model\":\"nope\"}", "model"},
        {"{\"prompt\":\"x\",\"surely_unknown\":1}", "surely_unknown"},
    };
    conch_client *const client = client_for("ok");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
        conch_task task = 7;
        conch_error *error = NULL;
        const conch_status status = conch_call(client, CONCH_OP_VIDEOS_CREATE, wrong[i].params, NULL, &task, &error);
        check_status(__FILE__, __LINE__, wrong[i].params, status, CONCH_E_INVALID);
        CHECK_NUMBER(task, 0);
        CHECK_TEXT(conch_error_field(error, NULL), wrong[i].field);
        CHECK(strlen(conch_error_message(error, NULL)) > 10);
        conch_error_destroy(error);
    }
    /* Deep and long parameters are refused or taken, but never dangerous. */
    static char deep[200001];
    memset(deep, '[', 100000);
    memset(deep + 100000, ']', 100000);
    conch_task task = 7;
    CHECK_STATUS(conch_call(client, CONCH_OP_VIDEOS_CREATE, deep, NULL, &task, NULL), CONCH_E_INVALID);
    conch_client_destroy(client);
}

static void unknown_operations_and_kinds_are_not_found(void) {
    static const int32_t numbers[] = {0, -1, 1, 99999, INT32_MAX, INT32_MIN};
    conch_client *const client = client_for("ok");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; ++i) {
        conch_task task = 7;
        conch_error *error = NULL;
        CHECK_STATUS(conch_call(client, numbers[i], NULL, NULL, &task, &error), CONCH_E_NOT_FOUND);
        CHECK_STATUS(conch_error_status(error), CONCH_E_NOT_FOUND);
        conch_error_destroy(error);
        if (numbers[i] == CONCH_JOB_VIDEO) continue;
        CHECK_STATUS(conch_generate(client, numbers[i], "{}", NULL, &task, &error), CONCH_E_NOT_FOUND);
        conch_error_destroy(error);
        CHECK_NUMBER(task, 0);
    }
    conch_client_destroy(client);
}

static void a_job_needs_a_place_for_its_files(void) {
    conch_client_options options = options_for("ok");
    options.download_directory = NULL;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    conch_task task = 7;
    conch_error *error = NULL;
    CHECK_STATUS(conch_generate(client, CONCH_JOB_VIDEO, "{\"prompt\":\"a shell\"}", NULL, &task, &error),
                 CONCH_E_ARGUMENT);
    CHECK_TEXT(conch_error_field(error, NULL), "directory");
    CHECK_CONTAINS(conch_error_message(error, NULL), "CONCH_TASK_NO_DOWNLOAD");
    conch_error_destroy(error);
    conch_client_destroy(client);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(base_url_is_checked),
        TEST(plain_http_is_for_this_machine_only),
        TEST(token_is_checked),
        TEST(emulator_url_is_checked),
        TEST(other_texts_are_checked),
        TEST(numbers_are_checked),
        TEST(extremes_are_accepted),
        TEST(nothing_is_touched_without_a_place_for_the_client),
        TEST(task_options_are_checked),
        TEST(parameters_are_checked),
        TEST(unknown_operations_and_kinds_are_not_found),
        TEST(a_job_needs_a_place_for_its_files),
    };
    return RUN_TESTS(tests);
}
