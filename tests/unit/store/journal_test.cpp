#include "store/journal.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "support/temp_folder.hpp"

namespace {

using namespace conch::store;
using conch::test::TempFolder;

Job job_of(const std::string& id, State state = State::running, std::int64_t updated = 100) {
    Job job;
    job.id = id;
    job.state = state;
    job.kind = 1;
    job.endpoint = "https://service.example/v1";
    job.credentials = 42;
    job.prompt = "a shell 🐚";
    job.params = R"({"prompt":"a shell 🐚"})";
    job.remote_ids = {"user:1-minimax:2-video:" + id};
    job.files = {"/tmp/" + id + ".mp4"};
    job.credits = 30;
    job.created_ms = job.accepted_ms = updated;
    job.updated_ms = updated;
    return job;
}

Filter of_service() {
    Filter filter;
    filter.unfinished = true;
    filter.endpoint = "https://service.example/v1";
    filter.credentials = 42;
    return filter;
}

std::vector<std::string> ids(const conch::Result<std::vector<Job>>& jobs) {
    std::vector<std::string> ids;
    if (!jobs) return {jobs.error().message};
    for (const Job& job : *jobs)
        ids.push_back(job.id);
    return ids;
}

using Ids = std::vector<std::string>;

class JournalTest : public ::testing::Test {
  protected:
    [[nodiscard]] std::string directory() const { return folder_.path() + "/state/conch"; }
    [[nodiscard]] std::vector<std::string> files(const std::string& ending) const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(directory())) {
            if (entry.path().string().ends_with(ending)) found.push_back(entry.path().string());
        }
        return found;
    }
    TempFolder folder_;
};

TEST_F(JournalTest, a_job_comes_back_as_it_was_written) {
    Job job = job_of("a");
    job.message = "a \"message\"";
    job.flags = 5;
    job.priority = -3;
    job.account = "2";
    job.directory = "/some where";
    job.file_name = "cat.mp4";
    job.sent_ms = 99;
    job.status = CONCH_E_DISK;
    {
        Journal journal(directory());
        ASSERT_TRUE(journal.write(job, Sync::full));
    }
    Journal journal(directory());
    const auto jobs = journal.list({});
    ASSERT_TRUE(jobs) << jobs.error().message;
    ASSERT_EQ(jobs->size(), 1U);
    const Job& read = jobs->front();
    EXPECT_EQ(read.owner, Owner::nobody);
    EXPECT_EQ(read.message, job.message);
    EXPECT_EQ(read.params, job.params);
    EXPECT_EQ(read.prompt, job.prompt);
    EXPECT_EQ(read.remote_ids, job.remote_ids);
    EXPECT_EQ(read.files, job.files);
    EXPECT_EQ(read.credits, job.credits);
    EXPECT_EQ(read.flags, job.flags);
    EXPECT_EQ(read.priority, job.priority);
    EXPECT_EQ(read.account, job.account);
    EXPECT_EQ(read.directory, job.directory);
    EXPECT_EQ(read.file_name, job.file_name);
    EXPECT_EQ(read.sent_ms, job.sent_ms);
    EXPECT_EQ(read.status, job.status);
    EXPECT_EQ(read.state, job.state);
}

