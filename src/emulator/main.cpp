// conch-emulator: the service on your own machine.
#include <signal.h>  // NOLINT(modernize-deprecated-headers): SIGPIPE is POSIX
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>

#include "emulator/control/control.hpp"
#include "emulator/control/gateway.hpp"
#include "emulator/http/server.hpp"
#include "emulator/options.hpp"
#include "emulator/service/service.hpp"
#include "emulator/temporary_directory.hpp"

namespace {

using namespace conch::emulator;  // NOLINT(google-build-using-namespace): this is the program of that namespace

// Whoever started us waits a little longer than this before killing us.
constexpr std::chrono::milliseconds kPatienceWithWorkers{1000};

// A thousand connections need more descriptors than the usual soft limit.
void raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::string origin_of(const Settings& settings, std::uint16_t port) {
    const bool v6 = settings.bind.find(':') != std::string::npos;
    return "http://" + (v6 ? '[' + settings.bind + ']' : settings.bind) + ':' + std::to_string(port);
}

int complain(const std::string& why) {
    std::fprintf(stderr, "conch-emulator: %s\n", why.c_str());
    return 1;
}

int run(const Options& options) {
    raise_descriptor_limit();
    const std::filesystem::path& state = options.settings.state;
    auto temporary = state.empty() ? std::make_unique<TemporaryDirectory>() : nullptr;
    const std::filesystem::path directory = temporary ? temporary->path() : state;
    if (directory.empty()) return complain("no directory for temporary files can be made");
    std::error_code failed;
    for (const char* part : {"media", "scratch"}) {
        std::filesystem::create_directories(directory / part, failed);
        if (failed) return complain("cannot make " + (directory / part).string() + ": " + failed.message());
    }

    Loop loop(options.settings.render_threads);
    World world(options.settings, loop, directory);
    if (!state.empty()) {
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
    limits.header_timeout = options.header_timeout;
    limits.scratch = world.scratch;
    Server server(loop, gateway.callbacks(), limits);
    const auto port = server.listen(options.settings.bind, options.settings.port);
    if (!port) return complain(port.error().message);
    const std::string origin = options.url.empty() ? origin_of(options.settings, *port) : options.url;
    world.studio.set_origin(origin);
    if (options.exit_with_parent) loop.stop_at_end_of_input();

    std::printf("conch-emulator listening on %s/v1/minimax\n", origin.c_str());
    if (::isatty(STDOUT_FILENO) == 1) std::printf("Console: %s/_conch/   End: Ctrl-C\n", origin.c_str());
    std::fflush(stdout);
    loop.run();
    if (!loop.finish_work(kPatienceWithWorkers)) {
        // A long video is in the making, and nobody will see it.
        temporary.reset();
        std::_Exit(0);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): what() of a failure could fail as well
    const auto wish = read_options(argc, argv);
    if (const auto* exit = std::get_if<Exit>(&wish)) return exit->code;
    ::signal(SIGPIPE, SIG_IGN);
    try {
        return run(std::get<Options>(wish));
    } catch (const std::exception& failure) {
        return complain(failure.what());
    }
}
