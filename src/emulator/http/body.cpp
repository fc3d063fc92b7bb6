#include "emulator/http/body.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace conch::emulator {

namespace {

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

Body::Body(Body&& other) noexcept
    : directory_(std::move(other.directory_)),
      in_memory_(other.in_memory_),
      text_(std::move(other.text_)),
      file_(std::exchange(other.file_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(std::exchange(other.size_, 0)) {}

Body& Body::operator=(Body&& other) noexcept {
    if (this == &other) return *this;
    discard();
    directory_ = std::move(other.directory_);
    in_memory_ = other.in_memory_;
    text_ = std::move(other.text_);
    file_ = std::exchange(other.file_, {});
    descriptor_ = std::exchange(other.descriptor_, -1);
    size_ = std::exchange(other.size_, 0);
    return *this;
}

Body::~Body() {
    discard();
}

void Body::discard() noexcept {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
    if (!file_.empty()) ::unlink(file_.c_str());
    file_.clear();
}

bool Body::open_file() {
    std::string name = (directory_ / "body-XXXXXX").string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) return false;
    file_ = name;
    const bool written = write_all(descriptor_, text_);
    text_.clear();
    text_.shrink_to_fit();
    return written;
}

bool Body::append(std::string_view bytes) {
    size_ += bytes.size();
    if (descriptor_ < 0 && text_.size() + bytes.size() > in_memory_ && !open_file()) return false;
    if (descriptor_ >= 0) return write_all(descriptor_, bytes);
    text_.append(bytes);
    return true;
}

bool Body::finish() {
    if (descriptor_ < 0) return true;
    return ::close(std::exchange(descriptor_, -1)) == 0;
}

std::string Body::beginning(std::size_t length) const {
    std::string start;
    each_piece([&](std::string_view piece) {
        start.append(piece.substr(0, length - start.size()));
        return start.size() < length;
    });
    return start;
}

bool Body::each_piece(const std::function<bool(std::string_view)>& take) const {
    if (!in_file()) {
        take(text_);
        return true;
    }
    const int source = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC);
    if (source < 0) return false;
    std::array<char, 64U << 10U> piece;
    ssize_t got = 0;
    while ((got = ::read(source, piece.data(), piece.size())) > 0) {
        if (!take({piece.data(), static_cast<std::size_t>(got)})) break;
    }
    ::close(source);
    return got >= 0;
}

bool Body::move_to(const std::filesystem::path& target) {
    if (!in_file() && !open_file()) return false;
    if (!finish()) return false;
    std::error_code failed;
    std::filesystem::rename(file_, target, failed);
    if (failed) return false;
    file_.clear();
    return true;
}

}  // namespace conch::emulator