TEST_F(JournalTest, nobody_else_can_read_what_was_prompted) {
    Journal journal(directory());
    ASSERT_TRUE(journal.write(job_of("a"), Sync::normal));
    struct stat found {};
    ASSERT_EQ(::stat(directory().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0700U);
    for (const auto& entry : std::filesystem::directory_iterator(directory())) {
        ASSERT_EQ(::stat(entry.path().c_str(), &found), 0);
        EXPECT_EQ(found.st_mode & 0077U, 0U) << entry.path();
    }
}

TEST_F(JournalTest, jobs_of_an_owner_that_lives_are_seen_but_not_taken) {
    Journal one(directory());
    Journal two(directory());
    ASSERT_TRUE(one.write(job_of("a"), Sync::normal));
    ASSERT_TRUE(two.write(job_of("b"), Sync::normal));
    EXPECT_EQ(ids(two.take_over(of_service())), Ids{"b"});
    const auto all = two.list({});
    ASSERT_TRUE(all);
    ASSERT_EQ(ids(all), (Ids{"b", "a"}));
    EXPECT_EQ((*all)[0].owner, Owner::ours);
    EXPECT_EQ((*all)[1].owner, Owner::other);
    EXPECT_EQ(two.forget("a").error().status, CONCH_E_BUSY);
    EXPECT_EQ(two.forget("c").error().status, CONCH_E_NOT_FOUND);
    EXPECT_TRUE(two.forget("b"));
    EXPECT_EQ(ids(two.list({})), Ids{"a"});
}

TEST_F(JournalTest, jobs_without_owner_move_to_whoever_restores_them) {
    {
        Journal gone(directory());
        ASSERT_TRUE(gone.write(job_of("a", State::running, 1), Sync::normal));
        ASSERT_TRUE(gone.write(job_of("b", State::ended, 2), Sync::normal));
        Job other = job_of("c", State::running, 3);
        other.credentials = 43;
        ASSERT_TRUE(gone.write(other, Sync::normal));
    }
    Journal heir(directory());
    EXPECT_EQ(ids(heir.take_over(of_service())), Ids{"a"}) << "the ended one and that of another token stay";
    EXPECT_EQ(files(".db").size(), 2U) << "another token's job is still to be restored";
    Filter others = of_service();
    others.credentials = 43;
    EXPECT_EQ(ids(heir.take_over(others)), Ids{"c"});
    EXPECT_EQ(files(".db").size(), 1U) << "what was left was history, which moved along";
    EXPECT_EQ(files(".lock").size(), 2U) << "the file's own, and the directory's";
    EXPECT_EQ(ids(heir.list({})), (Ids{"c", "b", "a"}));
}

TEST_F(JournalTest, a_file_with_history_only_is_taken_up_by_the_next_owner) {
    for (const char* id : {"a", "b", "c"}) {
        Journal journal(directory());
        ASSERT_TRUE(journal.write(job_of(id, State::ended), Sync::normal));
    }
    EXPECT_EQ(files(".db").size(), 1U);
    Journal journal(directory());
    EXPECT_EQ(journal.list({})->size(), 3U);
}

TEST_F(JournalTest, what_many_dead_owners_left_becomes_few_files_step_by_step_and_loses_nothing) {
    {
        std::vector<Journal> killed;
        for (int owner = 0; owner < 40; ++owner) {
            const State state = owner % 4 == 0 ? State::ended : State::running;
            ASSERT_TRUE(killed.emplace_back(directory()).write(job_of(std::to_string(owner), state), Sync::normal));
        }
    }
    ASSERT_EQ(files(".db").size(), 40U);
    std::size_t before = 40;
    for (int start = 0; start < 4; ++start) {
        Journal next(directory());
        ASSERT_TRUE(next.write(job_of("start " + std::to_string(start)), Sync::normal));
        EXPECT_GE(files(".db").size() + 15, before) << "a start is to be quick";
        before = files(".db").size();
    }
    EXPECT_LE(before, 2U);
    Journal heir(directory());
    EXPECT_EQ(heir.list({})->size(), 44U);
    EXPECT_EQ(heir.take_over(of_service())->size(), 34U);
    EXPECT_EQ(heir.list({})->size(), 44U);
}

TEST_F(JournalTest, a_long_history_stays_where_it_is_whoever_comes) {
    int jobs = 0;
    const auto history_of = [&](int count, const std::string& name) {
        const std::string apart = folder_.path() + '/' + name;
        {
            Journal journal(apart);
            for (int job = 0; job < count; ++job)
                ASSERT_TRUE(journal.write(job_of(std::to_string(jobs++), State::ended), Sync::normal));
        }
        for (const auto& entry : std::filesystem::directory_iterator(apart)) {
            if (entry.path().extension() == ".db") std::filesystem::rename(entry, directory() + '/' + name);
        }
    };
    std::filesystem::create_directories(directory());
    history_of(20, "jobs-8888888888888888.db");
    history_of(3, "jobs-0000000000000000.db");  // looked into before it
    history_of(3, "jobs-ffffffffffffffff.db");  // and after
    Journal next(directory());
    ASSERT_TRUE(next.write(job_of("next", State::ended), Sync::normal));
    EXPECT_EQ(files(".db"), Ids{directory() + "/jobs-8888888888888888.db"});
    EXPECT_EQ(next.list({})->size(), 27U);
}

TEST_F(JournalTest, a_job_that_is_in_two_files_is_what_its_newer_record_says) {
    {
        Journal one(directory());
        Journal two(directory());
        ASSERT_TRUE(one.write(job_of("a", State::running, 1), Sync::normal));
        ASSERT_TRUE(two.write(job_of("a", State::ended, 2), Sync::normal));
        ASSERT_TRUE(two.write(job_of("b", State::running, 3), Sync::normal));
    }
    Journal heir(directory());
    Filter unfinished;
    unfinished.unfinished = true;
    EXPECT_EQ(ids(heir.list(unfinished)), Ids{"b"});
}

TEST_F(JournalTest, the_lock_ends_with_its_process_however_it_ends) {
    std::filesystem::create_directories(directory());
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        Journal journal(directory());
        const bool written = journal.write(job_of("a"), Sync::normal).has_value();
        ::kill(::getpid(), written ? SIGKILL : SIGTERM);
    }
    int how = 0;
    ASSERT_EQ(::waitpid(child, &how, 0), child);
    ASSERT_TRUE(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
    Journal heir(directory());
    EXPECT_EQ(ids(heir.take_over(of_service())), Ids{"a"});
}

TEST_F(JournalTest, a_damaged_file_is_set_aside_and_reported_and_never_deleted) {
    {
        Journal journal(directory());
        ASSERT_TRUE(journal.write(job_of("a"), Sync::full));
    }
    const std::string path = files(".db").at(0);
    const std::string rubbish(5000, 'x');
    std::ofstream(path, std::ios::binary) << rubbish;

    Journal heir(directory());
    EXPECT_EQ(ids(heir.take_over(of_service())), Ids{});
    const auto damaged = heir.damaged();
    ASSERT_EQ(damaged.size(), 1U);
    std::ifstream aside(damaged[0], std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(aside), {}), rubbish);
    const auto notes = heir.take_notes();
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_NE(notes[0].find(damaged[0]), std::string::npos) << notes[0];
    EXPECT_TRUE(heir.write(job_of("b"), Sync::full)) << "and a new one is begun";
}

