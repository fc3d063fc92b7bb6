#include "store/database.hpp"

#include <sqlite3.h>

#include <new>
#include <utility>

namespace conch::store {

namespace {

// Readers of other programs hold their locks for milliseconds.
constexpr int kPatienceMs = 5'000;

// The code is kept in service_code, which nothing else uses here: is_damage() asks for it.
Error error_of(sqlite3* connection, int code, const std::string& path) {
    if (code == SQLITE_NOMEM) throw std::bad_alloc();
    Error error;
    error.status = CONCH_E_DISK;
    error.service_code = code & 0xFF;
    error.message = "the journal \"" + path + "\": ";
    switch (code & 0xFF) {
        case SQLITE_FULL:
            error.message += "no space left on the disk";
            break;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            error.message += "it may not be written to";
            break;
        default:
            error.message += connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection);
    }
    return error;
}

}  // namespace

bool is_damage(const Error& error) {
    return error.service_code == SQLITE_CORRUPT || error.service_code == SQLITE_NOTADB;
}

Statement::~Statement() {
    sqlite3_finalize(statement_);
}

Statement& Statement::bind(std::string_view text) {
    // An empty view may point nowhere, which SQLite would take for NULL.
    const char* const begin = text.empty() ? "" : text.data();
    const int code = sqlite3_bind_text64(statement_, ++bound_, begin, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code == SQLITE_NOMEM) throw std::bad_alloc();
    return *this;
}

Statement& Statement::bind(std::int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
}

Statement& Statement::bind_nothing() {
    sqlite3_bind_null(statement_, ++bound_);
    return *this;
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* const connection = sqlite3_db_handle(statement_);
    const char* const path = sqlite3_db_filename(connection, "main");
    return fail(error_of(connection, code, path == nullptr ? "" : path));
}

std::string Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (bytes == nullptr && sqlite3_errcode(sqlite3_db_handle(statement_)) == SQLITE_NOMEM) throw std::bad_alloc();
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_, column);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* connection) const {
    sqlite3_close(connection);
}

Result<Database> Database::open(const std::string& path, Access access) {
    sqlite3* raw = nullptr;
    // One thread at a time uses a connection, so SQLite need not lock.
    const int flags = SQLITE_OPEN_NOMUTEX |
                      (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    std::unique_ptr<sqlite3, Close> connection(raw);
    if (code != SQLITE_OK) return fail(error_of(raw, code, path));
    sqlite3_busy_timeout(raw, kPatienceMs);
    Database database(std::move(connection), path);
    if (access == Access::write) {
        // SQLite does not wait by itself for a reader to go when it changes the mode of a new file.
        auto set = database.run("PRAGMA journal_mode=WAL");
        for (int waited = 0; !set && set.error().service_code == SQLITE_BUSY && waited < kPatienceMs; waited += 10) {
            sqlite3_sleep(10);
            set = database.run("PRAGMA journal_mode=WAL");
        }
        if (!set) return fail(set.error());
        if (auto synced = database.set_sync(Sync::normal); !synced) return fail(synced.error());
    }
    return database;
}

Result<void> Database::run(const char* sql) const {
    const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(error_of(connection_.get(), code, path_));
    return {};
}

void Database::roll_back() const noexcept {
    sqlite3* const connection = connection_.get();
    if (sqlite3_get_autocommit(connection) == 0) sqlite3_exec(connection, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<Statement> Database::prepare(std::string_view sql) const {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK) return fail(error_of(connection_.get(), code, path_));
    return Statement(statement);
}

Result<void> Database::set_sync(Sync sync) {
    if (sync == sync_) return {};
    auto set = run(sync == Sync::full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    if (set) sync_ = sync;
    return set;
}

Result<Transaction> Transaction::begin(Database& database) {
    database.roll_back();  // what could not be, for want of memory, when it was due
    if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return fail(begun.error());
    return Transaction(database);
}

Transaction::~Transaction() {
    if (database_ != nullptr) database_->roll_back();
}

Result<void> Transaction::commit() {
    auto committed = database_->run("COMMIT");
    if (committed) database_ = nullptr;
    return committed;
}

}  // namespace conch::store
