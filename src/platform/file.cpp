#include "platform/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "platform/system_error.hpp"

namespace conch::platform {

namespace {

constexpr int kNewFileMode = 0666;  // less the host's umask
constexpr int kNewFolderMode = 0777;

int open_again(const std::string& path, int flags) {
    int descriptor = -1;
    do {
        descriptor = ::open(path.c_str(), flags | O_CLOEXEC, kNewFileMode);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

FileState state_from(const struct stat& found) {
    FileState state;
    state.size = static_cast<std::uint64_t>(found.st_size);
    state.modified_ns = static_cast<std::int64_t>(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec;
    return state;
}

bool are_one_file(const struct stat& one, const struct stat& other) {
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

}  // namespace

Result<File> File::open_to_read(const std::string& path) {
    // O_NONBLOCK: opening a pipe would wait for its writer. It changes nothing for a regular file.
    const int descriptor = open_again(path, O_RDONLY | O_NONBLOCK);
    if (descriptor < 0) return fail(file_error(CONCH_E_FILE, "cannot open", path, errno));
    File file(descriptor, path);
    struct stat found {};
    if (::fstat(descriptor, &found) != 0) return fail(file_error(CONCH_E_FILE, "cannot look at", path, errno));
    if (!S_ISREG(found.st_mode)) return fail(CONCH_E_FILE, "not a regular file: \"" + path + "\"");
    return file;
}

Result<File> File::open_to_write(const std::string& path) {
    const int descriptor = open_again(path, O_RDWR | O_CREAT);
    if (descriptor < 0) return fail(file_error(CONCH_E_DISK, "cannot write to", path, errno));
    return File(descriptor, path);
}

Result<File> File::open_device(const std::string& path) {
    const int descriptor = open_again(path, O_RDONLY);
    if (descriptor < 0) return fail(file_error(CONCH_E_FILE, "cannot open", path, errno));
    return File(descriptor, path);
}

Result<File> File::open_folder(const std::string& path) {
    const int descriptor = open_again(path, O_RDONLY | O_DIRECTORY);
    if (descriptor < 0) return fail(file_error(CONCH_E_DISK, "cannot open the folder", path, errno));
    return File(descriptor, path);
}

File::File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

File& File::operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(path_, other.path_);
    return *this;
}

File::~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> File::read_at(std::uint64_t offset, std::span<std::uint8_t> out) const {
    std::size_t filled = 0;
    while (filled < out.size()) {
        const ssize_t got =
            ::pread(descriptor_, out.data() + filled, out.size() - filled, static_cast<off_t>(offset + filled));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(file_error(CONCH_E_FILE, "cannot read", path_, errno));
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

Result<std::size_t> File::read(std::span<std::uint8_t> out) const {
    for (;;) {
        const ssize_t got = ::read(descriptor_, out.data(), out.size());
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) return fail(file_error(CONCH_E_FILE, "cannot read", path_, errno));
    }
}

Result<void> File::write_at(std::uint64_t offset, std::string_view data) const {
    while (!data.empty()) {
        const ssize_t put = ::pwrite(descriptor_, data.data(), data.size(), static_cast<off_t>(offset));
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return fail(file_error(CONCH_E_DISK, "cannot write to", path_, errno));
        offset += static_cast<std::uint64_t>(put);
        data.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
}

Result<void> File::cut(std::uint64_t size) const {
    while (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
        if (errno != EINTR) return fail(file_error(CONCH_E_DISK, "cannot change the length of", path_, errno));
    }
    return {};
}

Result<void> File::sync() const {
    while (::fsync(descriptor_) != 0) {
        if (errno != EINTR) return fail(file_error(CONCH_E_DISK, "cannot bring to disk", path_, errno));
    }
    return {};
}

bool File::try_lock() const {
    return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

bool File::is_at_its_path() const {
    struct stat ours {};
    struct stat there {};
    return ::fstat(descriptor_, &ours) == 0 && ::stat(path_.c_str(), &there) == 0 && are_one_file(ours, there);
}

Result<FileState> File::state() const {
    struct stat found {};
    if (::fstat(descriptor_, &found) != 0) return fail(file_error(CONCH_E_FILE, "cannot look at", path_, errno));
    return state_from(found);
}

std::optional<FileState> file_state(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
    return state_from(found);
}

Result<std::string> read_whole(const std::string& path, std::size_t limit) {
    auto file = File::open_to_read(path);
    if (!file) return fail(file.error());
    auto state = file->state();
    if (!state) return fail(state.error());
    if (state->size > limit) {
        return fail(CONCH_E_FILE, "\"" + path + "\" has " + std::to_string(state->size) + " bytes; at most " +
                                      std::to_string(limit) + " are read");
    }
    std::string text(static_cast<std::size_t>(state->size), '\0');
    auto got = file->read_at(0, {reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    if (!got) return fail(got.error());
    text.resize(*got);
    return text;
}

Result<void> write_whole(const std::string& path, std::string_view text) {
    const std::string fresh = path + ".new";
    auto file = File::open_to_write(fresh);
    if (!file) return fail(file.error());
    if (auto done = file->cut(0); !done) return done;
    if (auto done = file->write_at(0, text); !done) {
        (void)remove_file(fresh);
        return done;
    }
    return rename_file(fresh, path);
}

Result<void> rename_file(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0) {
        return fail(file_error(CONCH_E_DISK, "cannot rename a finished file to", to, errno));
    }
    return {};
}

Result<void> rename_to_free(const std::string& from, const std::string& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
    if (errno == EINVAL || errno == ENOSYS) {
        // A file system without that: two names for a moment, but never one file lost for another.
        if (::link(from.c_str(), to.c_str()) == 0) return remove_file(from);
        struct stat found {};
        if (errno != EEXIST && ::lstat(to.c_str(), &found) != 0) return rename_file(from, to);
        errno = EEXIST;
    }
    const int problem = errno;
    struct stat ours {};
    struct stat there {};
    // Somebody ended between the two names.
    if (problem == EEXIST && ::lstat(from.c_str(), &ours) == 0 && ::lstat(to.c_str(), &there) == 0 &&
        are_one_file(ours, there)) {
        return remove_file(from);
    }
    const conch_status status = problem == EEXIST ? CONCH_E_BUSY : CONCH_E_DISK;
    return fail(file_error(status, "cannot rename a finished file to", to, problem));
}

Result<void> sync_folder(const std::string& folder) {
    const auto opened = File::open_folder(folder);
    if (!opened) return fail(opened.error());
    return opened->sync();
}

Result<void> remove_file(const std::string& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        return fail(file_error(CONCH_E_DISK, "cannot remove", path, errno));
    }
    return {};
}

Result<void> make_folders(const std::string& folder) {
    if (folder.empty() || folder == "/" || folder == ".") return {};
    if (::mkdir(folder.c_str(), kNewFolderMode) == 0) return {};
    int reason = errno;
    if (reason == ENOENT) {
        const std::string above = folder_of(folder);
        if (above == folder) return fail(file_error(CONCH_E_DISK, "cannot make the folder", folder, reason));
        if (auto made = make_folders(above); !made) return made;
        if (::mkdir(folder.c_str(), kNewFolderMode) == 0) return {};
        reason = errno;
    }
    struct stat found {};
    if (reason == EEXIST && ::stat(folder.c_str(), &found) == 0 && S_ISDIR(found.st_mode)) return {};
    return fail(file_error(CONCH_E_DISK, "cannot make the folder", folder, reason == EEXIST ? ENOTDIR : reason));
}

std::string folder_of(const std::string& path) {
    const std::size_t end = path.find_last_not_of('/');
    if (end == std::string::npos) return path.empty() ? "." : "/";
    const std::size_t slash = path.find_last_of('/', end);
    if (slash == std::string::npos) return ".";
    const std::size_t last = path.find_last_not_of('/', slash);
    return last == std::string::npos ? "/" : path.substr(0, last + 1);
}

std::string name_of(const std::string& path) {
    const std::size_t end = path.find_last_not_of('/');
    if (end == std::string::npos) return {};
    const std::size_t slash = path.find_last_of('/', end);
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    return path.substr(begin, end - begin + 1);
}

std::string free_path(const std::string& folder, const std::string& name) {
    const std::string prefix = folder.empty() ? "" : (folder.back() == '/' ? folder : folder + "/");
    const std::size_t dot = name.rfind('.');
    const bool has_extension = dot != std::string::npos && dot != 0;
    const std::string stem = has_extension ? name.substr(0, dot) : name;
    const std::string extension = has_extension ? name.substr(dot) : "";
    std::string path = prefix + name;
    struct stat found {};
    for (int number = 2; ::lstat(path.c_str(), &found) == 0; ++number) {
        path = prefix;
        path.append(stem).append(" (").append(std::to_string(number)).append(")").append(extension);
    }
    return path;
}

}  // namespace conch::platform
