#include "store/directory.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "platform/random.hpp"
#include "store/job.hpp"

namespace conch::store {

namespace {

constexpr std::string_view kPrefix = "jobs-";
constexpr std::string_view kDatabase = ".db";
constexpr std::string_view kLock = ".lock";
constexpr std::string_view kDamaged = ".damaged.db";
constexpr std::size_t kRandomBytes = 8;
// Files are taken and given up within milliseconds; a long history that is merged takes longer.
constexpr auto kPatience = std::chrono::seconds(20);

// What people write in prompts is nobody else's business.
constexpr mode_t kPrivateFolder = 0700;
constexpr mode_t kPrivateFile = 0600;

Result<platform::File> open_private(const std::string& path) {
    auto file = platform::File::open_to_write(path);
    if (file) ::chmod(path.c_str(), kPrivateFile);
    return file;
}

// Whole or not at all: a database that cannot be read in one place cannot be trusted in another.
Result<void> check(Database& database) {
    auto statement = database.prepare("PRAGMA quick_check(1)");
    if (!statement) return fail(statement.error());
    const auto row = statement->step();
    if (!row) return fail(row.error());
    if (*row && statement->text(0) == "ok") return {};
    Error error;
    error.status = CONCH_E_DISK;
    error.service_code = 11;  // SQLITE_CORRUPT, as if the file had said so itself
    error.message = "the journal \"" + database.path() + "\": " + statement->text(0);
    return fail(std::move(error));
}

Result<Database> open_checked(const std::string& path) {
    // SQLite gives the files beside the database the database's own mode.
    if (auto made = open_private(path); !made) return fail(made.error());
    auto database = Database::open(path, Access::write);
    if (!database) return database;
    if (auto whole = check(*database); !whole) return fail(whole.error());
    if (auto prepared = prepare_tables(*database); !prepared) return fail(prepared.error());
    return database;
}

void remove_files(const std::string& stem) {
    for (const char* rest : {".db", ".db-wal", ".db-shm", ".lock"})
        (void)platform::remove_file(stem + rest);
}

}  // namespace

Result<platform::File> Directory::lock_all() {
    struct stat found {};
    const bool is_there = ::stat(path_.c_str(), &found) == 0;
    if (auto made = platform::make_folders(path_); !made) return fail(made.error());
    if (!is_there) ::chmod(path_.c_str(), kPrivateFolder);
    auto lock = open_private(path_ + "/journal.lock");
    if (!lock) return lock;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!lock->try_lock()) {
        if (std::chrono::steady_clock::now() > until) {
            return fail(CONCH_E_DISK, "another program has held \"" + lock->path() + "\" for 20 s");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return lock;
}

std::vector<std::string> Directory::names(std::string_view ending) const {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path_.c_str()), ::closedir);
    if (!folder) return names;
    while (const dirent* entry = ::readdir(folder.get())) {
        const std::string_view name(entry->d_name);
        if (name.starts_with(kPrefix) && name.ends_with(ending)) names.emplace_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> Directory::stems() const {
    std::vector<std::string> stems;
    for (const std::string& name : names(kDatabase)) {
        const std::string stem = name.substr(0, name.size() - kDatabase.size());
        if (stem.size() == kPrefix.size() + 2 * kRandomBytes) stems.push_back(path_ + '/' + stem);
    }
    return stems;
}

Result<OwnedFile> Directory::create() {
    const auto random = platform::random_hex(kRandomBytes);
    if (!random) return fail(random.error());
    const std::string stem = path_ + '/' + std::string(kPrefix) + *random;
    auto lock = open_private(stem + std::string(kLock));
    if (!lock) return fail(lock.error());
    if (!lock->try_lock()) return fail(CONCH_E_DISK, "somebody else holds \"" + lock->path() + '"');
    auto database = open_checked(stem + std::string(kDatabase));
    if (!database) {
        // Nothing was ever in it.
        remove_files(stem);
        return fail(database.error());
    }
    return OwnedFile{stem, std::move(*lock), std::move(*database)};
}

Result<std::optional<OwnedFile>> Directory::take(const std::string& stem, std::vector<std::string>& notes) {
    auto lock = open_private(stem + std::string(kLock));
    if (!lock) return fail(lock.error());
    if (!lock->try_lock()) return std::nullopt;
    auto database = open_checked(stem + std::string(kDatabase));
    if (database) return OwnedFile{stem, std::move(*lock), std::move(*database)};
    if (is_damage(database.error())) {
        const std::string why = database.error().message;
        if (auto aside = set_aside(stem)) {
            notes.push_back(why + "; it is damaged and was set aside as \"" + *aside + '"');
            (void)platform::remove_file(stem + std::string(kLock));
            return std::nullopt;
        }
    }
    notes.push_back(database.error().message);
    return std::nullopt;
}

void Directory::remove(OwnedFile file) {
    const std::string stem = file.stem;
    // Closed before it is removed: SQLite would otherwise complain about its log.
    { const Database closing = std::move(file.database); }
    remove_files(stem);
}

Result<std::string> Directory::set_aside(const std::string& stem) {
    std::string aside = stem + std::string(kDamaged);
    for (int number = 2; platform::file_state(aside); ++number)
        aside = stem + '-' + std::to_string(number) + std::string(kDamaged);
    if (auto renamed = platform::rename_file(stem + std::string(kDatabase), aside); !renamed)
        return fail(renamed.error());
    if (platform::file_state(stem + ".db-wal")) (void)platform::rename_file(stem + ".db-wal", aside + "-wal");
    (void)platform::remove_file(stem + ".db-shm");
    return aside;
}

std::vector<std::string> Directory::damaged() const {
    std::vector<std::string> paths;
    for (const std::string& name : names(kDamaged))
        paths.push_back(path_ + '/' + name);
    return paths;
}

}  // namespace conch::store
