// A C++ host whose callback throws: the exception reaches the host through dispatch, and no event is lost.
#include <stdexcept>

extern "C" {
#include "support/check.h"
#include "support/service.h"
}

namespace {

int delivered;
int releases;

int32_t CONCH_CALL throw_once_in_two(const conch_event *event, void *) {
    if (conch_event_type(event) != CONCH_EVENT_DONE) return 0;
    ++delivered;
    if (delivered % 2 == 1) throw std::runtime_error("the host has a bad day");
    return 0;
}

void count_release(void *) {
    ++releases;
}

void an_exception_passes_and_loses_nothing() {
    conch_client *const client = client_for("ok");
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.callback = throw_once_in_two;
    options.user_data_release = count_release;
    for (int i = 0; i < 6; ++i)
        CHECK_STATUS(conch_task_wait(client, start_call(client, &options), 20000, nullptr), CONCH_OK);
    int caught = 0;
    for (int i = 0; i < 20; ++i) {
        try {
            if (conch_client_dispatch(client, 0, 0, nullptr) == CONCH_NO_EVENT) break;
        } catch (const std::runtime_error &) {
            ++caught;
        }
    }
    CHECK_NUMBER(caught, 3);
    CHECK_NUMBER(delivered, 6);
    CHECK_NUMBER(releases, 6);
    CHECK(take_done(client, start_call(client, nullptr)) != nullptr);
    conch_client_destroy(client);
    CHECK_NUMBER(conch_debug_thread_count(), 0);
}

}  // namespace

int main(int argc, char **argv) {
    static const test_case tests[] = {TEST(an_exception_passes_and_loses_nothing)};
    return RUN_TESTS(tests);
}
