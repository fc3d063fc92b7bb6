// The durable record of jobs. Every function may take a disk's time: call them on a helper thread, one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/directory.hpp"
#include "store/job.hpp"

namespace conch::store {

class Journal {
  public:
    // Touches nothing yet: the file is taken with the first write.
    explicit Journal(std::string directory) : directory_(std::move(directory)) {}

    // Adds or replaces the job's record in our own file.
    Result<void> write(const Job& job, Sync sync);

    // From all files: ours, those of running programs, and those without owner. Newest first, each job once.
    Result<std::vector<Job>> list(const Filter& filter);

    // Unfinished jobs of one service and one set of credentials, or the one job with that id whatever its state: those
    // that nobody else holds move to our file. Oldest first.
    Result<std::vector<Job>> take_over(const Filter& filter);

    // CONCH_E_NOT_FOUND, or CONCH_E_BUSY when another program holds it.
    Result<void> forget(std::string_view id);

    // When the job was known to be accepted that has this id at the service.
    Result<std::optional<std::int64_t>> accepted_of_remote(std::string_view remote_id);

    [[nodiscard]] const std::string& path() const { return directory_.path(); }
    [[nodiscard]] std::vector<std::string> damaged() const { return directory_.damaged(); }
    // What was found and done since the last time, for the log.
    std::vector<std::string> take_notes() { return std::exchange(notes_, {}); }

  private:
    Result<void> open();
    Result<void> put_ours(const Job& job, Sync sync);

    Directory directory_;
    std::optional<OwnedFile> ours_;
    std::vector<std::string> notes_;
};

}  // namespace conch::store
