/* Wrong input files are refused here, with the file's name and the reason, before anything was sent. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/check.h"
#include "support/service.h"

/* The head of a picture, which is all that anybody here looks at. */
static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0,
                                    0,    5,   0,   0,   0,    2,    0xD0, 8,    2, 0, 0, 0,  0,   0,   0,   0};
static const char jpeg[] = "\xFF\xD8\xFF\xE0 picture";

static const char *path_of(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", temp_folder(), name);
    return path;
}

static void write_file(const char *path, const void *bytes, size_t size) {
    FILE *const file = fopen(path, "wb");
    CHECK(file != NULL && fwrite(bytes, 1, size, file) == size);
    if (file != NULL) fclose(file);
}

/* An upload by call: files.upload with that one file. */
static const conch_event *upload(conch_client *client, const char *path) {
    const char *const files[] = {path};
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.files = files;
    options.file_count = 1;
    conch_task task = 0;
    if (!CHECK_STATUS(conch_call(client, CONCH_OP_FILES_UPLOAD, NULL, &options, &task, NULL), CONCH_OK)) return NULL;
    return take_done(client, task);
}

/* The same file as the first picture of a video. */
static const conch_event *animate(conch_client *client, const char *path) {
    char params[512];
    snprintf(params, sizeof params, "{\"prompt\":\"a shell\",\"fileID\":{\"path\":\"%s\"},\"model\":\"I2V-2.3\"}",
             path);
    conch_task task = 0;
    conch_error *error = NULL;
    if (!CHECK_STATUS(conch_generate(client, CONCH_JOB_VIDEO, params, NULL, &task, &error), CONCH_OK)) {
        printf("  %s\n", conch_error_message(error, NULL));
        conch_error_destroy(error);
        return NULL;
    }
    return take_done(client, task);
}

static void expect_refusal(const char *path, conch_status status, const char *words) {
    static const conch_event *(*const uses[])(conch_client *, const char *) = {upload, animate};
    conch_client *const client = client_for("ok");
    for (size_t i = 0; i < 2; ++i) {
        const conch_event *const done = uses[i](client, path);
        if (done == NULL) continue;
        const conch_error *const error = conch_event_error(done);
        check_status(__FILE__, __LINE__, i == 0 ? "upload" : "job", conch_event_status(done), status);
        CHECK_CONTAINS(conch_error_message(error, NULL), path);
        CHECK_CONTAINS(conch_error_message(error, NULL), words);
        CHECK(strlen(conch_error_field(error, NULL)) > 0);
        CHECK_NUMBER(conch_error_http_code(error), 0); /* nobody was asked */
        CHECK_NUMBER(conch_error_retriable(error), 0);
    }
    conch_client_destroy(client);
}

static void expect_taken(const char *path) {
    conch_client *const client = client_for("ok");
    const conch_event *done = upload(client, path);
    CHECK_STATUS(conch_event_status(done), CONCH_OK);
    CHECK_CONTAINS(conch_event_json(done, NULL), "user:1-minimax:2-file:3");
    done = animate(client, path);
    if (!CHECK_STATUS(conch_event_status(done), CONCH_OK)) printf("  %s\n", conch_event_message(done, NULL));
    CHECK_NUMBER(conch_event_file_count(done), 1);
    conch_client_destroy(client);
}

static void missing(void) {
    expect_refusal(path_of("no-such.png"), CONCH_E_FILE, "No such file");
    expect_refusal(path_of("no-such-folder/x.png"), CONCH_E_FILE, "No such file");
}

static void empty(void) {
    write_file(path_of("empty.png"), "", 0);
    expect_refusal(path_of("empty.png"), CONCH_E_FILE, "empty");
}

static void unreadable(void) {
    write_file(path_of("secret.png"), png, sizeof png);
    chmod(path_of("secret.png"), 0);
    if (access(path_of("secret.png"), R_OK) == 0) SKIP("root may read everything");
    expect_refusal(path_of("secret.png"), CONCH_E_FILE, "ermission");
}

