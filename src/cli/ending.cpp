#include "cli/ending.hpp"

#include "cli/text.hpp"

namespace conch::cli {

Ending ending_of(const conch_event* done) {
    Ending ending;
    ending.task = conch_event_task(done);
    ending.phase = conch_event_phase(done);
    ending.http_code = conch_event_http_code(done);
    ending.remote_id = text_of(conch_event_remote_id, done);
    ending.json = text_of(conch_event_json, done);
    for (std::size_t i = 0; i < conch_event_file_count(done); ++i) {
        std::size_t size = 0;
        const char* path = conch_event_file(done, i, &size);
        ending.files.emplace_back(path, size);
    }
    if (const conch_error* error = conch_event_error(done); error != nullptr) ending.failure = failure_from(*error);
    ending.failure.status = conch_event_status(done);
    if (!ending.ok() && ending.failure.message.empty()) {
        ending.failure.message = conch_status_message(ending.failure.status);
    }
    return ending;
}

Ending ending_of(Failure failure) {
    Ending ending;
    ending.failure = std::move(failure);
    return ending;
}

}  // namespace conch::cli
