// One job as the journal keeps it, and the table that it is kept in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

namespace conch::store {

// How far a job is. The numbers are in files: never change them.
enum class State : std::int32_t {
    waiting = 1,   // nothing was sent
    creating = 2,  // the create is about to be sent, or was; its answer is not known
    running = 3,   // known to the service by its ids
    saving = 4,    // every file is whole, and they are being given their names
    ended = 5,
};

std::string_view name_of(State state);

// Who works on it.
enum class Owner { ours, other, nobody };

struct Job {
    std::string id;  // 32 hexadecimal digits; with a prefix, the mark in its replyRef
    State state = State::waiting;
    std::int32_t kind = 0;
    std::string endpoint;          // the service
    std::int64_t credentials = 0;  // tells tokens apart without holding them
    std::string account;
    std::string prompt;
    std::string params;  // JSON, as given
    std::uint32_t flags = 0;
    std::int32_t priority = 0;
    std::string directory;
    std::string file_name;
    std::vector<std::string> remote_ids;
    std::vector<std::string> files;
    std::optional<std::int64_t> credits;
    std::int32_t status = 0;
    std::string message;
    std::int64_t created_ms = 0;  // since 1970; 0: it has not come to that
    std::int64_t sent_ms = 0;
    std::int64_t accepted_ms = 0;
    std::int64_t ended_ms = 0;
    std::int64_t updated_ms = 0;

    Owner owner = Owner::nobody;  // of a listed one; not stored
};

// Makes the tables, or brings older ones up to date. An error whose message says "newer" for those of a later version.
Result<void> prepare_tables(Database& database);

// Adds or replaces.
Result<void> put(Database& database, const Job& job);
Result<void> remove(Database& database, std::string_view id);

struct Filter {
    std::string id;           // empty: any
    bool unfinished = false;  // only those
    bool ended = false;       // only those
    std::string endpoint;     // empty: any; else together with credentials
    std::int64_t credentials = 0;
    std::int64_t limit = -1;  // newest first
};
Result<std::vector<Job>> read(Database& database, const Filter& filter);
Result<std::int64_t> count(Database& database);  // of all jobs
Result<std::int64_t> count_unfinished(Database& database);

// When the job was known to be accepted that has this id at the service; nothing when there is none.
Result<std::optional<std::int64_t>> accepted_of_remote(Database& database, std::string_view remote_id);

}  // namespace conch::store
