// The service as a client sees it: where it is, who we are, how long we wait for it.
#pragma once

#include <cstdint>
#include <string>

#include "net/message.hpp"

namespace conch::api {

struct Service {
    std::string base_url;  // without a slash at the end
    std::string api_token;
    std::string account;  // for operations whose parameters name none; empty: none
    net::Timeouts timeouts;
    std::uint64_t max_response_bytes = 64U << 20U;
    // The shortest pause between two looks at the same job. All other waits are in proportion to it.
    net::Milliseconds poll_interval{2'000};
};

}  // namespace conch::api
