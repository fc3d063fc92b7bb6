// A directory of our own under the system's directory for temporary files, which goes with the process.
//
// Whoever is killed cannot remove anything. So each directory holds a lock for as long as its process lives, and each
// start removes those directories whose lock nobody holds.
#pragma once

#include <filesystem>

namespace conch::emulator {

class TemporaryDirectory {
  public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    // Empty when none could be made.
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    int lock_ = -1;
};

}  // namespace conch::emulator
