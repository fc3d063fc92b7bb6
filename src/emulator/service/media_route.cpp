#include "emulator/service/media_route.hpp"

#include <sys/stat.h>

#include "emulator/http/range.hpp"

namespace conch::emulator {

namespace {

std::string_view content_type(std::string_view name) {
    const std::string_view extension = name.substr(std::min(name.find_last_of('.'), name.size()));
    if (extension == ".mp4") return "video/mp4";
    if (extension == ".png") return "image/png";
    if (extension == ".jpg") return "image/jpeg";
    if (extension == ".webp") return "image/webp";
    if (extension == ".mp3") return "audio/mpeg";
    return "application/octet-stream";
}

std::string http_date(std::time_t moment) {
    // Not strftime: month names must not follow the locale.
    static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    ::gmtime_r(&moment, &parts);
    char text[64];
    std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[parts.tm_wday], parts.tm_mday,
                  kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
    return text;
}

Response problem(int status, std::string_view message) {
    return Response::text(status, "text/plain; charset=utf-8", std::string(message) + '\n');
}

Response file_response(const Request& request, const std::filesystem::path& path, std::string_view name) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return problem(404, "There is no such file.");
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    // A name stands for the same bytes for ever, so it makes a strong tag.
    const std::string tag = '"' + std::string(name) + '-' + std::to_string(size) + '"';
    const std::string modified = http_date(facts.st_mtime);

    Response response;
    response.headers = {{"Content-Type", std::string(content_type(name))},
                        {"Accept-Ranges", "bytes"},
                        {"ETag", tag},
                        {"Last-Modified", modified},
                        {"Cache-Control", "public, max-age=86400"}};
    const std::string_view known = request.header("If-None-Match");
    if (!known.empty() && (known == "*" || known.find(tag) != std::string_view::npos)) {
        response.status = 304;
        return response;
    }
    const std::string_view condition = request.header("If-Range");
    // The RFC knows ranges for GET alone.
    const bool range_counts =
        request.method == "GET" && (condition.empty() || condition == tag || condition == modified);
    const RangeAnswer range = range_counts ? parse_range(request.header("Range"), size) : RangeAnswer(WholeFile{});
    if (std::holds_alternative<Unsatisfiable>(range)) {
        response.status = 416;
        response.headers.push_back({"Content-Range", "bytes */" + std::to_string(size)});
        return response;
    }
    if (const auto* part = std::get_if<ByteRange>(&range)) {
        response.status = 206;
        response.headers.push_back({"Content-Range", "bytes " + std::to_string(part->first) + '-' +
                                                         std::to_string(part->last) + '/' + std::to_string(size)});
        response.body = FileSlice{path, part->first, part->last - part->first + 1};
        return response;
    }
    response.body = FileSlice{path, 0, size};
    return response;
}

}  // namespace

void serve_media(World& world, const std::shared_ptr<Request>& request, const Reply& reply) {
    if (request->method != "GET" && request->method != "HEAD") return reply(problem(405, "Media can only be read."));
    // One name, as we gave it: nothing that could lead elsewhere.
    const std::string name = request->path.size() == 2 ? request->path[1] : std::string();
    if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) {
        return reply(problem(404, "There is no such file."));
    }
    switch (world.studio.check(name, request->query_value("Expires").value_or(""),
                               request->query_value("Signature").value_or(""))) {
        case Studio::Access::forged:
            return reply(problem(403, "The address is not one that this service gave."));
        case Studio::Access::expired:
            return reply(problem(403, "The address has expired; read the job again for a new one."));
        case Studio::Access::allowed:
            break;
    }
    if (world.studio.exists(name)) return reply(file_response(*request, world.studio.path(name), name));
    world.studio.make(name, [&world, request, reply, name](const std::optional<Error>& failed) {
        if (failed) return reply(problem(404, "There is no such file."));
        reply(file_response(*request, world.studio.path(name), name));
    });
}

}  // namespace conch::emulator
