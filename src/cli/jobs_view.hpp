// The journal's answers as text for people, and what the command needs out of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conch/event.h"

namespace conch::cli {

// What conch_jobs_list answered: a few words and the files of each job, newest first.
std::string jobs_text(std::string_view list_json);

// The tasks that conch_jobs_restore named.
std::vector<conch_task> restored_tasks(std::string_view restore_json);

}  // namespace conch::cli
