// A descriptor that polls as readable once signalled: how a foreign event loop is woken.
#pragma once

#include "base/result.hpp"

namespace conch::platform {

class WakeupFd {
  public:
    static Result<WakeupFd> create();
    WakeupFd(WakeupFd&& other) noexcept;
    WakeupFd& operator=(WakeupFd&& other) noexcept;
    ~WakeupFd();

    // Both may be called from any thread, and neither blocks. Many signals before a clear count as one.
    void signal() const;
    void clear() const;

    [[nodiscard]] int fd() const { return read_end_; }

  private:
    WakeupFd(int read_end, int write_end) : read_end_(read_end), write_end_(write_end) {}

    int read_end_ = -1;
    int write_end_ = -1;  // the same as read_end_ for an eventfd
};

}  // namespace conch::platform
