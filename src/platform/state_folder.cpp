#include "platform/state_folder.hpp"

#include <cstdlib>

namespace conch::platform {

Result<std::string> state_folder(const std::string& name) {
    // The convention takes a relative path for no path at all.
    const char* const state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && state[0] == '/') return std::string(state) + '/' + name;
    const char* const home = std::getenv("HOME");
    if (home != nullptr && home[0] == '/') return std::string(home) + "/.local/state/" + name;
    return fail(CONCH_E_DISK, "neither XDG_STATE_HOME nor HOME says where the user's state is kept");
}

}  // namespace conch::platform
