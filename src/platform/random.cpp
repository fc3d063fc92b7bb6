#include "platform/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <vector>

#include "platform/file.hpp"
#include "platform/system_error.hpp"

namespace conch::platform {

namespace {

// For kernels and sandboxes that refuse the system call.
Result<void> from_device(std::span<std::uint8_t> out) {
    auto device = File::open_device("/dev/urandom");
    if (!device) return fail(device.error());
    std::size_t filled = 0;
    while (filled < out.size()) {
        auto got = device->read(out.subspan(filled));
        if (!got) return fail(got.error());
        if (*got == 0) return fail(CONCH_E_INTERNAL, "the system's random device came to an end");
        filled += *got;
    }
    return {};
}

}  // namespace

Result<void> random_bytes(std::span<std::uint8_t> out) {
    std::size_t filled = 0;
    while (filled < out.size()) {
        const ssize_t got = ::getrandom(out.data() + filled, out.size() - filled, 0);
        if (got > 0) {
            filled += static_cast<std::size_t>(got);
        } else if (errno == ENOSYS || errno == EPERM) {
            return from_device(out.subspan(filled));
        } else if (errno != EINTR) {
            return fail(CONCH_E_INTERNAL, "no random bytes from the system: " + errno_text(errno));
        }
    }
    return {};
}

Result<std::string> random_hex(std::size_t bytes) {
    std::vector<std::uint8_t> raw(bytes);
    if (auto filled = random_bytes(raw); !filled) return fail(filled.error());
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes * 2);
    for (const std::uint8_t byte : raw) {
        text.push_back(kDigits[byte >> 4U]);
        text.push_back(kDigits[byte & 0x0FU]);
    }
    return text;
}

}  // namespace conch::platform
