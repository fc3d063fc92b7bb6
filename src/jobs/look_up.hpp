// Finding a job again by the mark in its replyRef.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jobs/context.hpp"

namespace conch::jobs {

// The id of the running job that carries the mark, by asking the service's scheduler.
Async<std::optional<std::string>> look_up(Context& context, std::string mark);

// The same inside a JSON text: a scheduler's list, or the 429 body that names what is running.
std::optional<std::string> find_mark(std::string_view json_text, std::string_view mark);

}  // namespace conch::jobs
