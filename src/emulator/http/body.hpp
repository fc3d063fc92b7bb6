// The bytes of a request: in memory while they are few, in a file beyond that, so that 5 GB cost no more than 5 KB.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace conch::emulator {

class Body {
  public:
    // More than `in_memory` bytes go to a new file in `directory`, which goes with this object unless it is taken.
    explicit Body(std::filesystem::path directory = {}, std::size_t in_memory = 256U << 10U)
        : directory_(std::move(directory)), in_memory_(in_memory) {}
    Body(Body&& other) noexcept;
    Body& operator=(Body&& other) noexcept;
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;
    ~Body();

    // False when the disk takes no more.
    [[nodiscard]] bool append(std::string_view bytes);
    // Counts bytes that are kept elsewhere.
    void count(std::size_t bytes) { size_ += bytes; }
    // Ends the writing; false when the disk takes no more.
    [[nodiscard]] bool finish();

    std::uint64_t size() const { return size_; }
    bool in_file() const { return !file_.empty(); }
    // The bytes of a body that is not in a file.
    std::string_view text() const { return text_; }
    const std::filesystem::path& file() const { return file_; }
    // The first bytes, whichever place they are in.
    std::string beginning(std::size_t length) const;
    // Hands the bytes out piece by piece until `take` answers false; false when they cannot be read.
    bool each_piece(const std::function<bool(std::string_view)>& take) const;
    // Moves the bytes into this file for good.
    [[nodiscard]] bool move_to(const std::filesystem::path& target);

  private:
    bool open_file();
    void discard() noexcept;

    std::filesystem::path directory_;
    std::size_t in_memory_;
    std::string text_;
    std::filesystem::path file_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace conch::emulator
