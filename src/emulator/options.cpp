#include "emulator/options.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <type_traits>

#include "emulator/http/asio.hpp"
#include "emulator/version.hpp"

namespace conch::emulator {

namespace {

constexpr int kWrongUse = 2;

constexpr const char* kAbout =
    "The video, image, speech, music and chat service of useapi.net (API v1 for MiniMax/Hailuo) on your own machine:\n"
    "all of its operations with real media files, for trying and testing without account, network or cost.";

constexpr const char* kMore =
    "Every option can also be given by the environment variable that is named with it; the command line wins.\n"
    "\n"
    "The first line of output says where the service is:\n"
    "  conch-emulator listening on http://127.0.0.1:8899/v1/minimax\n"
    "\n"
    "Examples:\n"
    "  conch-emulator --port 8899              always at the same address\n"
    "  conch-emulator --port 8899 --speed 60   a video that takes two minutes is there after two seconds\n"
    "  curl -H 'Authorization: Bearer any' -d prompt='a boat' http://127.0.0.1:8899/v1/minimax/videos/create\n"
    "  xdg-open http://127.0.0.1:8899/_conch/  the console: accounts, jobs, requests, clock, faults\n"
    "\n"
    "It ends with Ctrl-C.";

// A number within bounds; CLI11's own check says less about what is wrong.
template <typename Number>
CLI::Validator between(Number least, Number most) {
    const auto text_of = [](Number number) {
        std::array<char, 32> text{};
        return std::string(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
    };
    const std::string rule = std::string("has to be a ") + (std::is_integral_v<Number> ? "whole " : "") +
                             "number from " + text_of(least) + " to " + text_of(most);
    CLI::Validator validator(
        [=](const std::string& given) -> std::string {
            Number number{};
            const char* end = given.data() + given.size();
            const auto [stop, failed] = std::from_chars(given.data(), end, number);
            if (failed == std::errc() && stop == end && number >= least && number <= most) return {};
            return rule + "; given: " + given;
        },
        "", "between");
    return validator;
}

// CONCH_EMULATOR_RENDER_THREADS for --render-threads.
std::string environment_name(const CLI::Option& option) {
    std::string name = "CONCH_EMULATOR_";
    for (const char c : option.get_lnames().front())
        name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

bool on_command_line(const CLI::Option& option, int argc, const char* const* argv) {
    const std::string name = "--" + option.get_lnames().front();
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == name || word.substr(0, name.size() + 1) == name + '=') return true;
    }
    return false;
}

// Which variable a wrong value came from; who did not type it would look for it in vain.
std::string blame(const CLI::App& app, std::string_view complaint, int argc, const char* const* argv) {
    for (const CLI::Option* option : app.get_options()) {
        const std::string variable = option->get_envname();
        if (variable.empty() || complaint.find(option->get_name()) == std::string_view::npos) continue;
        if (std::getenv(variable.c_str()) == nullptr || on_command_line(*option, argc, argv)) continue;
        return " (from the environment variable " + variable + ")";
    }
    return {};
}

Exit complain(const std::string& why) {
    std::fprintf(stderr, "conch-emulator: %s\nconch-emulator --help tells what there is.\n", why.c_str());
    return {kWrongUse};
}

}  // namespace

std::variant<Options, Exit> read_options(int argc, const char* const* argv) {
    Options options;
    Settings& settings = options.settings;
    std::string token;
    bool is_public = false;
    double header_timeout = 30;

    CLI::App app(kAbout, "conch-emulator");
    app.footer(kMore);
    app.set_help_flag("-h,--help", "Print this and exit");
    app.set_version_flag("--version", kVersion, "Print the version and exit");

    const std::string where = "Where it listens";
    app.add_option("--port", settings.port, "0: any free one")
        ->check(between<std::uint16_t>(0, UINT16_MAX))
        ->type_name("NUMBER")
        ->group(where);
    app.add_option("--bind", settings.bind, "Address to listen on; one that other machines can reach needs --public")
        ->type_name("ADDRESS")
        ->group(where);
    app.add_flag(
           "--public", is_public,
           "Allow other machines to connect. There is no encryption, and whoever can connect can change everything")
        ->group(where);
    app.add_option("--url", options.url,
                   "What links to media begin with when clients reach this program by another address")
        ->type_name("http://HOST:PORT")
        ->group(where);

    const std::string service = "What the service is like";
    app.add_option("--accounts", settings.accounts, "How many accounts are configured at the start, 0 to 1000")
        ->check(between(0, 1000))
        ->type_name("NUMBER")
        ->group(service);
    app.add_option("--token", token,
                   "The only API token that is accepted; without it any that does not begin with \"invalid\"")
        ->type_name("TEXT")
        ->group(service);
    app.add_option("--speed", settings.speed, "How many times faster than real time the service's time runs")
        ->check(between(0.001, 1e6))
        ->type_name("FACTOR")
        ->group(service);
    app.add_option("--seed", settings.seed, "The same seed gives the same ids, choices and media")
        ->check(between<std::uint64_t>(0, UINT64_MAX))
        ->type_name("NUMBER")
        ->group(service);

    app.add_flag("--decommissioned-gone", settings.decommissioned_is_gone,
                 "Answer 410 to the operations that the documents call decommissioned")
        ->group(service);
    app.add_flag("--list-files", settings.list_files, "Let GET files list used pictures, as before it was retired")
        ->group(service);
    app.add_flag("--webhooks-at-end-only", settings.webhooks_at_end_only,
                 "Call webhooks at the end of a job only, not at each progress")
        ->group(service);

    const std::string program = "How the program runs";
    app.add_option("--render-threads", settings.render_threads, "How many media are made at once, 1 to 64")
        ->check(between(1U, 64U))
        ->type_name("NUMBER")
        ->group(program);
    app.add_option("--header-timeout", header_timeout,
                   "How long the head of a request may take, and how long an idle connection is kept")
        ->check(between(0.1, 3600.0))
        ->type_name("SECONDS")
        ->group(program);
    app.add_option("--state", settings.state,
                   "Keeps accounts, jobs and media here, also over a kill; without it they go at the end")
        ->type_name("DIRECTORY")
        ->group(program);
    app.add_flag("--exit-with-parent", options.exit_with_parent, "End when standard input ends")->group(program);

    for (CLI::Option* option : app.get_options()) {
        const bool is_question = option->get_lnames().front() == "help" || option->get_lnames().front() == "version";
        if (is_question) continue;
        option->envname(environment_name(*option));
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        if (option->get_type_size() != 0 && option->get_lnames().front() != "token") option->capture_default_str();
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return Exit{app.exit(asked)};
    } catch (const CLI::ParseError& wrong) {
        return complain(wrong.what() + blame(app, wrong.what(), argc, argv));
    }

    if (!token.empty()) settings.token = token;
    options.header_timeout = std::chrono::milliseconds(static_cast<std::int64_t>(header_timeout * 1000));
    if (settings.bind == "localhost") settings.bind = "127.0.0.1";
    error_code failed;
    const auto address = net::ip::make_address(settings.bind, failed);
    if (failed) return complain("--bind " + settings.bind + " is not an IP address");
    if (!address.is_loopback() && !is_public) {
        return complain("--bind " + settings.bind +
                        " can be reached from other machines; say --public as well if that is meant");
    }
    if (!options.url.empty() && options.url.rfind("http://", 0) != 0 && options.url.rfind("https://", 0) != 0) {
        return complain("--url " + options.url + " does not begin with http:// or https://");
    }
    while (!options.url.empty() && options.url.back() == '/')
        options.url.pop_back();
    return options;
}

}  // namespace conch::emulator
