// How tasks begin, what they ended with, and what they said before.
#pragma once

#include <string>
#include <vector>

#include "conch/conch.h"

namespace conch::test {

// Fails the test, and gives 0, when it is refused at once.
conch_task begin_job(conch_client* client, std::int32_t kind, const std::string& params,
                     const conch_task_options& options);
conch_task begin_job(conch_client* client, std::int32_t kind, const std::string& params, std::uint32_t flags = 0);

struct Ending {
    conch_status status = CONCH_OK;
    int http_code = 0;
    std::string json;
    std::string message;
    std::string remote_id;
    std::string field;  // of the error
    std::string body;   // of the error
    std::vector<std::string> files;
    std::vector<std::string> chunks;
    std::vector<std::string> chunk_json;
    std::vector<std::int32_t> phases;
    std::vector<std::int64_t> remaining_ms;
};

// Takes the client's events until that task has ended; events of other tasks are lost.
Ending take_ending(conch_client* client, conch_task task);

// Of a task that was refused at once.
Ending refused(conch_status status, conch_error* error);

}  // namespace conch::test
