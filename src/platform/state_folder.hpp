// Where programs of this user keep what must outlive them, by the XDG convention.
#pragma once

#include <string>

#include "base/result.hpp"

namespace conch::platform {

// "$XDG_STATE_HOME/NAME", else "$HOME/.local/state/NAME". An error when the environment names neither.
Result<std::string> state_folder(const std::string& name);

}  // namespace conch::platform
