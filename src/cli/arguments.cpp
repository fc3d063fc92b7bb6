#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>

#include "cli/exit_code.hpp"
#include "cli/help_formatter.hpp"
#include "cli/text.hpp"

namespace conch::cli {

namespace {

constexpr double kLongestTimeout = 4'000'000;  // seconds; the library counts milliseconds in 32 bits

void add_service_options(CLI::App& app, ServiceArguments& service) {
    const std::string group = "Service";
    auto* emulator = app.add_flag("--emulator", service.emulator,
                                  "Use a private emulator of the service on this machine, only for this run: needs no "
                                  "account, no network, and costs nothing");
    app.add_option("--emulator-speed", service.emulator_speed, "How many times faster the emulator's clock runs")
        ->check(CLI::Range(0.001, 1e6))
        ->capture_default_str()
        ->type_name("NUMBER")
        ->needs(emulator)
        ->group(group);
    app.add_option("--emulator-seed", service.emulator_seed, "Same seed, same ids and pictures")
        ->type_name("NUMBER")
        ->needs(emulator)
        ->group(group);
    emulator->group(group);
    app.add_option("--base-url", service.base_url, "Where the service is; also by CONCH_BASE_URL")
        ->excludes(emulator)
        ->type_name("URL")
        ->group(group);
    app.add_option("--token-file", service.token_file,
                   "File that holds the API token; otherwise it is taken from CONCH_API_TOKEN")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--account", service.account, "Account to use where the parameters name none")
        ->type_name("ID")
        ->group(group);
    app.add_option("--state-directory", service.state_directory,
                   "Where the journal of jobs is; default: the user's state directory; '' for no journal")
        ->type_name("DIR")
        ->group(group);
    app.add_option("--proxy", service.proxy, "Proxy, e.g. http://proxy:3128 or socks5h://127.0.0.1:1080")
        ->type_name("URL")
        ->group(group);
    app.add_option("--no-proxy", service.no_proxy, "Hosts to reach without the proxy, comma-separated")
        ->type_name("HOSTS")
        ->group(group);
    app.add_option("--ca-file", service.ca_file, "Trusted authorities (PEM) instead of the system's")
        ->type_name("FILE")
        ->group(group);
    app.add_flag("--allow-plain-http", service.allow_plain_http,
                 "Accept an http:// address that is not this machine; the token then travels unprotected")
        ->group(group);
}

struct Timeout {
    const char* option;
    double ServiceArguments::*seconds;
    const char* help;
};

constexpr std::array kTimeouts{
    Timeout{"--connect-timeout", &ServiceArguments::connect_timeout, "Name lookup, TCP and TLS"},
    Timeout{"--send-timeout", &ServiceArguments::send_timeout, "Longest pause while sending"},
    Timeout{"--first-byte-timeout", &ServiceArguments::first_byte_timeout, "Longest wait for an answer to begin"},
    Timeout{"--idle-timeout", &ServiceArguments::idle_timeout, "Longest pause inside an answer"},
    Timeout{"--total-timeout", &ServiceArguments::total_timeout, "A whole request, file transfers excepted"},
    Timeout{"--poll-interval", &ServiceArguments::poll_interval,
            "Shortest pause between two looks at a job; default: 2"},
};

void add_timeouts(CLI::App& app, ServiceArguments& service) {
    for (const Timeout& timeout : kTimeouts) {
        app.add_option(timeout.option, service.*timeout.seconds, timeout.help)
            ->check(CLI::Range(0.001, kLongestTimeout))
            ->type_name("SECONDS")
            ->group("Timeouts");
    }
}

void add_output_options(CLI::App& app, OutputArguments& output) {
    const std::string group = "Output";
    app.add_flag("--json", output.json, "Print one JSON event a line on standard output, and nothing else there")
        ->group(group);
    auto* quiet = app.add_flag("-q,--quiet", output.quiet, "No progress and no remarks; errors are still told");
    app.add_flag("-v,--verbose", output.verbosity, "Tell the steps; twice: every request")
        ->excludes(quiet)
        ->group(group);
    quiet->group(group);
}

void add_out(CLI::App& command, TaskArguments& task, const std::string& help) {
    command.add_option("--out", task.out, help)->type_name("PATH");
    command.add_flag("--overwrite", task.overwrite, "Replace a file of the same name");
}

void add_limits(CLI::App& command, TaskArguments& task) {
    command.add_flag("--allow-unknown", task.allow_unknown,
                     "Let models, options and fields pass that this version does not know");
    command.add_option("--deadline", task.deadline, "Give up after so long; what runs at the service goes on")
        ->check(CLI::Range(0.001, 1e9))
        ->type_name("SECONDS");
}

void add_call(CLI::App& app, CallCommand& call, TaskArguments& task) {
    CLI::App* command = app.add_subcommand("call", "One operation of the service: one request, JSON in, JSON out");
    command->add_option("operation", call.operation, "Name, e.g. videos.list")->required()->type_name("OPERATION");
    command->add_option("json", call.params, "Parameters, e.g. '{\"limit\":5}'; - reads them from standard input")
        ->type_name("JSON");
    command->add_option("--file", call.files, "Local file to send; may be repeated")
        ->type_name("FILE")
        ->allow_extra_args(false);
    add_out(*command, task, "Write the answer into this file instead of standard output");
    add_limits(*command, task);
}

void add_field(CLI::App& command, const Field& field, std::vector<GivenField>& given) {
    if (field.type == FieldType::kFlag) {
        const std::string bare = field.option.substr(2);
        command.add_flag_function(
            "--" + bare + ",!--no-" + bare,
            [&given, field](std::int64_t count) {
                given.push_back({field, {count > 0 ? "true" : "false"}});
            },
            field.help);
        return;
    }
    const auto take = [&given, field](const std::vector<std::string>& values) { given.push_back({field, values}); };
    const char* type = field.type == FieldType::kFile     ? "FILE|ID"
                       : field.type == FieldType::kNumber ? "NUMBER"
                                                          : "TEXT";
    if (field.repeated) {
        command.add_option_function<std::vector<std::string>>(field.option, take, field.help + " May be repeated.")
            ->type_name(type)
            ->allow_extra_args(false);
    } else {
        command
            .add_option_function<std::string>(
                field.option, [take](const std::string& value) { take({value}); }, field.help)
            ->type_name(type);
    }
}

void add_job(CLI::App& app, const JobKind& kind, JobCommand& job, TaskArguments& task) {
    // Several kinds may share a noun.
    const std::vector<CLI::App*> nouns =
        app.get_subcommands([&kind](CLI::App* each) { return each->get_name() == kind.name; });
    CLI::App* noun = nouns.empty() ? app.add_subcommand(kind.name, kind.help) : nouns.front();
    noun->require_subcommand(1);
    CLI::App* command =
        noun->add_subcommand(kind.verb, kind.makes_files ? "Make it, wait for it, and download what comes out"
                                                         : "Send it, and print the answer while it is written");
    for (const Field& field : fields_of(kind))
        add_field(*command, field, job.fields);
    command->add_option("--param", job.extra, "Any other parameter of the service: NAME=TEXT, or NAME:=JSON")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    add_limits(*command, task);
    if (kind.makes_files) {
        add_out(*command, task,
                kind.chunks == Chunks::kSound
                    ? "File or directory for the result; - plays it to standard output; default: the current directory"
                    : "File or directory for the result; default: the current directory");
        command->add_flag("!--no-download", job.download,
                          "Print the finished item's JSON instead of fetching its files");
    }
    command->add_flag("--dry-run", job.dry_run, "Check the parameters and tell the price; send nothing");
    command->add_flag("--cancel-everywhere", job.cancel_everywhere,
                      "On Ctrl-C also ask the service to stop; credits may be spent all the same");
    command->parse_complete_callback([&job, &kind] { job.kind = &kind; });
}

void add_jobs(CLI::App& app, std::optional<JobsCommand>& given, JobsCommand& jobs, TaskArguments& task) {
    using What = JobsCommand::What;
    CLI::App* noun = app.add_subcommand("jobs", "The journal: jobs that were made, and those to go on with");
    noun->require_subcommand(1);
    const auto finish = [&given, &jobs](CLI::App* command, What what) {
        command->parse_complete_callback([&given, &jobs, what] {
            jobs.what = what;
            given = jobs;
        });
    };
    CLI::App* list = noun->add_subcommand("list", "What was asked for and what became of it, newest first");
    auto* unfinished = list->add_flag("--unfinished", jobs.unfinished, "Only those that have not ended");
    list->add_flag("--ended", jobs.ended, "Only those that have")->excludes(unfinished);
    list->add_option("--limit", jobs.limit, "At most so many")->check(CLI::Range(1, 1'000'000))->type_name("NUMBER");
    finish(list, What::list);

    CLI::App* restore = noun->add_subcommand(
        "restore", "Go on with unfinished jobs of programs that have ended, until their files are here");
    restore->add_option("job", jobs.jobs, "Only these, also when they were cancelled")->type_name("JOB");
    restore->add_option("--deadline", task.deadline, "Give up after so long; what runs at the service goes on")
        ->check(CLI::Range(0.001, 1e9))
        ->type_name("SECONDS");
    finish(restore, What::restore);

    CLI::App* forget =
        noun->add_subcommand("forget", "Take jobs out of the journal; files and the service are left alone");
    forget->add_option("job", jobs.jobs, "Their ids, as list shows them")->required()->type_name("JOB");
    finish(forget, What::forget);
}

// The parser gives `--name=` the next word as its value; with an empty shell variable that would be another option.
std::vector<std::string> words(int argc, const char* const* argv) {
    std::vector<std::string> all;
    for (int i = 1; i < argc; ++i) {
        std::string word = argv[i];
        const std::size_t equals = word.find('=');
        if (word.starts_with("--") && equals == word.size() - 1) {
            all.push_back(word.substr(0, equals));
            all.emplace_back();
        } else {
            all.push_back(std::move(word));
        }
    }
    return all;
}

// The parser's own sentence for a missing or misspelt command names neither the word nor the choice.
std::string explain(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App* command = &app;
    while (!command->get_subcommands().empty())
        command = command->get_subcommands().front();
    const std::vector<const CLI::App*> choices = command->get_subcommands(nullptr);
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::RequiredError) || choices.empty())
        return error.what();

