// conch-emulator: the service on your own machine.
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "emulator/control/control.hpp"
#include "emulator/control/gateway.hpp"
#include "emulator/http/server.hpp"
#include "emulator/service/service.hpp"
#include "emulator/version.hpp"

namespace {

using namespace conch::emulator;

// A directory of our own that goes with the process.
class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        std::error_code failed;
        std::string name = (std::filesystem::temp_directory_path(failed) / "conch-emulator-XXXXXX").string();
        if (!failed && ::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// A thousand connections need more descriptors than the usual soft limit.
void raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

bool is_loopback(const std::string& address) {
    return address == "::1" || address.rfind("127.", 0) == 0;
}

std::string origin_of(const Settings& settings, std::uint16_t port) {
    const bool v6 = settings.bind.find(':') != std::string::npos;
    return "http://" + (v6 ? '[' + settings.bind + ']' : settings.bind) + ':' + std::to_string(port);
}

int complain(const std::string& why) {
    std::fprintf(stderr, "conch-emulator: %s\n", why.c_str());
    return 1;
}

int run(const Settings& settings, bool exit_with_parent) {
    raise_descriptor_limit();
    const TemporaryDirectory temporary;
    const std::filesystem::path& directory = settings.state.empty() ? temporary.path() : settings.state;
    if (directory.empty()) return complain("no directory for temporary files can be made");
    std::error_code failed;
    for (const char* part : {"media", "scratch"}) {
        std::filesystem::create_directories(directory / part, failed);
        if (failed) return complain("cannot make " + (directory / part).string() + ": " + failed.message());
    }

    Loop loop(settings.render_threads);
    World world(settings, loop, directory);
    if (!settings.state.empty()) {
        if (const auto opened = world.store.open(directory / "state.sqlite"); !opened) {
            return complain(opened.error().message);
        }
        // Bodies that were still coming when the emulator ended.
        for (const auto& entry : std::filesystem::directory_iterator(directory / "scratch", failed))
            std::filesystem::remove(entry.path(), failed);
    }
    Service service(world);
    Control control(world, service);
    Gateway gateway(world, service, control);
    ServerLimits limits;
    limits.scratch = world.scratch;
    Server server(loop, gateway.callbacks(), limits);
    const auto port = server.listen(settings.bind, settings.port);
    if (!port) return complain(port.error().message);
    const std::string origin = origin_of(settings, *port);
    world.studio.set_origin(origin);
    if (exit_with_parent) loop.stop_at_end_of_input();

    std::printf("conch-emulator listening on %s/v1/minimax\n", origin.c_str());
    std::fflush(stdout);
    loop.run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"The MiniMax/Hailuo service of useapi.net on your own machine, for trying and testing without cost.",
                 "conch-emulator"};
    app.set_version_flag("--version", kVersion);
    Settings settings;
    std::string token;
    bool public_bind = false;
    bool exit_with_parent = false;
    app.add_option("--port", settings.port, "Port to listen on; 0: any free one")->envname("CONCH_EMULATOR_PORT");
    app.add_option("--bind", settings.bind, "Address to listen on; loopback unless --public is given")
        ->capture_default_str()
        ->envname("CONCH_EMULATOR_BIND");
    app.add_flag("--public", public_bind, "Allow --bind to be reached from other machines");
    app.add_option("--speed", settings.speed, "How many times faster than real time the service's time runs")
        ->check(CLI::Range(0.001, 1e6))
        ->envname("CONCH_EMULATOR_SPEED");
    app.add_option("--seed", settings.seed, "Same seed, same ids and choices")->envname("CONCH_EMULATOR_SEED");
    app.add_option("--token", token,
                   "The only API token that is accepted; without it any that does not begin with \"invalid\"")
        ->envname("CONCH_EMULATOR_TOKEN");
    app.add_option("--state", settings.state,
                   "Directory that keeps accounts, jobs and media, also over a kill; without it they go at the end")
        ->envname("CONCH_EMULATOR_STATE");
    app.add_option("--accounts", settings.accounts, "How many accounts are configured at the start")
        ->check(CLI::Range(0, 1000))
        ->envname("CONCH_EMULATOR_ACCOUNTS");
    app.add_option("--render-threads", settings.render_threads, "How many media are made at once")
        ->check(CLI::Range(1U, 64U))
        ->envname("CONCH_EMULATOR_RENDER_THREADS");
    app.add_flag("--decommissioned-gone", settings.decommissioned_is_gone,
                 "Answer 410 to the operations that the documents call decommissioned")
        ->envname("CONCH_EMULATOR_DECOMMISSIONED_GONE");
    app.add_flag("--list-files", settings.list_files, "Let GET files list used pictures, as before it was retired")
        ->envname("CONCH_EMULATOR_LIST_FILES");
    app.add_flag("--webhooks-at-end-only", settings.webhooks_at_end_only,
                 "Call webhooks at the end of a job, not at each progress")
        ->envname("CONCH_EMULATOR_WEBHOOKS_AT_END_ONLY");
    app.add_flag("--exit-with-parent", exit_with_parent, "End when standard input ends");
    CLI11_PARSE(app, argc, argv);

    if (!token.empty()) settings.token = token;
    if (!is_loopback(settings.bind) && !public_bind) {
        return complain("--bind " + settings.bind +
                        " can be reached from other machines; say --public if that is meant");
    }
    try {
        return run(settings, exit_with_parent);
    } catch (const std::exception& failure) {
        return complain(failure.what());
    }
}
