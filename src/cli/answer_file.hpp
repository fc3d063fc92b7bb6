// A file that appears under its name only when it is whole.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "cli/failure.hpp"

namespace conch::cli {

class AnswerFile {
  public:
    // Makes sure that it can be written; without `overwrite` a file that exists is an error.
    static Expected<AnswerFile> open(std::string path, bool overwrite);

    AnswerFile(AnswerFile&& other) noexcept = default;
    AnswerFile& operator=(AnswerFile&& other) noexcept = default;
    AnswerFile(const AnswerFile&) = delete;
    AnswerFile& operator=(const AnswerFile&) = delete;
    ~AnswerFile();

    Expected<void> keep(std::string_view text);

  private:
    struct Closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    AnswerFile() = default;

    std::unique_ptr<std::FILE, Closer> file_;
    std::string path_;
    std::string part_;  // empty for pipes and devices, which are written directly
};

}  // namespace conch::cli
