// Where media comes from: each file has a name and a plan, is made once on a worker thread and then lies on disk.
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
#include "emulator/service/media_plan.hpp"
#include "emulator/service/store.hpp"

namespace conch::emulator {

// On the loop; the error when the file could not be made.
using MediaReady = std::function<void(const std::optional<Error>&)>;

class Studio {
  public:
    Studio(Loop& loop, const Clock& clock, Store& store, std::filesystem::path directory, std::uint64_t secret)
        : loop_(loop), clock_(clock), store_(store), directory_(std::move(directory)), secret_(secret) {}

    // A file that can be made when somebody wants it. Its name follows from the plan, so that the same wish is made
    // once.
    // Whoever got the name holds the file until it lets go of it.
    std::string know(const MediaPlan& plan, std::string_view extension);
    // The same under a name of its own, for what is always there: made anew at each start, not kept.
    void know_always(const std::string& name, MediaPlan plan);
    // The same for a file that is known from before.
    void hold(const std::string& name);
    void let_go(const std::string& name);
    // Whoever holds it: it is gone.
    void forget(const std::string& name);
    // Makes a known file unless it is there, then calls `ready`.
    void make(const std::string& name, MediaReady ready);
    // The same, for nobody who waits.
    void make_ahead(const std::string& name);

    std::filesystem::path path(const std::string& name) const { return directory_ / name; }
    bool exists(const std::string& name) const;
    // Brings back what the state directory knows, for its owners to hold.
    void restore();
    // Once they have done so: what nobody holds goes, also what lies in the directory and nobody knows.
    void sweep();
    void clear();

    // Addresses end like those of the provider's storage; reading the job again gives a new one.
    std::string url(const std::string& name) const;
    enum class Access { allowed, expired, forged };
    Access check(const std::string& name, std::string_view expires, std::string_view signature) const;
    void set_origin(std::string origin) { origin_ = std::move(origin); }
    const std::string& origin() const { return origin_; }

  private:
    // What has to be made, in this order, for the last of it to exist.
    struct Step {
        std::filesystem::path target;
        MediaPlan plan;
    };

    struct Known {
        MediaPlan plan;
        int holds = 0;
    };

    void hold_inputs(const MediaPlan& plan);
    std::vector<Step> steps_to(const std::string& name) const;
    std::string signature(const std::string& name, std::string_view expires) const;

    Loop& loop_;
    const Clock& clock_;
    Store& store_;
    std::filesystem::path directory_;
    std::uint64_t secret_;
    std::string origin_;
    std::map<std::string, Known> plans_;
    std::map<std::string, MediaPlan> always_;
    std::map<std::string, std::vector<MediaReady>> in_the_making_;
};

}  // namespace conch::emulator
