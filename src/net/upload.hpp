// The bytes of one file on their way into a request body, read piece by piece so that its size does not matter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "platform/file.hpp"

namespace conch::net {

class Upload {
  public:
    static Result<Upload> open(const std::string& path);

    [[nodiscard]] std::uint64_t size() const { return at_open_.size; }
    // The next bytes, 0 at the end. Fails when the file is no longer what it was when it was opened, before its last
    // byte is handed out: the receiver never gets a whole body made of two versions.
    Result<std::size_t> read(char* out, std::size_t room);
    bool seek(std::int64_t offset, int origin);  // as fseek

  private:
    Upload(platform::File file, platform::FileState state) : file_(std::move(file)), at_open_(state) {}

    platform::File file_;
    platform::FileState at_open_;
    std::uint64_t position_ = 0;
};

}  // namespace conch::net
