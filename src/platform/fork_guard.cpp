#include "platform/fork_guard.hpp"

#include <unistd.h>

namespace conch::platform {

ForkGuard::ForkGuard() : owner_(::getpid()) {}

bool ForkGuard::in_child() const {
    return ::getpid() != owner_;
}

}  // namespace conch::platform
