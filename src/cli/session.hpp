// From arguments to a client of the library.
#pragma once

#include <memory>

#include "cli/arguments.hpp"
#include "cli/report.hpp"
#include "conch/client.h"
#include "conch/task.h"

namespace conch::cli {

struct ClientDeleter {
    void operator()(conch_client* client) const { conch_client_destroy(client); }
};
using Client = std::unique_ptr<conch_client, ClientDeleter>;

// Whether the client will talk to the service, or only read what is on this machine.
enum class Token { needed, unused };

Expected<Client> open_client(const Arguments& arguments, Report& report, Token token = Token::needed);

// What --deadline, --overwrite and --allow-unknown ask for.
conch_task_options task_options(const TaskArguments& arguments);

}  // namespace conch::cli
