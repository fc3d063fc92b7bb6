// Names of files come out of what the service says, and are safe whatever it says.
#include "jobs/results.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "conch/task.h"
#include "support/temp_folder.hpp"

namespace conch::jobs {
namespace {

using conch::test::TempFolder;

TEST(FileNames, take_nothing_dangerous_from_an_id) {
    const std::string usual = default_file_name("video", "user:1-minimax:2-video:998877", "mp4");
    EXPECT_TRUE(usual.starts_with("video-20")) << usual;
    EXPECT_TRUE(usual.ends_with("-998877.mp4")) << usual;
    for (const std::string& id :
         {std::string("../../etc/passwd"), std::string("a/b\\c:d*e?f\"g<h>i|j"), std::string("CON"), std::string("."),
          std::string(), std::string("\n\t\0\x7f", 4), std::string("🐚🐚🐚"), std::string(100'000, 'x')}) {
        const std::string name = default_file_name("video", id, "mp4");
        EXPECT_LE(name.size(), 64U);
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."),
                  std::string::npos)
            << name;
        EXPECT_EQ(name.find(".."), std::string::npos) << name;
        EXPECT_TRUE(name.starts_with("video-20")) << "never a reserved name: " << name;
    }
}

TEST(FileNames, end_as_a_known_type_or_as_usual) {
    EXPECT_EQ(ending_of_link("https://x.example/a.png?sig=b.mp4", "mp4"), "png");
    EXPECT_EQ(ending_of_link("https://x.example/a.jpeg#c.png", "mp4"), "jpeg");
    for (const char* link : {"https://x.example/a.exe", "https://x.example/.mp4/..", "", "png", "https://x.example/png",
                             "https://x.example/a.PNG/../../b.sh"})
        EXPECT_EQ(ending_of_link(link, "bin"), "bin") << link;
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(SavedBytes, take_the_next_free_name_and_leave_the_parts_of_others) {
    const TempFolder folder;
    Settings settings;
    settings.directory = folder.path() + "/new/folder";
    ASSERT_EQ(save_bytes(settings, "said.mp3", "one").value(), settings.directory + "/said.mp3");
    ASSERT_EQ(save_bytes(settings, "said.mp3", "two").value(), settings.directory + "/said (2).mp3");
    std::ofstream(settings.directory + "/said (3).mp3.part") << "somebody else's";
    const auto third = save_bytes(settings, "said.mp3", "three");
    ASSERT_TRUE(third) << third.error().message;
    EXPECT_EQ(read_file(*third), "three");
    EXPECT_EQ(read_file(settings.directory + "/said (3).mp3.part"), "somebody else's");
    EXPECT_EQ(read_file(settings.directory + "/said.mp3"), "one");
    settings.flags = CONCH_TASK_OVERWRITE;
    ASSERT_EQ(save_bytes(settings, "said.mp3", "four").value(), settings.directory + "/said.mp3");
    EXPECT_EQ(read_file(settings.directory + "/said.mp3"), "four");
}

TEST(SavedBytes, that_do_not_fit_leave_nothing) {
    const TempFolder folder;
    Settings settings;
    settings.directory = folder.path();
    settings.flags = CONCH_TASK_OVERWRITE;
    std::filesystem::create_symlink("/dev/full", folder.path() + "/said.mp3.part");
    const auto saved = save_bytes(settings, "said.mp3", "no room");
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().status, CONCH_E_DISK);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace conch::jobs
