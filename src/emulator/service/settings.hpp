// How this emulator was asked to be.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace conch::emulator {

struct Settings {
    std::string bind = "127.0.0.1";
    std::uint16_t port = 0;
    double speed = 1;
    std::uint64_t seed = 1;
    std::optional<std::string> token;  // nothing: any token, except those that begin with "invalid"
    int accounts = 1;
    std::filesystem::path state;  // empty: everything goes with the process
    unsigned render_threads = 2;
    bool decommissioned_is_gone = false;  // 410 for what the documents call decommissioned
    bool list_files = false;              // GET files was retired and lists nothing
    bool webhooks_at_end_only = false;    // not at each progress
};

}  // namespace conch::emulator
