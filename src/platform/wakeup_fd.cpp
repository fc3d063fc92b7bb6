#include "platform/wakeup_fd.hpp"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "platform/system_error.hpp"

namespace conch::platform {

Result<WakeupFd> WakeupFd::create() {
    if (const int event = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); event >= 0) return WakeupFd(event, event);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0) return WakeupFd(ends[0], ends[1]);
    return fail(CONCH_E_INTERNAL, "no descriptor to wake the host with: " + errno_text(errno));
}

WakeupFd::WakeupFd(WakeupFd&& other) noexcept
    : read_end_(std::exchange(other.read_end_, -1)), write_end_(std::exchange(other.write_end_, -1)) {}

WakeupFd& WakeupFd::operator=(WakeupFd&& other) noexcept {
    std::swap(read_end_, other.read_end_);
    std::swap(write_end_, other.write_end_);
    return *this;
}

WakeupFd::~WakeupFd() {
    if (write_end_ >= 0 && write_end_ != read_end_) ::close(write_end_);
    if (read_end_ >= 0) ::close(read_end_);
}

void WakeupFd::signal() const {
    // An eventfd wants 8 bytes, a pipe takes them too. When it is full it is readable already, which is all that is
    // asked.
    const std::uint64_t one = 1;
    while (::write(write_end_, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void WakeupFd::clear() const {
    std::uint64_t drained[64];
    for (;;) {
        const ssize_t got = ::read(read_end_, drained, sizeof drained);
        if (got < 0 && errno == EINTR) continue;
        if (got < static_cast<ssize_t>(sizeof drained)) return;
    }
}

}  // namespace conch::platform