TEST_F(JournalTest, a_page_that_went_bad_inside_is_noticed) {
    {
        Journal journal(directory());
        for (int i = 0; i < 200; ++i)
            ASSERT_TRUE(journal.write(job_of("job" + std::to_string(i)), Sync::normal));
    }
    const std::string path = files(".db").at(0);
    {
        std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(3 * 4096);
        file << std::string(4096, '\xA5');
    }
    Journal heir(directory());
    EXPECT_EQ(ids(heir.take_over(of_service())), Ids{});
    EXPECT_EQ(heir.damaged().size(), 1U);
}

TEST_F(JournalTest, damage_under_our_own_hands_costs_neither_the_next_step_nor_what_can_still_be_read) {
    Journal journal(directory());
    // More than SQLite keeps in memory, so that it has to look at the disk again.
    for (int i = 0; i < 12; ++i) {
        Job job = job_of("job" + std::to_string(i));
        job.params = std::string(1'000'000, 'p');
        ASSERT_TRUE(journal.write(job, Sync::normal));
    }
    const std::string path = files(".db").at(0);
    for (const char* part : {"", "-wal"}) {
        std::fstream file(path + part, std::ios::binary | std::ios::in | std::ios::out);
        const auto size = std::filesystem::file_size(path + part);
        if (size <= 4096) continue;
        file.seekp(4096);
        file << std::string(size - 4096, '\xA5');
    }
    Job job = job_of("job0", State::ended);
    ASSERT_TRUE(journal.write(job, Sync::full));
    EXPECT_EQ(journal.damaged().size(), 1U);
    const auto notes = journal.take_notes();
    ASSERT_FALSE(notes.empty());
    EXPECT_NE(notes[0].find("set aside"), std::string::npos) << notes[0];
    EXPECT_EQ(ids(journal.list({})), Ids{"job0"});
}

// As version 1 made it. Never changed: there are such files.
constexpr const char* kVersionOne = R"(
    CREATE TABLE job(
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
    CREATE INDEX remote_job ON remote(job);
    INSERT INTO job VALUES('0123456789abcdef0123456789abcdef', 3, 1, 'https://service.example/v1', 42, '2', 'an old one',
      '{"prompt":"an old one"}', 4, '/clips', 'old.mp4', '["user:1-minimax:2-video:9"]', '["/clips/old.mp4"]',
      NULL, 0, 'so far', 11, 12, 13, 0, 14);
    INSERT INTO remote VALUES('user:1-minimax:2-video:9', '0123456789abcdef0123456789abcdef');
    PRAGMA user_version=1;)";

