// One HTTP request to somewhere else: how the service calls webhooks.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "emulator/http/loop.hpp"

namespace conch::emulator {

struct PostResult {
    int status = 0;       // 0: no answer
    std::string problem;  // why
};

// POSTs JSON to an http:// or https:// address; `done` is called once, on the loop.
void post_json(Loop& loop, const std::string& url, const std::string& body, std::chrono::milliseconds timeout,
               std::function<void(PostResult)> done);

}  // namespace conch::emulator
