#include "jobs/results.hpp"

#include <array>
#include <ctime>

#include "conch/task.h"
#include "platform/clock.hpp"
#include "platform/file.hpp"

namespace conch::jobs {

namespace {

constexpr int kMaxRenewals = 3;

bool expired(const net::DownloadFailure& failure) {
    return failure.http_code == 403 || failure.http_code == 404 || failure.http_code == 410;
}

// "cat.png" becomes "cat-2.png".
std::string numbered(const std::string& name, std::size_t number) {
    if (number == 1) return name;
    const std::size_t dot = name.rfind('.');
    const std::size_t stem = dot == std::string::npos || dot == 0 ? name.size() : dot;
    return name.substr(0, stem) + '-' + std::to_string(number) + name.substr(stem);
}

}  // namespace

std::string default_file_name(std::string_view prefix, std::string_view remote_id, std::string_view ending) {
    const std::time_t now = static_cast<std::time_t>(platform::wall_clock_ms() / 1000);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    std::array<char, 32> stamp{};
    // %Y%m%d and the like do not depend on the locale.
    std::strftime(stamp.data(), stamp.size(), "%Y%m%d-%H%M%S", &utc);
    std::string tail;
    for (const char letter : remote_id.substr(remote_id.rfind(':') + 1)) {
        if ((letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))
            tail += letter;
    }
    if (tail.size() > 24) tail.erase(0, tail.size() - 24);
    return std::string(prefix) + '-' + stamp.data() + '-' + tail + '.' + std::string(ending);
}

std::string_view ending_of_link(const std::string& link, std::string_view usual) {
    const std::string path = link.substr(0, link.find_first_of("?#"));
    for (const std::string_view known : {"png", "jpg", "jpeg", "webp", "mp4", "mp3"}) {
        if (path.size() > known.size() && path.compare(path.size() - known.size(), known.size(), known) == 0 &&
            path[path.size() - known.size() - 1] == '.') {
            return known;
        }
    }
    return usual;
}

std::string free_result_path(const Settings& settings, const std::string& name) {
    const bool overwrite = (settings.flags & CONCH_TASK_OVERWRITE) != 0;
    return overwrite ? settings.directory + '/' + name : platform::free_path(settings.directory, name);
}

Async<Result<std::string>> bring_file(Context& context, FileToBring file) {
    const Settings& settings = context.settings();
    const std::string name = settings.file_name.empty() ? file.default_name : numbered(settings.file_name, file.number);
    std::string path;
    co_await context.offload([&] { path = free_result_path(settings, name); });

    context.enter(CONCH_PHASE_DOWNLOADING, name);
    for (int renewals = 0;; ++renewals) {
        net::DownloadRequest request;
        request.url = file.link;
        request.path = path;
        request.timeouts = context.service().timeouts;
        request.timeouts.total = Milliseconds(0);
        request.on_progress = [&context](std::uint64_t done, std::uint64_t total) {
            Progress& progress = context.progress();
            progress.bytes = done;
            progress.bytes_total = total;
            if (total > 0) progress.percent = static_cast<std::int32_t>(done * 100 / total);
            context.report();
        };
        auto downloaded = co_await context.download(std::move(request));
        if (downloaded) co_return std::move(downloaded->path);
        if (downloaded.error().cancelled || !expired(downloaded.error()) || renewals >= kMaxRenewals) {
            co_return fail(std::move(downloaded.error().error));
        }
        context.log(CONCH_LOG_WARNING, "the link of " + name + " has expired; asking for a new one");
        auto link = co_await file.renew_link();
        if (!link) co_return fail(std::move(link.error()));
        file.link = std::move(*link);
    }
}

}  // namespace conch::jobs
