// One file from a link to disk: into PATH.part, and checked. PartFile::publish() then gives it its name, so that PATH
// is whole or absent.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "net/loop.hpp"

namespace conch::net {

struct DownloadRequest {
    std::string url;
    std::string path;  // the final place, UTF-8; its folder exists or is made
    Timeouts timeouts;
    Milliseconds retry_delay{500};  // before the first retry; doubles with each that brings nothing
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress;  // total 0: unknown; a few times a second
};

struct Downloaded {
    std::string path;
    std::uint64_t bytes = 0;
    std::string content_type;
};

struct DownloadFailure {
    Error error;
    int http_code = 0;      // 403, 404 and 410 are how an expired link shows
    bool is_taken = false;  // somebody else is downloading to that path: choose another
    bool cancelled = false;
};

class Download;  // a running one

// Resumes PATH.part when it and its PATH.part.meta fit, starts over when the entity changed or cannot be recognised.
// Breaks are retried by Range + If-Range a bounded number of times; what was received stays for the next start,
// whatever the failure. `done` comes exactly once, on the loop's thread, never from inside start_download(); only a
// loop that is stopped while the download rests between two tries or brings the file to disk drops it.
std::shared_ptr<Download> start_download(Loop& loop, DownloadRequest request,
                                         std::function<void(tl::expected<Downloaded, DownloadFailure>)> done);
// `done` follows, as cancelled, or as a success when all was there already. On the loop's thread.
void cancel_download(Download& download);

}  // namespace conch::net
