#include "cli/interrupt.hpp"

#include <csignal>
#include <cstdlib>

namespace conch::cli {

namespace {

volatile std::sig_atomic_t interrupt_count = 0;

extern "C" void on_interrupt(int) {
    if (interrupt_count != 0) std::_Exit(130);
    interrupt_count = 1;
}

// A shell starts background jobs with SIGINT ignored; then it must stay so.
void watch(int signal) {
    struct sigaction action = {};
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) return;
    action.sa_handler = on_interrupt;
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_interrupts() {
    watch(SIGINT);
    watch(SIGTERM);
}

bool interrupted() {
    return interrupt_count != 0;
}

}  // namespace conch::cli
