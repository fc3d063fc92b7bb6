// Remembers the process that made something: threads do not follow into a forked child, handles do.
#pragma once

#include <cstdint>

namespace conch::platform {

class ForkGuard {
  public:
    ForkGuard();
    [[nodiscard]] bool in_child() const;

  private:
    std::uint64_t owner_;
};

}  // namespace conch::platform