static void no_regular_file(void) {
    expect_refusal(temp_folder(), CONCH_E_FILE, "regular");
    CHECK(mkfifo(path_of("pipe.png"), 0600) == 0);
    expect_refusal(path_of("pipe.png"), CONCH_E_FILE, "regular"); /* and nobody waited for a writer */
    expect_refusal("/dev/zero", CONCH_E_FILE, "regular");
}

static void no_picture(void) {
    static const char text[] = "just words, whatever the name says\n";
    write_file(path_of("text.png"), text, sizeof text);
    expect_refusal(path_of("text.png"), CONCH_E_FILE_TYPE, "image/png");
    static const char mp3[] = "ID3\x04 sound";
    write_file(path_of("sound.jpg"), mp3, sizeof mp3);
    expect_refusal(path_of("sound.jpg"), CONCH_E_FILE_TYPE, "audio/mpeg");
}

static void larger_than_the_service_takes(void) {
    write_file(path_of("large.png"), png, sizeof png);
    if (truncate(path_of("large.png"), 6LL << 30U) != 0) SKIP("no file of 6 GiB can be made here");
    expect_refusal(path_of("large.png"), CONCH_E_FILE_TOO_LARGE, "6442450944");
}

static void pictures_under_any_name(void) {
    write_file(path_of("picture.png"), png, sizeof png);
    expect_taken(path_of("picture.png"));
    write_file(path_of("without an ending"), jpeg, sizeof jpeg);
    expect_taken(path_of("without an ending"));
    write_file(path_of("\xF0\x9F\x90\x9A \xE6\xB5\xB7\xE8\x9E\xBA \xC3\xA4'$(x).png"), png, sizeof png);
    expect_taken(path_of("\xF0\x9F\x90\x9A \xE6\xB5\xB7\xE8\x9E\xBA \xC3\xA4'$(x).png"));
}

static void results_under_any_name(void) {
    char folder[256];
    strcpy(folder, path_of("\xF0\x9F\x90\x9A/new/folders"));
    conch_client *const client = client_for("ok");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.directory = folder;
    options.file_name = "\xE6\xB5\xB7\xE8\x9E\xBA.mp4";
    for (int i = 0; i < 2; ++i) {
        const conch_event *const done = take_done(client, start_video(client, &options));
        CHECK_STATUS(conch_event_status(done), CONCH_OK);
        size_t size = 0;
        const char *const path = conch_event_file(done, 0, &size);
        CHECK_NUMBER(size, strlen(path));
        CHECK_CONTAINS(path, folder);
        CHECK_CONTAINS(path, i == 0 ? "\xE6\xB5\xB7\xE8\x9E\xBA.mp4" : "\xE6\xB5\xB7\xE8\x9E\xBA (2).mp4");
        CHECK(access(path, R_OK) == 0);
    }
    options.flags = CONCH_TASK_OVERWRITE;
    const conch_event *const done = take_done(client, start_video(client, &options));
    CHECK_LACKS(conch_event_file(done, 0, NULL), "(3)");
    conch_client_destroy(client);
}

static void no_place_for_results(void) {
    write_file(path_of("in the way"), "x", 1);
    char folder[256];
    strcpy(folder, path_of("in the way/folder"));
    conch_client *const client = client_for("ok");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.directory = folder;
    const conch_event *const done = take_done(client, start_video(client, &options));
    CHECK_STATUS(conch_event_status(done), CONCH_E_DISK);
    CHECK_CONTAINS(conch_event_message(done, NULL), "in the way");
    conch_client_destroy(client);
}

int main(int argc, char **argv) {
    static const test_case tests[] = {
        TEST(missing),
        TEST(empty),
        TEST(unreadable),
        TEST(no_regular_file),
        TEST(no_picture),
        TEST(larger_than_the_service_takes),
        TEST(pictures_under_any_name),
        TEST(results_under_any_name),
        TEST(no_place_for_results),
    };
    return RUN_TESTS(tests);
}
