// conch-emulator as a child process: found, started, and ended with us.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace conch::client {

struct EmulatorOptions {
    std::string program;  // empty: beside this library, in ../bin of it, then PATH
    std::vector<std::string> arguments;
    std::chrono::milliseconds start_timeout{10'000};
};

class EmulatorProcess {
  public:
    // Blocks until it is ready. `give_up` ends the wait early; nullptr for never.
    static Result<EmulatorProcess> start(const EmulatorOptions& options, const std::atomic<bool>* give_up);

    EmulatorProcess(EmulatorProcess&& other) noexcept;
    EmulatorProcess& operator=(EmulatorProcess&&) = delete;
    ~EmulatorProcess();  // ends it: at most 2 s, then it is killed

    [[nodiscard]] const std::string& base_url() const { return base_url_; }

  private:
    EmulatorProcess() = default;

    pid_t process_ = -1;
    // The emulator lives as long as this end of its standard input is open, so it dies with us however we die.
    int lifeline_ = -1;
    int output_ = -1;
    std::string base_url_;
};

// "emulator:?speed=60&seed=7" to arguments; an unknown name is an error that lists the known ones.
Result<EmulatorOptions> emulator_options_from_url(std::string_view base_url);
bool is_emulator_url(std::string_view base_url);

}  // namespace conch::client
