#include "client/emulator_process.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "platform/file.hpp"
#include "platform/system_error.hpp"

// posix_spawn wants it; POSIX leaves the declaration to the program.
extern "C" char** environ;

namespace conch::client {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kScheme = "emulator:";
constexpr std::string_view kProgram = "conch-emulator";
constexpr std::string_view kReadyLine = "conch-emulator listening on ";
constexpr std::chrono::milliseconds kSlice{50};

class Descriptor {
  public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { reset(); }
    void reset(int fd = -1) {
        if (fd_ >= 0) ::close(fd_);
        fd_ = fd;
    }
    [[nodiscard]] int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }

  private:
    int fd_;
};

tl::unexpected<KeptError> not_started(std::string why) {
    return fail(CONCH_E_EMULATOR, "the emulator did not start: " + std::move(why));
}

// The folder that this code was loaded from, be that libconch.so or a program with it linked in.
std::string own_folder() {
    Dl_info info{};
    if (::dladdr(reinterpret_cast<void*>(&is_emulator_url), &info) == 0 || info.dli_fname == nullptr) return ".";
    return platform::folder_of(info.dli_fname);
}

std::string find_program(const EmulatorOptions& options) {
    if (!options.program.empty()) return options.program;
    const std::string folder = own_folder();
    for (const std::string& candidate :
         {folder + "/" + std::string(kProgram), folder + "/../bin/" + std::string(kProgram)}) {
        if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    return std::string(kProgram);  // posix_spawnp looks along PATH
}

// Attributes that keep the host's peculiarities away from the child: our blocked signals, its ignored ones, its
// terminal.
class SpawnSetup {
  public:
    // Some of these need memory. A child without them would write to the host's own standard output.
    SpawnSetup(int input, int output) {
        check(::posix_spawnattr_init(&attributes));
        check(::posix_spawn_file_actions_init(&actions));
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        check(::posix_spawnattr_setsigmask(&attributes, &none));
        check(::posix_spawnattr_setsigdefault(&attributes, &all));
        // A group of its own: Ctrl-C in the host's terminal is the host's to handle.
        check(::posix_spawnattr_setpgroup(&attributes, 0));
        check(::posix_spawnattr_setflags(&attributes,
                                         POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP));
        check(::posix_spawn_file_actions_adddup2(&actions, input, 0));
        check(::posix_spawn_file_actions_adddup2(&actions, output, 1));
        check(::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0));
    }
    ~SpawnSetup() {
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
    }
    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;

    posix_spawnattr_t attributes{};
    posix_spawn_file_actions_t actions{};
    int problem = 0;  // an errno

  private:
    void check(int result) {
        if (problem == 0) problem = result;
    }
};

// Reads up to the end of the first line. Empty: the process ended, the time ran out, or it was given up.
std::string first_line(int fd, Clock::time_point until, const std::atomic<bool>* give_up, bool& timed_out) {
    std::string line;
    timed_out = false;
    while (line.find('\n') == std::string::npos && line.size() < 4096) {
        if (give_up != nullptr && give_up->load()) return {};
        if (Clock::now() >= until) {
            timed_out = true;
            return {};
        }
        pollfd waiting{fd, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(kSlice.count()));
        if (ready <= 0) continue;
        std::array<char, 512> bytes{};
        const ssize_t count = ::read(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return {};
        line.append(bytes.data(), static_cast<std::size_t>(count));
    }
    line.resize(std::min(line.find('\n'), line.size()));
    return line;
}

}  // namespace

bool is_emulator_url(std::string_view base_url) {
    return base_url.substr(0, kScheme.size()) == kScheme;
}

Result<EmulatorOptions> emulator_options_from_url(std::string_view base_url) {
    EmulatorOptions options;
    std::string_view rest = base_url.substr(kScheme.size());
    const auto wrong = [](const std::string& what) {
        Error error;
        error.status = CONCH_E_ARGUMENT;
        error.field = "base_url";
        error.message = "base_url: " + what + "; allowed after \"emulator:\" are ?speed=, seed=, accounts= and state=";
        return fail(std::move(error));
    };
    if (rest.empty()) return options;
    if (rest.front() != '?') return wrong("\"" + std::string(rest.substr(0, 40)) + "\" is not understood");
    rest.remove_prefix(1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || equals + 1 == pair.size())
            return wrong("\"" + std::string(pair) + "\" has no value");
        const std::string_view name = pair.substr(0, equals);
        const std::string_view value = pair.substr(equals + 1);
        const bool number = name == "speed" || name == "seed" || name == "accounts";
        if (!number && name != "state") return wrong("\"" + std::string(name) + "\" is unknown");
        if (number && value.find_first_not_of("0123456789.") != std::string_view::npos) {
            return wrong("\"" + std::string(name) + "\" is \"" + std::string(value) + "\", not a number");
        }
        options.arguments.push_back("--" + std::string(name));
        options.arguments.emplace_back(value);
    }
    return options;
}

Result<EmulatorProcess> EmulatorProcess::start(const EmulatorOptions& options, const std::atomic<bool>* give_up) {
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0) return not_started(platform::errno_text(errno));
    Descriptor input_read(input[0]);
    Descriptor input_write(input[1]);
    if (::pipe2(output.data(), O_CLOEXEC) != 0) return not_started(platform::errno_text(errno));
    Descriptor output_read(output[0]);
    Descriptor output_write(output[1]);

    const std::string program = find_program(options);
    std::vector<std::string> words{std::string(kProgram), "--exit-with-parent"};
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    EmulatorProcess emulator;
    {
        const SpawnSetup setup(input_read.get(), output_write.get());
        if (setup.problem == ENOMEM) return out_of_memory();
        if (setup.problem != 0) return not_started(platform::errno_text(setup.problem));
        const int problem = ::posix_spawnp(&emulator.process_, program.c_str(), &setup.actions, &setup.attributes,
                                           argv.data(), environ);
        if (problem != 0) {
            emulator.process_ = -1;
            return not_started(program + ": " + platform::errno_text(problem) +
                               " (looked beside the library, in ../bin of it, and along PATH)");
        }
    }
    input_read.reset();
    output_write.reset();
    emulator.lifeline_ = input_write.release();
    emulator.output_ = output_read.release();

    bool timed_out = false;
    const std::string line = first_line(emulator.output_, Clock::now() + options.start_timeout, give_up, timed_out);
    if (line.substr(0, kReadyLine.size()) != kReadyLine) {
        if (timed_out) return not_started("not ready after " + std::to_string(options.start_timeout.count()) + " ms");
        return not_started(program + " ended before it was ready; run it by hand to see why");
    }
    emulator.base_url_ = line.substr(kReadyLine.size());
    return emulator;
}

EmulatorProcess::EmulatorProcess(EmulatorProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      lifeline_(std::exchange(other.lifeline_, -1)),
      output_(std::exchange(other.output_, -1)),
      base_url_(std::move(other.base_url_)) {}

EmulatorProcess::~EmulatorProcess() {
    if (lifeline_ >= 0) ::close(lifeline_);
    if (process_ > 0) {
        // Its output closes when it has ended; that can be waited for with a bound, and without touching SIGCHLD.
        pollfd waiting{output_, 0, 0};
        if (::poll(&waiting, 1, 2'000) <= 0) ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    if (output_ >= 0) ::close(output_);
}

}  // namespace conch::client
