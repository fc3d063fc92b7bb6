// The files of the state directory: "jobs-<16 hex>.db", each beside a ".lock" that its owner holds with flock as long
// as it lives. A lock that is free says that the owner is gone. "journal.lock" is held while files are taken or given
// up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/file.hpp"
#include "store/database.hpp"

namespace conch::store {

// A database together with the right to write it.
struct OwnedFile {
    std::string stem;  // path without ".db"
    platform::File lock;
    Database database;
};

class Directory {
  public:
    explicit Directory(std::string path) : path_(std::move(path)) {}
    [[nodiscard]] const std::string& path() const { return path_; }

    // Makes the directory, for the user's eyes only, and waits for the right to change which file is whose.
    Result<platform::File> lock_all();

    // All that follow want lock_all() to be held.
    [[nodiscard]] std::vector<std::string> stems() const;
    Result<OwnedFile> create();
    // Nothing when somebody holds it. A file that is no journal any more is set aside; the notes say so.
    Result<std::optional<OwnedFile>> take(const std::string& stem, std::vector<std::string>& notes);
    // The database and its lock go.
    void remove(OwnedFile file);
    // Renames a damaged database; what was not damaged in it can still be got out with SQLite's own tools.
    Result<std::string> set_aside(const std::string& stem);
    // Paths of what was set aside, now or earlier.
    [[nodiscard]] std::vector<std::string> damaged() const;

  private:
    [[nodiscard]] std::vector<std::string> names(std::string_view ending) const;
    std::string path_;
};

}  // namespace conch::store
