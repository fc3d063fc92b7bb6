#include "cli/token.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace conch::cli {

namespace {

constexpr std::size_t kLongestToken = 65536;

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

void strip_line_end(std::string& token) {
    while (!token.empty() && (token.back() == '\n' || token.back() == '\r'))
        token.pop_back();
}

void warn_if_others_can_read(std::FILE* file, const std::string& path, Report& report) {
    struct stat status = {};
    if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) return;
    if ((status.st_mode & (S_IRGRP | S_IROTH)) == 0) return;
    report.remark("warning: other users can read the token in " + path + "; chmod 600 keeps them out");
}

Expected<std::string> read_token(const std::string& path, Report& report) {
    const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rb"));
    if (!file) return failure(CONCH_E_UNAUTHORIZED, "--token-file " + path + ": " + std::strerror(errno));
    warn_if_others_can_read(file.get(), path, report);
    std::string token(kLongestToken + 1, '\0');
    token.resize(std::fread(token.data(), 1, token.size(), file.get()));
    if (std::ferror(file.get()) != 0) {
        return failure(CONCH_E_UNAUTHORIZED, "--token-file " + path + ": " + std::strerror(errno));
    }
    if (token.size() > kLongestToken) {
        return failure(CONCH_E_UNAUTHORIZED,
                       "--token-file " + path + ": longer than any token, " + std::to_string(kLongestToken) + " bytes");
    }
    strip_line_end(token);
    if (token.empty()) return failure(CONCH_E_UNAUTHORIZED, "--token-file " + path + ": the file is empty");
    if (token.find('\0') != std::string::npos) {
        return failure(CONCH_E_UNAUTHORIZED, "--token-file " + path + ": holds a NUL byte, so it is no text");
    }
    return token;
}

}  // namespace

Expected<std::string> api_token(const ServiceArguments& service, Report& report) {
    if (!service.token_file.empty()) return read_token(service.token_file, report);
    const char* variable = std::getenv("CONCH_API_TOKEN");
    std::string token = variable == nullptr ? "" : variable;
    strip_line_end(token);
    if (!token.empty()) return token;
    return failure(CONCH_E_UNAUTHORIZED,
                   "no API token. Set CONCH_API_TOKEN, or write the token into a file that only you can read and name "
                   "it with --token-file. To try everything on this machine, without account, network or cost, add "
                   "--emulator.");
}

}  // namespace conch::cli
