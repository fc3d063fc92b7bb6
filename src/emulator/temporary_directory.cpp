#include "emulator/temporary_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

namespace conch::emulator {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "conch-emulator-";
constexpr const char* kLock = "lock";
constexpr const char* kLockInTheMaking = "lock.new";

constexpr int kRounds = 10;

// False: something is still there.
bool remove_all_but_lock(const fs::path& directory) {
    bool gone = true;
    std::error_code failed;
    for (fs::directory_iterator entry(directory, failed), end; !failed && entry != end; entry.increment(failed)) {
        if (entry->path().filename() == kLock) continue;
        std::error_code kept;
        fs::remove_all(entry->path(), kept);
        gone = gone && !kept;
    }
    return gone && !failed;
}

// The lock goes last: while it is there, an interrupted removal can be taken up again. At the end of the program a
// worker may write a file while we remove its folder; what stays for that in all rounds is left to the next start.
void remove_with_lock_last(const fs::path& directory) {
    for (int round = 0; round < kRounds; ++round) {
        if (!remove_all_but_lock(directory)) continue;
        std::error_code failed;
        fs::remove_all(directory, failed);
        return;
    }
}

bool is_our_own_directory(const fs::path& path) {
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) && facts.st_uid == ::geteuid();
}

// The lock appears by renaming when it is already held, so one that can be taken belonged to a process that is dead. A
// directory without lock may be one that is just being made, and stays.
void remove_if_abandoned(const fs::path& directory) {
    if (!is_our_own_directory(directory)) return;
    const int lock = ::open((directory / kLock).c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0) return;
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0) remove_with_lock_last(directory);
    ::close(lock);
}

void remove_abandoned(const fs::path& where) {
    std::error_code failed;
    for (fs::directory_iterator entry(where, failed), end; !failed && entry != end; entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        if (std::string_view(name).substr(0, kPrefix.size()) == kPrefix) remove_if_abandoned(entry->path());
    }
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
    std::error_code failed;
    const fs::path where = fs::temp_directory_path(failed);
    if (failed) return;
    remove_abandoned(where);
    std::string name = (where / (std::string(kPrefix) + "XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) return;
    path_ = name;
    const fs::path unlocked = path_ / kLockInTheMaking;
    lock_ = ::open(unlocked.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    // Without a lock (some network file systems have none) nobody will clean up after a kill; all else works.
    if (lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) == 0) fs::rename(unlocked, path_ / kLock, failed);
}

TemporaryDirectory::~TemporaryDirectory() {
    if (!path_.empty()) remove_with_lock_last(path_);
    if (lock_ >= 0) ::close(lock_);
}

}  // namespace conch::emulator