TEST_F(JournalTest, an_older_file_is_migrated_with_all_that_is_in_it) {
    std::filesystem::create_directories(directory());
    {
        auto database = Database::open(directory() + "/jobs-00112233445566ff.db", Access::write);
        ASSERT_TRUE(database);
        ASSERT_TRUE(database->run(kVersionOne));
    }
    Journal heir(directory());
    EXPECT_EQ(heir.accepted_of_remote("user:1-minimax:2-video:9").value(), 13) << "before anybody has taken it up";
    const auto jobs = heir.take_over(of_service());
    ASSERT_EQ(ids(jobs), Ids{"0123456789abcdef0123456789abcdef"});
    const Job& job = jobs->front();
    EXPECT_EQ(job.state, State::running);
    EXPECT_EQ(job.prompt, "an old one");
    EXPECT_EQ(job.params, R"({"prompt":"an old one"})");
    EXPECT_EQ(job.flags, 4U);
    EXPECT_EQ(job.directory, "/clips");
    EXPECT_EQ(job.file_name, "old.mp4");
    EXPECT_EQ(job.files, std::vector<std::string>{"/clips/old.mp4"});
    EXPECT_EQ(job.remote_ids, std::vector<std::string>{"user:1-minimax:2-video:9"});
    EXPECT_FALSE(job.credits);
    EXPECT_EQ(job.updated_ms, 14);
    EXPECT_EQ(job.priority, 0) << "what it did not have yet";
    Job again = job;
    again.priority = 7;
    ASSERT_TRUE(heir.write(again, Sync::normal));
    EXPECT_EQ(heir.list({})->front().priority, 7);
}

TEST_F(JournalTest, a_file_of_a_newer_version_is_left_alone_and_told_of) {
    {
        Journal journal(directory());
        ASSERT_TRUE(journal.write(job_of("a"), Sync::full));
    }
    const std::string path = files(".db").at(0);
    {
        auto database = Database::open(path, Access::write);
        ASSERT_TRUE(database);
        ASSERT_TRUE(database->run("PRAGMA user_version=99"));
    }
    Journal heir(directory());
    EXPECT_EQ(ids(heir.take_over(of_service())), Ids{});
    EXPECT_TRUE(heir.damaged().empty());
    const auto notes = heir.take_notes();
    ASSERT_FALSE(notes.empty());
    EXPECT_NE(notes[0].find("newer"), std::string::npos) << notes[0];
    EXPECT_TRUE(heir.write(job_of("b"), Sync::normal));
    EXPECT_EQ(files(".db").size(), 2U);
}

TEST_F(JournalTest, a_place_that_cannot_be_written_to_is_a_clear_error) {
    const std::string file = folder_.path() + "/a file";
    std::ofstream(file) << "x";
    Journal journal(file + "/state");
    const auto written = journal.write(job_of("a"), Sync::full);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().status, CONCH_E_DISK);
    EXPECT_NE(written.error().message.find(file), std::string::npos) << written.error().message;
}

TEST_F(JournalTest, a_disk_that_fills_up_is_a_clear_error_and_what_was_there_stays) {
    {
        Journal journal(directory());
        ASSERT_TRUE(journal.write(job_of("a"), Sync::full));
    }
    // A file that may not grow is what a full disk looks like to SQLite.
    auto database = Database::open(files(".db").at(0), Access::write);
    ASSERT_TRUE(database);
    ASSERT_TRUE(database->run("PRAGMA max_page_count=1"));
    Job big = job_of("b");
    big.params = std::string(100'000, ' ');
    const auto written = put(*database, big);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().status, CONCH_E_DISK);
    EXPECT_NE(written.error().message.find("no space"), std::string::npos) << written.error().message;
    EXPECT_EQ(ids(read(*database, {})), Ids{"a"});
}

TEST_F(JournalTest, many_owners_at_once_neither_wait_for_ever_nor_lose_a_job) {
    std::vector<std::thread> owners;
    for (int owner = 0; owner < 6; ++owner) {
        owners.emplace_back([this, owner] {
            Journal journal(directory());
            for (int i = 0; i < 20; ++i)
                EXPECT_TRUE(journal.write(job_of(std::to_string(owner) + "-" + std::to_string(i)), Sync::normal));
            EXPECT_TRUE(journal.list({}));
        });
    }
    for (std::thread& owner : owners)
        owner.join();
    Journal heir(directory());
    EXPECT_EQ(heir.take_over(of_service())->size(), 120U);
    EXPECT_EQ(files(".db").size(), 1U);
}

TEST_F(JournalTest, a_remote_id_leads_to_the_job_that_has_it) {
    Journal one(directory());
    Journal two(directory());
    ASSERT_TRUE(one.write(job_of("a", State::running, 77), Sync::normal));
    ASSERT_TRUE(two.write(job_of("b", State::ended, 78), Sync::normal));
    EXPECT_EQ(two.accepted_of_remote("user:1-minimax:2-video:a").value(), 77);
    EXPECT_EQ(two.accepted_of_remote("user:1-minimax:2-video:b").value(), 78);
    EXPECT_FALSE(two.accepted_of_remote("user:1-minimax:2-video:c").value());
}

}  // namespace
