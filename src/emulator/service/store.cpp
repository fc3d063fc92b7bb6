#include "emulator/service/store.hpp"

#include <sqlite3.h>

#include <cstdio>
#include <utility>
#include <vector>

namespace conch::emulator {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

// Not "bind": with a std::string that would be std::bind, which does nothing here.
void bind_text(sqlite3_stmt* statement, int index, std::string_view text) {
    sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

std::string column(sqlite3_stmt* statement, int index) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
    return text == nullptr ? std::string()
                           : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
}

// A full disk must not stop the service; whoever runs it should know.
void run(sqlite3* database, sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) {
        std::fprintf(stderr, "conch-emulator: state not written: %s\n", sqlite3_errmsg(database));
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

}  // namespace

struct Store::State {
    std::unique_ptr<sqlite3, CloseDatabase> database;
    Statement put;
    Statement erase;
    Statement each;
};

Store::Store() = default;
Store::~Store() = default;

Result<void> Store::open(const std::filesystem::path& file) {
    auto state = std::make_unique<State>();
    sqlite3* database = nullptr;
    const int opened = sqlite3_open(file.c_str(), &database);
    state->database.reset(database);
    const auto problem = [&] {
        return fail(CONCH_E_DISK, "cannot use " + file.string() + ": " + sqlite3_errmsg(database));
    };
    if (opened != SQLITE_OK) return problem();
    // A kill of the process loses nothing in this mode; only a power cut could lose the last moment.
    constexpr const char* kSetUp =
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "CREATE TABLE IF NOT EXISTS records ("
        "  place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, record TEXT NOT NULL, UNIQUE (kind, id));"
        // Takes the lock now instead of at the first write.
        "BEGIN IMMEDIATE; COMMIT;";
    if (sqlite3_exec(database, kSetUp, nullptr, nullptr, nullptr) != SQLITE_OK) return problem();
    const auto prepare = [&](const char* sql, Statement& into) {
        sqlite3_stmt* statement = nullptr;
        const int result = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        into.reset(statement);
        return result == SQLITE_OK;
    };
    if (!prepare("INSERT INTO records (kind, id, record) VALUES (?1, ?2, ?3)"
                 " ON CONFLICT (kind, id) DO UPDATE SET record = ?3",
                 state->put) ||
        !prepare("DELETE FROM records WHERE kind = ?1 AND id = ?2", state->erase) ||
        !prepare("SELECT id, record FROM records WHERE kind = ?1 ORDER BY place", state->each)) {
        return problem();
    }
    state_ = std::move(state);
    return {};
}

void Store::put(std::string_view kind, std::string_view id, const JsonText& record) {
    if (!state_) return;
    sqlite3_stmt* statement = state_->put.get();
    bind_text(statement, 1, kind);
    bind_text(statement, 2, id);
    bind_text(statement, 3, record.text);
    run(state_->database.get(), statement);
}

void Store::erase(std::string_view kind, std::string_view id) {
    if (!state_) return;
    sqlite3_stmt* statement = state_->erase.get();
    bind_text(statement, 1, kind);
    bind_text(statement, 2, id);
    run(state_->database.get(), statement);
}

void Store::clear() {
    if (state_) sqlite3_exec(state_->database.get(), "DELETE FROM records", nullptr, nullptr, nullptr);
}

void Store::each(std::string_view kind, const std::function<void(const std::string&, const json::Value&)>& take) {
    if (!state_) return;
    sqlite3_stmt* statement = state_->each.get();
    bind_text(statement, 1, kind);
    // Read before anything is done with them: what takes them may write.
    std::vector<std::pair<std::string, std::string>> rows;
    while (sqlite3_step(statement) == SQLITE_ROW)
        rows.emplace_back(column(statement, 0), column(statement, 1));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    for (const auto& [id, text] : rows) {
        const auto record = json::parse(text);
        if (record && record->IsObject()) take(id, *record);
    }
}

}  // namespace conch::emulator
