// A result file that appears complete or not at all.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace conch::emulator::media {

class Output {
  public:
    explicit Output(std::filesystem::path file);
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    // Where to write.
    const std::filesystem::path& part() const { return part_; }
    // Moves it to its place and gives its size.
    Result<std::uint64_t> commit();

  private:
    std::filesystem::path file_;
    std::filesystem::path part_;
};

Result<std::uint64_t> write_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace conch::emulator::media
