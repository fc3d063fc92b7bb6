#include "connection.hpp"

#include <fcntl.h>
#include <obs-module.h>
#include <sys/stat.h>
#include <unistd.h>
#include <util/bmem.h>
#include <util/platform.h>

#include <cerrno>
#include <cstring>

#include "json/json.hpp"

namespace conch::obs {

namespace {

std::string path_of(const char* name) {
    char* path = obs_module_config_path(name);
    std::string text = path != nullptr ? path : "";
    bfree(path);
    return text;
}

std::string failed(const std::string& what) {
    return what + ": " + std::strerror(errno);
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

std::string to_text(const Connection& connection) {
    json::Document document;
    document.SetObject();
    json::set(document, document, "api_token", connection.api_token);
    json::set(document, document, "base_url", connection.base_url);
    json::set(document, document, "proxy", connection.proxy);
    if (connection.poll_interval_ms != 0)
        json::set(document, document, "poll_interval_ms", std::int64_t{connection.poll_interval_ms});
    return json::to_pretty_string(document) + "\n";
}

}  // namespace

Connection load_connection() {
    Connection connection;
    char* text = os_quick_read_utf8_file(path_of("connection.json").c_str());
    if (text == nullptr) return connection;
    const auto document = json::parse(text);
    bfree(text);
    if (!document || !document->IsObject()) {
        blog(LOG_WARNING, "[obs-conch] connection.json is not a JSON object; save the connection again");
        return connection;
    }
    connection.api_token = json::string_member(*document, "api_token").value_or("");
    connection.base_url = json::string_member(*document, "base_url").value_or("");
    connection.proxy = json::string_member(*document, "proxy").value_or("");
    const auto interval = json::integer_member(*document, "poll_interval_ms").value_or(0);
    if (interval > 0 && interval < 3600000) connection.poll_interval_ms = static_cast<std::uint32_t>(interval);
    return connection;
}

std::string save_connection(const Connection& connection) {
    const std::string folder = path_of("");
    const std::string path = path_of("connection.json");
    const std::string fresh = path + ".new";
    if (os_mkdirs(folder.c_str()) == MKDIR_ERROR) return failed("cannot make " + folder);
    ::unlink(fresh.c_str());  // one left behind could have other permissions
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return failed("cannot write " + fresh);
    const bool written = write_all(file, to_text(connection));
    if (::close(file) != 0 || !written || ::rename(fresh.c_str(), path.c_str()) != 0) {
        std::string why = failed("cannot write " + path);
        ::unlink(fresh.c_str());
        return why;
    }
    return {};
}

}  // namespace conch::obs
