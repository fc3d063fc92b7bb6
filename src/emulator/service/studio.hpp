// Where media comes from: each file has a name and a recipe, is made once on a worker thread and then lies on disk.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "emulator/control/clock.hpp"
#include "emulator/http/loop.hpp"
#include "emulator/media/media.hpp"

namespace conch::emulator {

// Makes the file; runs on a worker thread, so it owns all that it needs.
using Recipe = std::function<Result<void>(const std::filesystem::path& target)>;
// On the loop; the error when the file could not be made.
using MediaReady = std::function<void(const std::optional<Error>&)>;

class Studio {
  public:
    Studio(Loop& loop, const Clock& clock, std::filesystem::path directory, std::uint64_t secret)
        : loop_(loop), clock_(clock), directory_(std::move(directory)), secret_(secret) {}

    // A file that can be made when somebody wants it.
    void know(const std::string& name, Recipe recipe) { recipes_.insert_or_assign(name, std::move(recipe)); }
    bool knows(const std::string& name) const { return recipes_.count(name) != 0; }
    void forget(const std::string& name);
    // Makes a known file unless it is there, then calls `ready`.
    void make(const std::string& name, MediaReady ready);
    std::filesystem::path path(const std::string& name) const { return directory_ / name; }
    bool exists(const std::string& name) const;

    // Addresses end like those of the provider's storage; reading the job again gives a new one.
    std::string url(const std::string& name) const;
    enum class Access { allowed, expired, forged };
    Access check(const std::string& name, std::string_view expires, std::string_view signature) const;
    void set_origin(std::string origin) { origin_ = std::move(origin); }
    const std::string& origin() const { return origin_; }

  private:
    std::string signature(const std::string& name, std::string_view expires) const;

    Loop& loop_;
    const Clock& clock_;
    std::filesystem::path directory_;
    std::uint64_t secret_;
    std::string origin_;
    std::map<std::string, Recipe> recipes_;
    std::map<std::string, std::vector<MediaReady>> in_the_making_;
};

}  // namespace conch::emulator
