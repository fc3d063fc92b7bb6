// A job's files: from the service's links to whole files under their final names.
#pragma once

#include <functional>
#include <string>

#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

struct FileToBring {
    std::string default_name;  // "video-20261122-091500-998877.mp4"
    // Reads the item again and gives a fresh link: links expire.
    std::function<Async<Result<std::string>>()> renew_link;
    std::string link;
    std::size_t number = 1;  // of several files of one job: the second and later get it into a name that the host gave
};

// The path of the whole file. Respects the task's directory, file name and overwrite flag.
Async<Result<std::string>> bring_file(Context& context, FileToBring file);

// Where a file of that name goes, by the task's directory and overwrite flag. Looks at the disk: on the helper thread.
std::string free_result_path(const Settings& settings, const std::string& name);

// "PREFIX-<UTC date and time>-<last digits of the id>.ENDING", safe on every file system.
std::string default_file_name(std::string_view prefix, std::string_view remote_id, std::string_view ending);

// "png" of "https://…/a.png?x=y"; `usual` when the link does not end like a file of a known type.
std::string_view ending_of_link(const std::string& link, std::string_view usual);

}  // namespace conch::jobs
