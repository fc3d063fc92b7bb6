// The `conch` command.
#include <clocale>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <variant>

#include "cli/arguments.hpp"
#include "cli/call_command.hpp"
#include "cli/catalog_command.hpp"
#include "cli/exit_code.hpp"
#include "cli/job_command.hpp"
#include "cli/jobs_command.hpp"
#include "cli/json_text.hpp"
#include "cli/report.hpp"
#include "conch/version.h"

namespace conch::cli {

namespace {

int run_version(const OutputArguments& output) {
    if (output.json) {
        JsonObject object;
        object.add("conch", CONCH_CLI_VERSION);
        object.add("libconch", conch_version_string());
        std::printf("%s\n", object.str().c_str());
    } else {
        std::printf("conch %s, libconch %s\n", CONCH_CLI_VERSION, conch_version_string());
    }
    return 0;
}

// One JSON document instead of events: it is data, not a story.
int run_catalog_command(const Arguments& arguments, const CatalogCommand& command) {
    OutputArguments output = arguments.output;
    output.json = false;
    Report report(output, "catalog");
    Outcome outcome = run_catalog(command);
    if (arguments.output.json && outcome.ending.ok()) outcome.result = catalog_json();
    return report.ended(outcome.ending, outcome.result, outcome.advice);
}

int run_journal_command(const Arguments& arguments, const JobsCommand& command) {
    Report report(arguments.output, "jobs");
    const Outcome outcome = run_jobs(arguments, command, report);
    return report.ended(outcome.ending, outcome.result, outcome.advice);
}

int run_task(const Arguments& arguments) {
    const auto* call = std::get_if<CallCommand>(&arguments.command);
    const auto* job = std::get_if<JobCommand>(&arguments.command);
    Report report(arguments.output, call != nullptr ? call->operation : job->kind->name);
    const Outcome outcome = call != nullptr ? run_call(arguments, *call, report) : run_job(arguments, *job, report);
    return report.ended(outcome.ending, outcome.result, outcome.advice);
}

int run(int argc, const char* const* argv) {
    // How wide a character is on the terminal. Numbers stay as they are in the C locale.
    std::setlocale(LC_CTYPE, "");
    // A closed pipe is an error of one write, not the end of a job that was paid for.
    std::signal(SIGPIPE, SIG_IGN);
    const std::variant<Arguments, int> parsed = parse_arguments(argc, argv);
    if (const int* code = std::get_if<int>(&parsed)) return *code;
    const auto& arguments = std::get<Arguments>(parsed);
    if (std::holds_alternative<VersionCommand>(arguments.command)) return run_version(arguments.output);
    if (const auto* catalog = std::get_if<CatalogCommand>(&arguments.command)) {
        return run_catalog_command(arguments, *catalog);
    }
    if (const auto* jobs = std::get_if<JobsCommand>(&arguments.command)) return run_journal_command(arguments, *jobs);
    return run_task(arguments);
}

}  // namespace

}  // namespace conch::cli

int main(int argc, char** argv) {
    try {
        return conch::cli::run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "conch: %s\n", error.what());
        return conch::cli::exit_code(CONCH_E_INTERNAL);
    }
}
