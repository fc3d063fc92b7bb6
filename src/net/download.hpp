// One file from a link to disk: into PATH.part, checked, renamed at the end, so that PATH is whole or absent.
#pragma once

#include <functional>
#include <string>

#include "net/loop.hpp"

namespace conch::net {

struct DownloadRequest {
    std::string url;
    std::string path;  // the final place, UTF-8; its folder exists or is made
    Timeouts timeouts;
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress;  // total 0: unknown
};

struct Downloaded {
    std::string path;
    std::uint64_t bytes = 0;
    std::string content_type;
};

struct DownloadFailure {
    Error error;
    int http_code = 0;  // 403, 404 and 410 are how an expired link shows
    bool cancelled = false;
};

class Download;  // a running one

// Resumes PATH.part when it and its PATH.part.meta (ETag, length) fit, starts over when the entity changed.
// Breaks are retried by Range + If-Range a bounded number of times. `done` comes exactly once, on the loop's thread.
std::shared_ptr<Download> start_download(Loop& loop, DownloadRequest request,
                                         std::function<void(tl::expected<Downloaded, DownloadFailure>)> done);
void cancel_download(Download& download);

}  // namespace conch::net
