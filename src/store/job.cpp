#include "store/job.hpp"

#include <array>

#include "json/json.hpp"

namespace conch::store {

namespace {

// Each step brings a file from one version to the next; PRAGMA user_version says how many it has seen. Steps are never
// changed once released, only added.
constexpr std::array kSteps{
    R"(CREATE TABLE job(
         id TEXT PRIMARY KEY, state INTEGER NOT NULL, kind INTEGER NOT NULL,
         endpoint TEXT NOT NULL, credentials INTEGER NOT NULL, account TEXT NOT NULL,
         prompt TEXT NOT NULL, params TEXT NOT NULL, flags INTEGER NOT NULL,
         directory TEXT NOT NULL, file_name TEXT NOT NULL, remote_ids TEXT NOT NULL, files TEXT NOT NULL,
         credits INTEGER, status INTEGER NOT NULL, message TEXT NOT NULL,
         created_ms INTEGER NOT NULL, sent_ms INTEGER NOT NULL, accepted_ms INTEGER NOT NULL,
         ended_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL);
       CREATE INDEX job_unfinished ON job(state) WHERE state < 5;
       CREATE INDEX job_created ON job(created_ms);
       CREATE TABLE remote(id TEXT PRIMARY KEY, job TEXT NOT NULL) WITHOUT ROWID;
       CREATE INDEX remote_job ON remote(job);)",
    R"(ALTER TABLE job ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;)",
};

constexpr std::string_view kColumns =
    "id, state, kind, endpoint, credentials, account, prompt, params, flags, directory, file_name, remote_ids, files, "
    "credits, status, message, created_ms, sent_ms, accepted_ms, ended_ms, updated_ms, priority";

std::string json_of(const std::vector<std::string>& texts) {
    json::Document document;
    return json::to_string(json::array_of(texts, document));
}

std::vector<std::string> texts_of(const std::string& text) {
    std::vector<std::string> texts;
    const auto document = json::parse(text);
    if (!document || !document->IsArray()) return texts;
    for (const json::Value& value : document->GetArray()) {
        if (value.IsString()) texts.emplace_back(json::text_of(value));
    }
    return texts;
}

Job job_of(const Statement& row) {
    Job job;
    int column = 0;
    job.id = row.text(column++);
    job.state = static_cast<State>(row.number(column++));
    job.kind = static_cast<std::int32_t>(row.number(column++));
    job.endpoint = row.text(column++);
    job.credentials = row.number(column++);
    job.account = row.text(column++);
    job.prompt = row.text(column++);
    job.params = row.text(column++);
    job.flags = static_cast<std::uint32_t>(row.number(column++));
    job.directory = row.text(column++);
    job.file_name = row.text(column++);
    job.remote_ids = texts_of(row.text(column++));
    job.files = texts_of(row.text(column++));
    if (!row.is_null(column)) job.credits = row.number(column);
    ++column;
    job.status = static_cast<std::int32_t>(row.number(column++));
    job.message = row.text(column++);
    job.created_ms = row.number(column++);
    job.sent_ms = row.number(column++);
    job.accepted_ms = row.number(column++);
    job.ended_ms = row.number(column++);
    job.updated_ms = row.number(column++);
    job.priority = static_cast<std::int32_t>(row.number(column++));
    return job;
}

Result<std::int64_t> one_number(const Database& database, std::string_view sql) {
    auto statement = database.prepare(sql);
    if (!statement) return fail(statement.error());
    const auto row = statement->step();
    if (!row) return fail(row.error());
    return *row ? statement->number(0) : 0;
}

// Runs a statement that gives no rows.
Result<void> finish(Result<bool> stepped) {
    if (!stepped) return fail(stepped.error());
    return {};
}

}  // namespace

std::string_view name_of(State state) {
    switch (state) {
        case State::waiting:
            return "waiting";
        case State::creating:
            return "creating";
        case State::running:
            return "running";
        case State::saving:
            return "saving";
        case State::ended:
            return "ended";
    }
    return "unknown";
}

