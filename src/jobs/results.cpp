#include "jobs/results.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "conch/task.h"
#include "jobs/record.hpp"
#include "net/part_file.hpp"
#include "platform/clock.hpp"
#include "platform/file.hpp"

namespace conch::jobs {

namespace {

constexpr int kMaxRenewals = 3;

bool expired(const net::DownloadFailure& failure) {
    return failure.http_code == 403 || failure.http_code == 404 || failure.http_code == 410;
}

// What proxies and services say instead of giving a file, with a success code, is text.
bool may_be_media(std::string_view content_type) {
    return !content_type.starts_with("text/") && !content_type.starts_with("application/json");
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

namespace {

// Where a file of that name goes, by the task's directory and overwrite flag.
std::string free_result_path(const Settings& settings, const std::string& name) {
    const bool overwrite = (settings.flags & CONCH_TASK_OVERWRITE) != 0;
    return overwrite ? settings.directory + '/' + name : platform::free_path(settings.directory, name);
}

// The first free name whose part nobody else is filling; of this job's other files none has it.
std::string choose_path(const Settings& settings, const std::string& name, const std::vector<std::string>& chosen) {
    const auto is_free = [&](const std::string& path) {
        if (std::find(chosen.begin(), chosen.end(), path) != chosen.end()) return false;
        const auto part = platform::file_state(path + ".part");
        return !part || (part->size == 0 && !platform::file_state(path + ".part.meta"));
    };
    std::string path = free_result_path(settings, name);
    for (std::size_t number = 2; (settings.flags & CONCH_TASK_OVERWRITE) == 0 && !is_free(path); ++number)
        path = free_result_path(settings, numbered(name, number));
    return path;
}

// One file to PATH.part.
Async<tl::expected<void, net::DownloadFailure>> bring_part(Context& context, FileToBring& file, std::string path) {
    const std::string name = platform::name_of(path);
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
        net::DownloadFailure failure;
        if (!downloaded) {
            failure = std::move(downloaded.error());
        } else if (may_be_media(downloaded->content_type)) {
            co_return tl::expected<void, net::DownloadFailure>();
        } else {
            failure.error = error_with(
                CONCH_E_RESPONSE, "the link of " + name + " gave " + downloaded->content_type + " instead of a file");
            co_await context.offload([&path] {
                (void)platform::remove_file(path + ".part");
                (void)platform::remove_file(path + ".part.meta");
            });
        }
        const bool worth_a_new_link = !downloaded ? expired(failure) : true;
        if (failure.cancelled || !worth_a_new_link || renewals >= kMaxRenewals)
            co_return tl::unexpected(std::move(failure));
        context.log(CONCH_LOG_WARNING, "the link of " + name + " gives nothing any more; asking for a new one");
        auto link = co_await file.renew_link();
        if (!link) {
            failure.error = std::move(link.error());
            co_return tl::unexpected(std::move(failure));
        }
        file.link = std::move(*link);
    }
}

// From PATH.part to PATH, for all of them; a name that somebody took meanwhile gets a number.
Async<Result<std::vector<std::string>>> publish(Context& context, std::vector<std::string> paths) {
    struct Parcel {
        std::vector<std::string> paths;
        std::vector<std::string> final_paths;
        bool replace = false;
        bool some_are_taken = false;
        Result<void> done;
    };
    const bool replace = (context.settings().flags & CONCH_TASK_OVERWRITE) != 0;
    auto parcel = std::make_shared<Parcel>(Parcel{paths, paths, replace, false, {}});
    const std::function<void()> work = [parcel] {
        parcel->some_are_taken = false;
        for (std::size_t i = 0; i < parcel->paths.size(); ++i) {
            std::string& final_path = parcel->final_paths[i];
            auto published = net::PartFile::publish(parcel->paths[i], final_path, parcel->replace);
            if (published) continue;
            if (published.error().status == CONCH_E_BUSY) {
                final_path = platform::free_path(platform::folder_of(final_path), platform::name_of(parcel->paths[i]));
                parcel->some_are_taken = true;
            } else if (parcel->done) {
                parcel->done = std::move(published);
            }
        }
    };
    do {
        co_await context.offload(work);
        // Before they have those names: whoever goes on after a sudden end must not take somebody else's file for ours.
        if (parcel->some_are_taken) co_await context.record().saving(context, parcel->final_paths);
    } while (parcel->some_are_taken);
    if (!parcel->done) co_return fail(std::move(parcel->done.error()));
    co_return std::move(parcel->final_paths);
}

}  // namespace

Result<std::string> save_bytes(const Settings& settings, const std::string& name, std::string_view bytes) {
    const std::string path = choose_path(settings, name, {});
    const auto write = [&]() -> Result<void> {
        auto part = net::PartFile::open(path, {});
        if (!part) return fail(CONCH_E_DISK, part.error().message);
        auto done = part->start_over({});
        if (done) done = part->append(bytes);
        if (done) done = part->to_disk();
        if (!done) (void)platform::remove_file(path + ".part");
        return done;
    };
    if (auto written = write(); !written) return fail(std::move(written.error()));
    for (std::string final_path = path;; final_path = free_result_path(settings, name)) {
        auto published = net::PartFile::publish(path, final_path, (settings.flags & CONCH_TASK_OVERWRITE) != 0);
        if (published) return final_path;
        if (published.error().status != CONCH_E_BUSY) return fail(std::move(published.error()));
    }
}

Async<Result<std::vector<std::string>>> bring_files(Context& context, std::vector<FileToBring> files) {
    const Settings& settings = context.settings();
    Record& record = context.record();
    std::vector<std::string> names;
    for (std::size_t i = 0; i < files.size(); ++i)
        names.push_back(settings.file_name.empty() ? files[i].default_name : numbered(settings.file_name, i + 1));

    std::vector<std::string> paths = record.job().files;
    bool all_there = record.job().state == store::State::saving && paths.size() == files.size();
    if (all_there) {
        // An earlier run has seen all of them whole; somebody may have tidied up since.
        co_await context.offload([&] {
            for (const std::string& path : paths)
                all_there = all_there && (platform::file_state(path + ".part") || platform::file_state(path));
        });
        if (!all_there) paths.clear();
    }
    if (paths.size() != files.size()) {
        paths.clear();
        co_await context.offload([&] {
            for (const std::string& name : names)
                paths.push_back(choose_path(settings, name, paths));
        });
        co_await record.bringing(context, paths);
    }
    for (std::size_t i = 0; i < files.size() && !all_there; ++i) {
        context.enter(CONCH_PHASE_DOWNLOADING, platform::name_of(paths[i]));
        auto brought = co_await bring_part(context, files[i], paths[i]);
        for (int tries = 0; !brought && brought.error().is_taken && tries < kMaxRenewals; ++tries) {
            co_await context.offload([&] { paths[i] = choose_path(settings, names[i], paths); });
            co_await record.bringing(context, paths);
            brought = co_await bring_part(context, files[i], paths[i]);
        }
        if (!brought) {
            Error error = std::move(brought.error().error);
            if (error.status == CONCH_E_BUSY) error.status = CONCH_E_DISK;
            co_return fail(std::move(error));
        }
    }
    // From here on the parts are known to be whole: whoever goes on after a sudden end only has to name them.
    co_await record.saving(context, paths);
    co_return co_await publish(context, std::move(paths));
}

}  // namespace conch::jobs
