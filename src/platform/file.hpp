// Files by UTF-8 path. Every descriptor is closed on exec; every failure names the path and the reason.
// Failures of reading are CONCH_E_FILE, failures of making and writing CONCH_E_DISK.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::platform {

struct FileState {
    std::uint64_t size = 0;
    std::int64_t modified_ns = 0;  // since 1970

    friend bool operator==(const FileState&, const FileState&) = default;
};

class File {
  public:
    // A regular file; a directory, pipe or device is refused, and never waited for.
    static Result<File> open_to_read(const std::string& path);
    // Made when it is not there, kept as it is when it is.
    static Result<File> open_to_write(const std::string& path);
    static Result<File> open_device(const std::string& path);
    static Result<File> open_folder(const std::string& path);

    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;
    ~File();

    // Short only at the end of the file.
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) const;
    // From the current position; what a device has at the moment.
    Result<std::size_t> read(std::span<std::uint8_t> out) const;
    Result<void> write_at(std::uint64_t offset, std::string_view data) const;
    Result<void> cut(std::uint64_t size) const;
    Result<void> sync() const;  // may take seconds
    // False when another open file holds the lock, in this process or any other. Ends with this object.
    [[nodiscard]] bool try_lock() const;
    // False when it was renamed, removed or replaced since it was opened.
    [[nodiscard]] bool is_at_its_path() const;
    [[nodiscard]] Result<FileState> state() const;
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

    int descriptor_ = -1;
    std::string path_;
};

// Nothing when there is no such regular file.
std::optional<FileState> file_state(const std::string& path);

Result<std::string> read_whole(const std::string& path, std::size_t limit);
// Through PATH.new and a rename: PATH holds the old text or the new one, even when the process dies in between.
Result<void> write_whole(const std::string& path, std::string_view text);
// Replaces `to`.
Result<void> rename_file(const std::string& from, const std::string& to);
// CONCH_E_BUSY when there is something of that name already.
Result<void> rename_to_free(const std::string& from, const std::string& to);
// Makes a rename in that folder last through a power cut.
Result<void> sync_folder(const std::string& folder);
Result<void> remove_file(const std::string& path);  // no error when it was not there
Result<void> make_folders(const std::string& folder);

std::string folder_of(const std::string& path);  // "." for a bare name
std::string name_of(const std::string& path);

// "clip.mp4", or "clip (2).mp4" and so on when that is taken already, in FOLDER. Names too long for a file system are
// cut before their ending.
std::string free_path(const std::string& folder, const std::string& name);

}  // namespace conch::platform
