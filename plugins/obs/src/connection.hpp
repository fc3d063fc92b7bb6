// What holds for all sources: the API token, the service's address and the proxy. Kept out of scene collections, in a
// file of this user alone.
#pragma once

#include <cstdint>
#include <string>

namespace conch::obs {

struct Connection {
    std::string api_token;
    std::string base_url;                // empty: the service's own
    std::string proxy;                   // empty: none
    std::uint32_t poll_interval_ms = 0;  // 0: the library's default; only in the file, for tests

    bool operator==(const Connection&) const = default;
};

// The file's content; what cannot be read is empty.
Connection load_connection();
// Empty, or why it could not be written.
std::string save_connection(const Connection& connection);

}  // namespace conch::obs
