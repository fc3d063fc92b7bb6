#include "store/journal.hpp"

#include <algorithm>
#include <map>

namespace conch::store {

namespace {

// How many files of dead owners are looked into when ours is opened: the first job of a program waits for it.
constexpr int kTidiedAtOnce = 16;

// A job that is in two files, because somebody died while moving it, is what its newer record says.
void keep_newer(std::map<std::string, Job>& jobs, Job job) {
    const auto found = jobs.find(job.id);
    if (found == jobs.end()) {
        jobs.emplace(job.id, std::move(job));
    } else if (job.updated_ms > found->second.updated_ms) {
        found->second = std::move(job);
    }
}

Result<void> put_if_newer(Database& database, const Job& job) {
    Filter same;
    same.id = job.id;
    const auto there = read(database, same);
    if (!there) return fail(there.error());
    if (!there->empty() && there->front().updated_ms >= job.updated_ms) return {};
    return put(database, job);
}

// Written there before it is removed here: whoever dies in between leaves the job twice, never not at all.
Result<void> move_jobs(OwnedFile& from, OwnedFile& to, const Filter& filter) {
    const auto jobs = read(from.database, filter);
    if (!jobs) return fail(jobs.error());
    if (jobs->empty()) return {};
    if (auto set = to.database.set_sync(Sync::full); !set) return set;
    {
        auto transaction = Transaction::begin(to.database);
        if (!transaction) return fail(transaction.error());
        for (const Job& job : *jobs) {
            if (auto done = put_if_newer(to.database, job); !done) return done;
        }
        if (auto done = transaction->commit(); !done) return done;
    }
    auto transaction = Transaction::begin(from.database);
    if (!transaction) return fail(transaction.error());
    for (const Job& job : *jobs) {
        if (auto done = remove(from.database, job.id); !done) return done;
    }
    return transaction->commit();
}

// All in one file, the smaller one into the larger: a long history is not copied again by everyone who comes. What
// cannot be moved stays where it is.
void unite(Directory& directory, OwnedFile& kept, OwnedFile other) {
    const auto here = count(kept.database);
    const auto there = count(other.database);
    if (here && there && *there > *here) std::swap(kept, other);
    if (move_jobs(other, kept, {})) directory.remove(std::move(other));
}

}  // namespace

Result<void> Journal::open() {
    if (ours_) return {};
    const auto all = directory_.lock_all();
    if (!all) return fail(all.error());
    // A file without owner and without unfinished jobs is taken up. Several become one, and so do those that wait for
    // somebody to restore their jobs: every owner that is killed leaves a file, and nobody may ever restore.
    std::optional<OwnedFile> to_be_restored;
    int looked_into = 0;
    for (const std::string& stem : directory_.stems()) {
        if (looked_into == kTidiedAtOnce) break;
        auto file = directory_.take(stem, notes_);
        if (!file) return fail(file.error());
        if (!*file) continue;
        ++looked_into;
        const auto unfinished = count_unfinished((*file)->database);
        if (!unfinished) {
            notes_.push_back(unfinished.error().message);
            continue;
        }
        std::optional<OwnedFile>& kept = *unfinished > 0 ? to_be_restored : ours_;
        if (kept) {
            unite(directory_, *kept, std::move(**file));
        } else {
            kept = std::move(**file);
        }
    }
    if (ours_) return {};
    auto made = directory_.create();
    if (!made) return fail(made.error());
    ours_ = std::move(*made);
    return {};
}

Result<void> Journal::put_ours(const Job& job, Sync sync) {
    if (auto set = ours_->database.set_sync(sync); !set) return set;
    auto transaction = Transaction::begin(ours_->database);
    if (!transaction) return fail(transaction.error());
    if (auto done = put(ours_->database, job); !done) return done;
    return transaction->commit();
}

Result<void> Journal::write(const Job& job, Sync sync) {
    if (auto opened = open(); !opened) return opened;
    auto written = put_ours(job, sync);
    if (written || !is_damage(written.error())) return written;
    // The disk spoiled it under our hands. Its other jobs are in what is set aside; this one goes on in a new file.
    const std::string stem = ours_->stem;
    const std::string why = written.error().message;
    ours_.reset();
    if (const auto aside = directory_.set_aside(stem))
        notes_.push_back(why + "; it is damaged and was set aside as \"" + *aside + '"');
    if (auto opened = open(); !opened) return opened;
    return put_ours(job, sync);
}

Result<std::vector<Job>> Journal::list(const Filter& filter) {
    const auto all = directory_.lock_all();
    if (!all) return fail(all.error());
    std::map<std::string, Job> jobs;
    // Which of two records is newer shows only when both are looked at, so what was asked for is sorted out afterwards.
    Filter wide = filter;
    wide.unfinished = wide.ended = false;
    if (filter.unfinished || filter.ended) wide.limit = -1;
    for (const std::string& stem : directory_.stems()) {
        const auto collect = [&](Database& database, Owner owner) -> Result<void> {
            auto found = read(database, wide);
            if (!found) return fail(found.error());
            for (Job& job : *found) {
                job.owner = owner;
                keep_newer(jobs, std::move(job));
            }
            return {};
        };
        Result<void> collected;
        if (ours_ && ours_->stem == stem) {
            collected = collect(ours_->database, Owner::ours);
        } else if (auto file = directory_.take(stem, notes_); file && *file) {
            collected = collect((*file)->database, Owner::nobody);
        } else if (platform::file_state(stem + ".db")) {
            auto database = Database::open(stem + ".db", Access::read);
            collected = database ? collect(*database, Owner::other) : tl::unexpected(database.error());
        }
        if (!collected) notes_.push_back(collected.error().message);
    }
    std::vector<Job> sorted;
    for (auto& [id, job] : jobs) {
        const bool ended = job.state == State::ended;
        if ((filter.unfinished && ended) || (filter.ended && !ended)) continue;
        sorted.push_back(std::move(job));
    }
    std::sort(sorted.begin(), sorted.end(), [](const Job& one, const Job& other) {
        return std::tie(one.created_ms, one.id) > std::tie(other.created_ms, other.id);
    });
    if (filter.limit >= 0 && sorted.size() > static_cast<std::size_t>(filter.limit))
        sorted.resize(static_cast<std::size_t>(filter.limit));
    return sorted;
}

Result<std::vector<Job>> Journal::take_over(const Filter& filter) {
    if (auto opened = open(); !opened) return fail(opened.error());
    const auto all = directory_.lock_all();
    if (!all) return fail(all.error());
    for (const std::string& stem : directory_.stems()) {
        if (stem == ours_->stem) continue;
        auto file = directory_.take(stem, notes_);
        if (!file) return fail(file.error());
        if (!*file) continue;
        if (auto moved = move_jobs(**file, *ours_, filter); !moved) {
            notes_.push_back(moved.error().message);
            continue;
        }
        // What is left belongs to others, unless it is history only.
        const auto unfinished = count_unfinished((*file)->database);
        if (!unfinished || *unfinished > 0) continue;
        unite(directory_, *ours_, std::move(**file));
    }
    auto jobs = read(ours_->database, filter);
    if (jobs) std::reverse(jobs->begin(), jobs->end());
    return jobs;
}

Result<void> Journal::forget(std::string_view id) {
    if (auto opened = open(); !opened) return opened;
    const auto all = directory_.lock_all();
    if (!all) return fail(all.error());
    Filter same;
    same.id = id;
    bool found = false;
    bool held = false;
    for (const std::string& stem : directory_.stems()) {
        std::optional<OwnedFile> taken;
        Database* database = nullptr;
        if (stem == ours_->stem) {
            database = &ours_->database;
        } else {
            auto file = directory_.take(stem, notes_);
            if (!file) return fail(file.error());
            if (*file) {
                taken = std::move(**file);
                database = &taken->database;
            } else if (auto opened = Database::open(stem + ".db", Access::read); opened) {
                const auto there = read(*opened, same);
                held = held || (there && !there->empty());
            }
        }
        if (database == nullptr) continue;
        const auto there = read(*database, same);
        if (!there) return fail(there.error());
        if (there->empty()) continue;
        found = true;
        auto transaction = Transaction::begin(*database);
        if (!transaction) return fail(transaction.error());
        if (auto done = remove(*database, id); !done) return done;
        if (auto done = transaction->commit(); !done) return done;
    }
    if (held) return fail(CONCH_E_BUSY, "another program that is running works on job " + std::string(id));
    if (!found) return fail(CONCH_E_NOT_FOUND, "the journal has no job " + std::string(id));
    return {};
}

Result<std::optional<std::int64_t>> Journal::accepted_of_remote(std::string_view remote_id) {
    std::optional<std::int64_t> accepted;
    for (const std::string& stem : directory_.stems()) {
        const auto look = [&](Database& database) {
            const auto found = store::accepted_of_remote(database, remote_id);
            if (found && *found) accepted = *found;
        };
        if (ours_ && ours_->stem == stem) {
            look(ours_->database);
        } else if (auto database = Database::open(stem + ".db", Access::read); database) {
            look(*database);
        }
        if (accepted) break;
    }
    return accepted;
}

}  // namespace conch::store
