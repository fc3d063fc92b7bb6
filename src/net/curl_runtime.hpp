// The libcurl that is in memory, which need not be the one we were compiled with: a host may bring its own.
#pragma once

#include <string>

#include "base/result.hpp"

namespace conch::net {

struct CurlRuntime {
    unsigned version = 0;  // 0xMMmmpp
    std::string version_text;
    bool http2_is_sound = false;  // before 8.4 its HTTP/2 loses requests when a server ends a connection
    // From 8.20 on ending a multi handle waits for name lookups, unless told otherwise by an option of its own.
    bool joins_lookups_at_end = false;
};

// Initialises libcurl for the process on first use, never at load; it is never cleaned up, since the host may use it
// too. Fails when that libcurl lacks what the loop cannot do without.
Result<CurlRuntime> curl_runtime();

// libcurl ignores SIGPIPE for the whole process while it ends a handle that may use signals, and then puts back what it
// found. Two at once could find each other's, and SIGPIPE would stay ignored for good.

// curl_easy_cleanup() of a handle that was perhaps reset, and so has forgotten CURLOPT_NOSIGNAL: without signals.
void clean_up_easy(void* easy);

// curl_multi_cleanup(), one at a time: the connections that are left belong to no handle that could be told.
void clean_up_multi(void* multi);

}  // namespace conch::net
