// A job's files: from the service's links to whole files under their final names, all of them or none.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

struct FileToBring {
    std::string default_name;  // "video-20261122-091500-998877.mp4"
    // Reads the item again and gives a fresh link: links expire.
    std::function<Async<Result<std::string>>()> renew_link;
    std::string link;
};

// The paths of the whole files, which appear together when the last one is complete. Respects the task's directory,
// file name and overwrite flag; a name that is taken gets a number. What an earlier run of the host had begun is
// continued.
Async<Result<std::vector<std::string>>> bring_files(Context& context, std::vector<FileToBring> files);

// The same for bytes that are here already. Blocks: on the helper thread.
Result<std::string> save_bytes(const Settings& settings, const std::string& name, std::string_view bytes);

// "PREFIX-<UTC date and time>-<last digits of the id>.ENDING", safe on every file system.
std::string default_file_name(std::string_view prefix, std::string_view remote_id, std::string_view ending);

// "png" of "https://…/a.png?x=y"; `usual` when the link does not end like a file of a known type.
std::string_view ending_of_link(const std::string& link, std::string_view usual);

}  // namespace conch::jobs
