// The journal as hosts see it: filters and answers in JSON.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/journal.hpp"

namespace conch::jobs {

// CONCH_E_INVALID, with the field, when it is none.
Result<store::Filter> parse_filter(std::string_view json);

// What conch_jobs_list answers. `task_of` gives the number of the task that works on a job here, 0 for none.
std::string list_json(const std::vector<store::Job>& jobs, const store::Journal& journal,
                      const std::function<std::uint64_t(const std::string& id)>& task_of);

// What conch_jobs_restore answers.
struct Restored {
    std::uint64_t task;
    std::string id;
    std::int32_t kind;
};
std::string restore_json(const std::vector<Restored>& restored, std::size_t left, const store::Journal& journal);

}  // namespace conch::jobs
