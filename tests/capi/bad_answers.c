/* Whatever a server answers, the host gets a status that fits, a sentence that helps, and its process back. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "support/check.h"
#include "support/service.h"

typedef struct expected {
    const char *script;
    conch_status status;
    int32_t http_code;
    int64_t service_code;
    int32_t retriable;
    int64_t retry_after_ms;
    const char *words;
} expected;

/* One call against the script, and everything that is to be known about its failure. */
static void expect_failure(const expected *wanted) {
    conch_client *const client = client_for(wanted->script);
    const conch_event *const event = take_done(client, start_call(client, NULL));
    REQUIRE(event != NULL);
    const conch_error *const error = conch_event_error(event);
    size_t size = 0;
    const char *const message = conch_error_message(error, &size);
    const char *const name = wanted->script;
    check_status(__FILE__, __LINE__, name, conch_event_status(event), wanted->status);
    check_status(__FILE__, __LINE__, name, conch_error_status(error), wanted->status);
    check_number(__FILE__, __LINE__, name, conch_error_http_code(error), wanted->http_code);
    check_number(__FILE__, __LINE__, name, conch_event_http_code(event), wanted->http_code);
    check_number(__FILE__, __LINE__, name, conch_error_service_code(error), wanted->service_code);
    check_number(__FILE__, __LINE__, name, conch_error_retriable(error), wanted->retriable);
    check_number(__FILE__, __LINE__, name, conch_error_retry_after_ms(error), wanted->retry_after_ms);
    check_contains(__FILE__, __LINE__, name, message, wanted->words);
    check_lacks(__FILE__, __LINE__, name, message, TEST_TOKEN);
    check_text(__FILE__, __LINE__, name, conch_event_message(event, NULL), message);
    CHECK(size == strlen(message));
    conch_client_destroy(client);
}

#define EXPECT_ALL(table)                                           \
    for (size_t i = 0; i < sizeof(table) / sizeof((table)[0]); ++i) \
    expect_failure(&(table)[i])

static void codes_of_the_service_are_told_apart(void) {
    static const expected table[] = {
        {"code-400", CONCH_E_BAD_REQUEST, 400, 4000, 0, -1, "words of the service for 400"},
        {"code-401", CONCH_E_UNAUTHORIZED, 401, 4010, 0, -1, "words of the service for 401"},
        {"code-404", CONCH_E_REMOTE_NOT_FOUND, 404, 4040, 0, -1, "words of the service for 404"},
        {"code-410", CONCH_E_GONE, 410, 4100, 0, -1, "words of the service for 410"},
        {"code-412", CONCH_E_INSUFFICIENT_CREDITS, 412, 4120, 0, -1, "words of the service for 412"},
        {"code-422", CONCH_E_REJECTED, 422, 4220, 0, -1, "words of the service for 422"},
        {"code-429", CONCH_E_RATE_LIMITED, 429, 4290, 1, 10000, "words of the service for 429"},
        {"code-429-running", CONCH_E_ACCOUNT_BUSY, 429, 0, 1, 10000, "Account is busy"},
        {"code-429-retry-after", CONCH_E_RATE_LIMITED, 429, 0, 1, 7000, "slow down"},
        {"code-429-retry-after-nonsense", CONCH_E_RATE_LIMITED, 429, 0, 1, 10000, "slow down"},
        {"code-500", CONCH_E_SERVICE, 500, 5000, 1, -1, "words of the service for 500"},
        {"code-502", CONCH_E_SERVICE, 502, 5020, 1, -1, "words of the service for 502"},
        {"code-503", CONCH_E_SERVICE, 503, 5030, 1, -1, "words of the service for 503"},
        {"code-504", CONCH_E_SERVICE, 504, 5040, 1, -1, "words of the service for 504"},
        {"code-596", CONCH_E_ACCOUNT_ON_HOLD, 596, 5960, 1, 3600000, "words of the service for 596"},
        {"code-418", CONCH_E_UNEXPECTED, 418, 4180, 0, -1, "418"},
        {"code-304", CONCH_E_UNEXPECTED, 304, 0, 0, -1, "304"},
        {"error-object", CONCH_E_SERVICE, 500, 0, 1, -1, "Agent connection error"},
        {"no-words", CONCH_E_SERVICE, 500, 0, 1, -1, "without an explanation"},
        {"html-502", CONCH_E_SERVICE, 502, 0, 1, -1, "502"},
        {"bad-utf8-error", CONCH_E_BAD_REQUEST, 400, 0, 0, -1, "400"},
    };
    EXPECT_ALL(table);
}

