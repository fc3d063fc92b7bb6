// What the command line and the environment ask for.
#pragma once

#include <chrono>
#include <string>
#include <variant>

#include "emulator/service/settings.hpp"

namespace conch::emulator {

struct Options {
    Settings settings;
    std::string url;  // what links begin with; empty: the address that is listened on
    std::chrono::milliseconds header_timeout{30'000};
    bool exit_with_parent = false;
};

struct Exit {
    int code = 0;
};

// The wishes, or, when there is nothing to run, the code to exit with; all that is to be said has been printed then.
std::variant<Options, Exit> read_options(int argc, const char* const* argv);

}  // namespace conch::emulator
