#include "cli/answer_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace conch::cli {

namespace {

tl::unexpected<Failure> trouble(const std::string& path) {
    return failure(CONCH_E_DISK, "--out " + path + ": " + std::strerror(errno));
}

}  // namespace

Expected<AnswerFile> AnswerFile::open(std::string path, bool overwrite) {
    std::error_code ignored;
    const std::filesystem::file_status status = std::filesystem::status(path, ignored);
    if (is_directory(status)) return failure(CONCH_E_ARGUMENT, "--out " + path + ": a directory; name a file");
    if (is_regular_file(status) && !overwrite) {
        return failure(CONCH_E_ARGUMENT, "--out " + path + ": the file exists; --overwrite replaces it");
    }
    AnswerFile answer;
    answer.path_ = std::move(path);
    if (exists(status) && !is_regular_file(status)) {
        answer.file_.reset(std::fopen(answer.path_.c_str(), "wb"));
    } else {
        answer.part_ = answer.path_ + "." + std::to_string(getpid()) + ".part";
        answer.file_.reset(std::fopen(answer.part_.c_str(), "wbx"));
    }
    if (!answer.file_) return trouble(answer.path_);
    return answer;
}

AnswerFile::~AnswerFile() {
    if (file_ && !part_.empty()) std::remove(part_.c_str());
}

Expected<void> AnswerFile::keep(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size();
    if (!written || std::fflush(file_.get()) != 0) return trouble(path_);
    if (!part_.empty() && std::rename(part_.c_str(), path_.c_str()) != 0) return trouble(path_);
    file_.reset();
    return {};
}

}  // namespace conch::cli