static void answers_that_are_none_are_recognised(void) {
    static const expected table[] = {
        {"html", CONCH_E_RESPONSE, 200, 0, 0, -1, "not JSON"},
        {"half-json", CONCH_E_RESPONSE, 200, 0, 0, -1, "not JSON"},
        {"bad-utf8", CONCH_E_RESPONSE, 200, 0, 0, -1, "UTF-8"},
        {"lone-surrogate", CONCH_E_RESPONSE, 200, 0, 0, -1, "surrogate"},
        {"deep-json", CONCH_E_RESPONSE, 200, 0, 0, -1, "too deep"},
        {"deep-objects", CONCH_E_RESPONSE, 200, 0, 0, -1, "too deep"},
        {"not-http", CONCH_E_RESPONSE, 0, 0, 0, -1, "HTTP"},
    };
    EXPECT_ALL(table);
}

static void broken_connections_are_recognised(void) {
    static const expected table[] = {
        {"cut", CONCH_E_NETWORK, 200, 0, 1, -1, "cut short"},
        {"close", CONCH_E_NETWORK, 0, 0, 1, -1, "without an answer"},
        {"reset", CONCH_E_NETWORK, 0, 0, 1, -1, "127.0.0.1"},
    };
    EXPECT_ALL(table);
}

static int64_t peak_memory_kib(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void huge_answers_are_not_taken_in(void) {
    static const expected table[] = {
        {"huge-json", CONCH_E_RESPONSE, 200, 0, 0, -1, "1073741824 bytes"},
        {"endless-json", CONCH_E_RESPONSE, 200, 0, 0, -1, "67108864"},
    };
    const int64_t before = peak_memory_kib();
    expect_failure(&table[0]);
    CHECK(peak_memory_kib() - before < 8 * 1024); /* refused by its announced size */
    expect_failure(&table[1]);

    conch_client_options options = options_for("endless-json");
    options.max_response_bytes = 10000;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    const conch_event *const done = take_done(client, start_call(client, NULL));
    CHECK_STATUS(conch_event_status(done), CONCH_E_RESPONSE);
    CHECK_CONTAINS(conch_event_message(done, NULL), "10000");
    conch_client_destroy(client);
}

/* A job looks into the body of a 429 for its own mark, so that body is dangerous ground as well. */
static void deep_errors_are_survived_by_jobs(void) {
    conch_client *const client = client_for("deep-error");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.deadline_ms = 200;
    const conch_event *const done = take_done(client, start_video(client, &options));
    CHECK(conch_event_status(done) != CONCH_OK);
    conch_client_destroy(client);
}

static void a_nul_in_the_services_words_cuts_nothing(void) {
    conch_client *const client = client_for("nul-in-error");
    const conch_event *const done = take_done(client, start_call(client, NULL));
    REQUIRE(done != NULL);
    size_t size = 0;
    const char *const message = conch_event_message(done, &size);
    CHECK_CONTAINS(message, "before");
    CHECK(size >= strlen(message));
    CHECK(message[size] == '\0');
    CHECK(memcmp(message + size - 5, "after", 5) == 0);
    conch_client_destroy(client);
}

static void bad_utf8_never_reaches_the_host(void) {
    conch_client *const client = client_for("bad-utf8-error");
    const conch_event *const done = take_done(client, start_call(client, NULL));
    CHECK_LACKS(conch_error_message(conch_event_error(done), NULL), "\xFF");
    CHECK_LACKS(conch_error_body(conch_event_error(done), NULL), "\xFF");
    conch_client_destroy(client);
}

static void a_redirect_is_not_followed_and_gets_no_credentials(void) {
    const expected wanted = {"redirect", CONCH_E_REDIRECT, 302, 0, 0, -1, "localhost"};
    expect_failure(&wanted);
    conch_client *const client = client_for("redirect");
    const conch_event *done = take_done(client, start_video(client, NULL));
    CHECK_STATUS(conch_event_status(done), CONCH_E_REDIRECT);
    conch_client_destroy(client);
    conch_client *const witness = client_for("seen");
    done = take_done(witness, start_call(witness, NULL));
    CHECK_TEXT(conch_event_json(done, NULL), "{\"requests\":0,\"with_credentials\":0}");
    conch_client_destroy(witness);
}

/* A create that the upstream lost sight of may have been accepted: trying again could be paid twice. */
static void a_lost_create_is_not_retriable(void) {
    static const char *const scripts[] = {"code-502", "code-504", "close", "cut", "reset"};
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; ++i) {
        conch_client *const client = client_for(scripts[i]);
        conch_task task = 0;
        REQUIRE_OK(
            conch_call(client, CONCH_OP_VIDEOS_CREATE, "{\"prompt\":\"a shell on the beach\"}", NULL, &task, NULL));
        const conch_event *const done = take_done(client, task);
        CHECK(conch_event_status(done) != CONCH_OK);
        check_number(__FILE__, __LINE__, scripts[i], conch_error_retriable(conch_event_error(done)), 0);
        conch_client_destroy(client);
    }
}