    const std::vector<std::string> unknown = app.remaining(true);
    std::string text = unknown.empty() ? "a command is missing" : "\"" + unknown.front() + "\" is no command";
    const char* separator = "; there are: ";
    for (const CLI::App* choice : choices) {
        text += separator + choice->get_name();
        separator = ", ";
    }
    return text;
}

int complain(const std::string& what) {
    std::cerr << "conch: " << printable(what) << "\nRun with --help for more information.\n";
    return exit_code(CONCH_E_ARGUMENT);
}

}  // namespace

std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv) {
    std::vector<std::string> arguments = words(argc, argv);
    const auto bad = std::find_if_not(arguments.begin(), arguments.end(), is_utf8);
    if (bad != arguments.end()) {
        return complain("argument " + std::to_string(bad - arguments.begin() + 1) + " is not UTF-8 text");
    }

    ServiceArguments service;
    OutputArguments output;
    TaskArguments task;
    CallCommand call;
    CatalogCommand catalog;
    JobCommand job;
    if (const char* url = std::getenv("CONCH_BASE_URL"); url != nullptr) service.base_url = url;

    CLI::App app("Makes videos with MiniMax/Hailuo, and calls every other operation of the service.", "conch");
    app.require_subcommand(1);
    app.fallthrough();  // options of the program may also follow the command
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_version_flag("--version", CONCH_CLI_VERSION)->group("Output");
    CLI::App* version = app.add_subcommand("version", "Print the versions of this program and of libconch");
    CLI::App* catalog_app =
        app.add_subcommand("catalog", "What the service can do, and the parameters of each operation");
    catalog_app->add_option("operation", catalog.operation, "Only this one, e.g. videos.create")
        ->type_name("OPERATION");
    add_call(app, call, task);
    for (const JobKind& kind : job_kinds())
        add_job(app, kind, job, task);
    std::optional<JobsCommand> jobs_given;
    JobsCommand jobs;
    add_jobs(app, jobs_given, jobs, task);
    add_output_options(app, output);
    add_service_options(app, service);
    add_timeouts(app, service);

    std::reverse(arguments.begin(), arguments.end());
    try {
        app.parse(arguments);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);
        return complain(explain(app, error));
    }

    Arguments result{service, output, task, VersionCommand{}};
    if (job.kind != nullptr) {
        result.command = std::move(job);
    } else if (jobs_given) {
        result.command = std::move(*jobs_given);
    } else if (catalog_app->parsed()) {
        result.command = std::move(catalog);
    } else if (!version->parsed()) {
        result.command = std::move(call);
    }
    return result;
}

}  // namespace conch::cli
