// Ctrl-C and SIGTERM: the first is a wish, the second ends the process at once.
#pragma once

namespace conch::cli {

void watch_interrupts();
bool interrupted();

}  // namespace conch::cli