static void silence_ends_with_the_phase_that_ran_out(void) {
    conch_client_options options = options_for("nothing");
    options.first_byte_timeout_ms = 50;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    const conch_event *done = take_done(client, start_call(client, NULL));
    CHECK_STATUS(conch_event_status(done), CONCH_E_NETWORK_TIMEOUT);
    CHECK_CONTAINS(conch_event_message(done, NULL), "waiting for the answer");
    CHECK_CONTAINS(conch_event_message(done, NULL), "50 ms");
    CHECK_NUMBER(conch_error_retriable(conch_event_error(done)), 1);
    conch_client_destroy(client);

    options = options_for("drip");
    options.idle_timeout_ms = 50;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    done = take_done(client, start_call(client, NULL));
    CHECK_STATUS(conch_event_status(done), CONCH_E_NETWORK_TIMEOUT);
    CHECK_CONTAINS(conch_event_message(done, NULL), "reading the answer");
    conch_client_destroy(client);

    options = options_for("nothing");
    options.total_timeout_ms = 50;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    done = take_done(client, start_call(client, NULL));
    CHECK_STATUS(conch_event_status(done), CONCH_E_NETWORK_TIMEOUT);
    CHECK_CONTAINS(conch_event_message(done, NULL), "in all");
    conch_client_destroy(client);
}

static void expect_no_way_there(const char *base_url, conch_status status, const char *words) {
    conch_client_options options = options_for("ok");
    options.base_url = base_url;
    conch_client *client = NULL;
    REQUIRE_OK(conch_client_create(&options, &client, NULL));
    const conch_event *const done = take_done(client, start_call(client, NULL));
    CHECK_STATUS(conch_event_status(done), status);
    CHECK_CONTAINS(conch_event_message(done, NULL), words);
    CHECK_NUMBER(conch_event_http_code(done), 0);
    conch_client_destroy(client);
}

static void places_that_cannot_be_reached_are_named(void) {
    expect_no_way_there("http://127.0.0.1:1/v1", CONCH_E_CONNECT, "127.0.0.1:1");
    expect_no_way_there("https://no-such-host.invalid/v1", CONCH_E_RESOLVE, "no-such-host.invalid");
    char url[128];
    snprintf(url, sizeof url, "https%s", service_url("ok") + strlen("http"));
    expect_no_way_there(url, CONCH_E_TLS, "secure");
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(codes_of_the_service_are_told_apart),     TEST(answers_that_are_none_are_recognised),
        TEST(broken_connections_are_recognised),       TEST(huge_answers_are_not_taken_in),
        TEST(deep_errors_are_survived_by_jobs),        TEST(a_nul_in_the_services_words_cuts_nothing),
        TEST(bad_utf8_never_reaches_the_host),         TEST(a_redirect_is_not_followed_and_gets_no_credentials),
        TEST(a_lost_create_is_not_retriable),          TEST(silence_ends_with_the_phase_that_ran_out),
        TEST(places_that_cannot_be_reached_are_named),
    };
    return RUN_TESTS(tests);
}
