// The page of the console, as it was when the program was built.
#pragma once

#include <string_view>
#include <vector>

namespace conch::emulator {

struct ConsoleFile {
    std::string_view name;
    std::string_view content_type;
    std::string_view content;
};

const std::vector<ConsoleFile>& console_files();

}  // namespace conch::emulator