Result<void> prepare_tables(Database& database) {
    const auto version = one_number(database, "PRAGMA user_version");
    if (!version) return fail(version.error());
    const auto known = static_cast<std::int64_t>(kSteps.size());
    if (*version == known) return {};
    if (*version > known || *version < 0) {
        return fail(CONCH_E_DISK, "the journal \"" + database.path() +
                                      "\" was written by a newer version of libconch (" + std::to_string(*version) +
                                      "; this one knows " + std::to_string(known) + "); it is left alone");
    }
    auto transaction = Transaction::begin(database);
    if (!transaction) return fail(transaction.error());
    for (std::int64_t step = *version; step < known; ++step) {
        if (auto done = database.run(kSteps[static_cast<std::size_t>(step)]); !done) return done;
    }
    const std::string stamp = "PRAGMA user_version=" + std::to_string(known);
    if (auto done = database.run(stamp.c_str()); !done) return done;
    return transaction->commit();
}

Result<void> put(Database& database, const Job& job) {
    auto row = database.prepare("INSERT OR REPLACE INTO job(" + std::string(kColumns) +
                                ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!row) return fail(row.error());
    row->bind(job.id).bind(static_cast<std::int64_t>(job.state)).bind(std::int64_t{job.kind});
    row->bind(job.endpoint).bind(job.credentials).bind(job.account).bind(job.prompt).bind(job.params);
    row->bind(std::int64_t{job.flags}).bind(job.directory).bind(job.file_name);
    row->bind(json_of(job.remote_ids)).bind(json_of(job.files));
    if (job.credits) {
        row->bind(*job.credits);
    } else {
        row->bind_nothing();
    }
    row->bind(std::int64_t{job.status}).bind(job.message).bind(job.created_ms).bind(job.sent_ms);
    row->bind(job.accepted_ms).bind(job.ended_ms).bind(job.updated_ms).bind(std::int64_t{job.priority});
    if (auto done = finish(row->step()); !done) return done;
    for (const std::string& id : job.remote_ids) {
        auto remote = database.prepare("INSERT OR REPLACE INTO remote(id, job) VALUES(?,?)");
        if (!remote) return fail(remote.error());
        if (auto done = finish(remote->bind(id).bind(job.id).step()); !done) return done;
    }
    return {};
}

Result<void> remove(Database& database, std::string_view id) {
    for (const std::string_view sql : {"DELETE FROM remote WHERE job=?", "DELETE FROM job WHERE id=?"}) {
        auto statement = database.prepare(sql);
        if (!statement) return fail(statement.error());
        if (auto done = finish(statement->bind(id).step()); !done) return done;
    }
    return {};
}

Result<std::vector<Job>> read(Database& database, const Filter& filter) {
    std::string sql = "SELECT " + std::string(kColumns) + " FROM job WHERE 1";
    if (!filter.id.empty()) sql += " AND id=?";
    if (!filter.endpoint.empty()) sql += " AND endpoint=? AND credentials=?";
    if (filter.unfinished) sql += " AND state<5";
    if (filter.ended) sql += " AND state=5";
    sql += " ORDER BY created_ms DESC, id DESC LIMIT ?";
    auto statement = database.prepare(sql);
    if (!statement) return fail(statement.error());
    if (!filter.id.empty()) statement->bind(filter.id);
    if (!filter.endpoint.empty()) statement->bind(filter.endpoint).bind(filter.credentials);
    statement->bind(filter.limit);
    std::vector<Job> jobs;
    for (;;) {
        const auto row = statement->step();
        if (!row) return fail(row.error());
        if (!*row) return jobs;
        jobs.push_back(job_of(*statement));
    }
}

Result<std::int64_t> count(Database& database) {
    return one_number(database, "SELECT count(*) FROM job");
}

Result<std::int64_t> count_unfinished(Database& database) {
    return one_number(database, "SELECT count(*) FROM job WHERE state<5");
}

Result<std::optional<std::int64_t>> accepted_of_remote(Database& database, std::string_view remote_id) {
    auto statement =
        database.prepare("SELECT accepted_ms FROM job JOIN remote ON remote.job = job.id WHERE remote.id=?");
    if (!statement) return fail(statement.error());
    const auto row = statement->bind(remote_id).step();
    if (!row) return fail(row.error());
    return *row ? std::optional(statement->number(0)) : std::nullopt;
}

}  // namespace conch::store
