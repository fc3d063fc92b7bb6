// Remembers the process that made something: threads do not follow into a forked child, handles do.
#pragma once

#include <sys/types.h>

namespace conch::platform {

class ForkGuard {
  public:
    ForkGuard();
    [[nodiscard]] bool in_child() const;

  private:
    pid_t owner_;
};

}  // namespace conch::platform
