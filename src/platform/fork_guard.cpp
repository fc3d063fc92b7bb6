#include "platform/fork_guard.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>

namespace conch::platform {

namespace {

#ifdef MADV_WIPEONFORK
// The number of the process in a line of forks. It lies in memory that a forked child sees as zeros: asking for it is
// one load, where getpid() is a system call in every call of every function.
std::atomic<std::atomic<std::uint64_t>*> wiped_on_fork{nullptr};
// The last number that this process or one above it gave itself; not wiped.
std::atomic<std::uint64_t> last{0};

std::atomic<std::uint64_t>* make_number() {
    constexpr std::size_t kSize = 4096;  // or what the system makes of it
    void* const memory = ::mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return nullptr;
    if (::madvise(memory, kSize, MADV_WIPEONFORK) != 0) {
        ::munmap(memory, kSize);
        return nullptr;
    }
    auto* const number = new (memory) std::atomic<std::uint64_t>(0);
    std::atomic<std::uint64_t>* other = nullptr;
    if (wiped_on_fork.compare_exchange_strong(other, number)) return number;
    ::munmap(memory, kSize);
    return other;
}

std::uint64_t process_number() {
    std::atomic<std::uint64_t>* number = wiped_on_fork.load(std::memory_order_acquire);
    if (number == nullptr) number = make_number();
    if (number == nullptr) return static_cast<std::uint64_t>(::getpid());  // a kernel before 4.14
    const std::uint64_t mine = number->load(std::memory_order_acquire);
    if (mine != 0) return mine;
    // New: no process above has had this number. Of several threads that find that out, one gives theirs.
    std::uint64_t none = 0;
    const std::uint64_t next = last.fetch_add(1) + 1;
    return number->compare_exchange_strong(none, next) ? next : none;
}
#else
std::uint64_t process_number() {
    return static_cast<std::uint64_t>(::getpid());
}
#endif

}  // namespace

ForkGuard::ForkGuard() : owner_(process_number()) {}

bool ForkGuard::in_child() const {
    return process_number() != owner_;
}

}  // namespace conch::platform
