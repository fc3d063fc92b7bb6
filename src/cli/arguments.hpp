// The command line as values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/job_kinds.hpp"

namespace conch::cli {

// How to reach the service.
struct ServiceArguments {
    bool emulator = false;
    double emulator_speed = 20;
    std::optional<std::uint64_t> emulator_seed;
    std::string base_url;  // empty: the real service
    std::string token_file;
    std::string account;
    std::optional<std::string> state_directory;  // of the journal; empty: none is kept
    std::string proxy;
    std::string no_proxy;
    std::string ca_file;
    bool allow_plain_http = false;
    double connect_timeout = 0;  // seconds; 0: the library's default
    double send_timeout = 0;
    double first_byte_timeout = 0;
    double idle_timeout = 0;
    double total_timeout = 0;
    double poll_interval = 0;
};

// What to say, and how.
struct OutputArguments {
    bool json = false;
    bool quiet = false;
    int verbosity = 0;
};

// What every task can be told.
struct TaskArguments {
    std::string out;
    bool overwrite = false;
    bool allow_unknown = false;
    double deadline = 0;  // seconds; 0: the library's default
};

struct VersionCommand {};

struct CatalogCommand {
    std::string operation;  // empty: all of them
};

struct CallCommand {
    std::string operation;
    std::string params;  // JSON; "-" for standard input
    std::vector<std::string> files;
};

struct JobsCommand {
    enum class What { list, restore, forget };
    What what = What::list;
    std::vector<std::string> jobs;  // ids
    bool unfinished = false;
    bool ended = false;
    std::int64_t limit = 0;  // 0: all
};

struct GivenField {
    Field field;
    std::vector<std::string> values;
};

struct JobCommand {
    const JobKind* kind = nullptr;
    std::vector<GivenField> fields;
    std::vector<std::string> extra;  // NAME=TEXT or NAME:=JSON
    bool download = true;
    bool cancel_everywhere = false;
    bool dry_run = false;
};

struct Arguments {
    ServiceArguments service;
    OutputArguments output;
    TaskArguments task;
    std::variant<VersionCommand, CatalogCommand, CallCommand, JobCommand, JobsCommand> command;
};

// Either the arguments, or the exit code after help or a complaint was printed.
std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv);

}  // namespace conch::cli
