#include "cli/call_command.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>

#include "cli/answer_file.hpp"
#include "cli/catalog_command.hpp"
#include "cli/follow.hpp"
#include "cli/interrupt.hpp"
#include "cli/session.hpp"
#include "conch/call.h"

namespace conch::cli {

namespace {

constexpr std::size_t kLongestInput = 64U << 20U;

Expected<std::string> read_standard_input() {
    std::string text;
    char block[65536];
    while (true) {
        const std::size_t size = std::fread(block, 1, sizeof block, stdin);
        if (size == 0) break;
        text.append(block, size);
        if (text.size() > kLongestInput) {
            return failure(CONCH_E_ARGUMENT, "standard input: more than 64 MiB of parameters");
        }
    }
    if (std::ferror(stdin) != 0) {
        return failure(CONCH_E_FILE, std::string("standard input: ") + std::strerror(errno));
    }
    if (text.find('\0') != std::string::npos) {
        return failure(CONCH_E_ARGUMENT, "standard input: a NUL byte, so it is no JSON");
    }
    return text;
}

Expected<conch_task> start(conch_client* client, std::int32_t operation, const std::string& params,
                           const Arguments& arguments, const CallCommand& call) {
    std::vector<const char*> files;
    files.reserve(call.files.size());
    for (const std::string& file : call.files)
        files.push_back(file.c_str());
    conch_task_options options = task_options(arguments.task);
    options.files = files.data();
    options.file_count = files.size();

    conch_task task = 0;
    conch_error* error = nullptr;
    const char* json = params.empty() ? nullptr : params.c_str();
    const conch_status status = conch_call(client, operation, json, &options, &task, &error);
    if (status != CONCH_OK) return tl::unexpected(take_failure(status, error));
    return task;
}

}  // namespace

Outcome run_call(const Arguments& arguments, const CallCommand& call, Report& report) {
    const std::int32_t operation = conch_operation_from_name(call.operation.c_str());
    if (operation == CONCH_OP_UNSET) {
        return outcome_of(unknown_operation(call.operation));
    }
    std::string params = call.params;
    if (params == "-") {
        Expected<std::string> input = read_standard_input();
        if (!input) return outcome_of(std::move(input.error()));
        params = std::move(*input);
    }

    // Whether the answer can be kept must be known before anything is sent: the call may cost credits.
    std::optional<AnswerFile> file;
    if (!arguments.task.out.empty()) {
        Expected<AnswerFile> opened = AnswerFile::open(arguments.task.out, arguments.task.overwrite);
        if (!opened) return outcome_of(std::move(opened.error()));
        file = std::move(*opened);
    }

    watch_interrupts();
    Expected<Client> client = open_client(arguments, report);
    if (!client) return outcome_of(std::move(client.error()));
    const Expected<conch_task> task = start(client->get(), operation, params, arguments, call);
    if (!task) return outcome_of(task.error());
    Outcome outcome{follow(client->get(), *task, CONCH_CANCEL_HERE, report), {}, {}};
    if (!outcome.ending.ok()) return outcome;

    const std::string& json = outcome.ending.json;
    const std::string text = json.empty() || json.back() == '\n' ? json : json + "\n";
    if (!file) {
        outcome.result = text;
        return outcome;
    }
    if (const Expected<void> kept = file->keep(text); !kept) {
        outcome.ending.failure = kept.error();
        outcome.advice = "The call itself succeeded; its answer was: " + json;
        return outcome;
    }
    outcome.ending.files.push_back(arguments.task.out);
    return outcome;
}

}  // namespace conch::cli
