// SQLite behind checked calls: one connection, statements that cannot be leaked, failures as values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace conch::store {

enum class Access { write, read };
enum class Sync { normal, full };  // survives the end of the process, or also a power cut

class Statement {
  public:
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    // In the order of the question marks.
    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);
    Statement& bind_nothing();

    // True while there are rows.
    Result<bool> step();
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] bool is_null(int column) const;

  private:
    sqlite3_stmt* statement_;
    int bound_ = 0;
};

class Database {
  public:
    static Result<Database> open(const std::string& path, Access access);

    Result<void> run(const char* sql) const;
    // Ends the transaction that is open, if one is, as if it had never been.
    void roll_back() const noexcept;
    Result<Statement> prepare(std::string_view sql) const;
    Result<void> set_sync(Sync sync);
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };
    Database(std::unique_ptr<sqlite3, Close> connection, std::string path)
        : connection_(std::move(connection)), path_(std::move(path)) {}

    std::unique_ptr<sqlite3, Close> connection_;
    std::string path_;
    Sync sync_ = Sync::full;
};

// All or nothing: rolls back unless committed.
class Transaction {
  public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<void> commit();

  private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

// Whether the failure says that the file is not a (whole) database any more.
bool is_damage(const Error& error);

}  // namespace conch::store
