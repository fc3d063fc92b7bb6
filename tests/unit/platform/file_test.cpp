#include "platform/file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "support/temp_folder.hpp"

namespace conch::platform {
namespace {

using test::exists;
using test::read_file;
using test::TempFolder;
using test::write_file;

TEST(File, reads_and_writes_anywhere_in_it) {
    const TempFolder folder;
    const std::string path = folder / "海螺.bin";
    auto file = File::open_to_write(path);
    ASSERT_TRUE(file) << file.error().message;
    ASSERT_TRUE(file->write_at(0, "hello world"));
    ASSERT_TRUE(file->write_at(6, "conch"));
    ASSERT_TRUE(file->sync());
    EXPECT_EQ(read_file(path), "hello conch");
    std::uint8_t bytes[8] = {};
    EXPECT_EQ(*file->read_at(6, bytes), 5U);
    EXPECT_EQ(std::string(reinterpret_cast<char*>(bytes), 5), "conch");
    EXPECT_EQ(file->state()->size, 11U);
    ASSERT_TRUE(file->cut(5));
    EXPECT_EQ(read_file(path), "hello");
    // Opening again keeps what is there.
    auto again = File::open_to_write(path);
    EXPECT_EQ(again->state()->size, 5U);
}

TEST(File, is_not_inherited_by_child_processes) {
    const TempFolder folder;
    auto file = File::open_to_write(folder / "x");
    ASSERT_TRUE(file);
    int with_flag = 0;
    for (int descriptor = 3; descriptor < 64; ++descriptor) {
        struct stat here {};
        struct stat ours {};
        if (::fstat(descriptor, &here) != 0 || ::stat((folder / "x").c_str(), &ours) != 0 || here.st_ino != ours.st_ino)
            continue;
        EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0);
        ++with_flag;
    }
    EXPECT_EQ(with_flag, 1);
}

TEST(File, refuses_what_is_no_file_without_waiting_for_it) {
    const TempFolder folder;
    const std::string pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    for (const std::string& path : {folder.path(), pipe, std::string("/dev/null"), folder / "absent"}) {
        const auto file = File::open_to_read(path);
        ASSERT_FALSE(file) << path;
        EXPECT_EQ(file.error().status, CONCH_E_FILE);
        EXPECT_NE(file.error().message.find(path), std::string::npos);
    }
}

TEST(File, a_full_disk_is_said_so) {
    auto file = File::open_to_write("/dev/full");
    ASSERT_TRUE(file);
    const auto written = file->write_at(0, "x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().status, CONCH_E_DISK);
    EXPECT_NE(written.error().message.find("No space left"), std::string::npos);
}

TEST(WholeFiles, are_replaced_at_once_and_read_within_a_limit) {
    const TempFolder folder;
    const std::string path = folder / "note";
    ASSERT_TRUE(write_whole(path, "first"));
    ASSERT_TRUE(write_whole(path, "2"));
    EXPECT_EQ(*read_whole(path, 10), "2");
    EXPECT_FALSE(exists(path + ".new"));
    write_file(path, "too long");
    const auto refused = read_whole(path, 7);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("8 bytes; at most 7"), std::string::npos);
}

TEST(Folders, are_made_with_all_above_them) {
    const TempFolder folder;
    ASSERT_TRUE(make_folders(folder / "a/b/c"));
    ASSERT_TRUE(make_folders(folder / "a/b/c"));
    ASSERT_TRUE(make_folders(folder / "a/b/c/"));
    ASSERT_TRUE(sync_folder(folder / "a/b/c"));
    write_file(folder / "file", "x");
    for (const char* bad : {"file", "file/below"}) {
        const auto made = make_folders(folder / bad);
        ASSERT_FALSE(made) << bad;
        EXPECT_EQ(made.error().status, CONCH_E_DISK);
    }
    EXPECT_FALSE(sync_folder(folder / "absent"));
}

TEST(RemoveFile, is_content_when_there_is_none) {
    const TempFolder folder;
    write_file(folder / "x", "x");
    EXPECT_TRUE(remove_file(folder / "x"));
    EXPECT_TRUE(remove_file(folder / "x"));
    EXPECT_FALSE(remove_file(folder.path()));
}

TEST(RenameToFree, takes_no_name_of_another_file_and_ends_what_was_begun) {
    const TempFolder folder;
    const std::string from = folder / "clip.mp4.part";
    const std::string to = folder / "clip.mp4";
    write_file(from, "ours");
    write_file(to, "theirs");
    const auto refused = rename_to_free(from, to);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().status, CONCH_E_BUSY);
    EXPECT_EQ(read_file(to), "theirs");
    EXPECT_EQ(read_file(from), "ours");

    // What a program leaves that ends between the two steps it takes where a file system knows no better.
    std::filesystem::remove(to);
    std::filesystem::create_hard_link(from, to);
    EXPECT_TRUE(rename_to_free(from, to));
    EXPECT_FALSE(exists(from));
    EXPECT_EQ(read_file(to), "ours");
}

TEST(Paths, come_apart_as_one_expects) {
    EXPECT_EQ(folder_of("/a/b.mp4"), "/a");
    EXPECT_EQ(folder_of("/a/b/"), "/a");
    EXPECT_EQ(folder_of("/a"), "/");
    EXPECT_EQ(folder_of("/"), "/");
    EXPECT_EQ(folder_of("a//b"), "a");
    EXPECT_EQ(folder_of("b.mp4"), ".");
    EXPECT_EQ(folder_of(""), ".");
    EXPECT_EQ(name_of("/a/b.mp4"), "b.mp4");
    EXPECT_EQ(name_of("/a/b/"), "b");
    EXPECT_EQ(name_of("b.mp4"), "b.mp4");
    EXPECT_EQ(name_of("/"), "");
}

TEST(FreePath, counts_up_before_the_extension) {
    const TempFolder folder;
    EXPECT_EQ(free_path(folder.path(), "clip.mp4"), folder / "clip.mp4");
    write_file(folder / "clip.mp4", "");
    EXPECT_EQ(free_path(folder.path(), "clip.mp4"), folder / "clip (2).mp4");
    write_file(folder / "clip (2).mp4", "");
    EXPECT_EQ(free_path(folder.path() + "/", "clip.mp4"), folder / "clip (3).mp4");
    write_file(folder / ".hidden", "");
    EXPECT_EQ(free_path(folder.path(), ".hidden"), folder / ".hidden (2)");
    // A dangling link is in the way too: opening it would write somewhere else.
    ASSERT_EQ(::symlink("nowhere", (folder / "link.mp4").c_str()), 0);
    EXPECT_EQ(free_path(folder.path(), "link.mp4"), folder / "link (2).mp4");
}

}  // namespace
}  // namespace conch::platform
