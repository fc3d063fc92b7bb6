// A job's page in the journal, and the claims of all jobs on what the service lists.
//
// Every step is written on the helper thread and awaited. What fails before the create ends the job, while nothing is
// spent; what fails later is only told: a job that was paid for goes on without its journal.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "api/secret.hpp"
#include "base/async.hpp"
#include "base/result.hpp"
#include "store/journal.hpp"

namespace conch::jobs {

class Context;

// What the jobs of a client know of each other, so that two that look for a lost create never find the same item.
class Claims {
  public:
    void add(const std::string& remote_id, std::int64_t accepted_ms) {
        std::list<const std::string*> place(1);
        const auto [claim, is_new] = claims_.try_emplace(remote_id, Claim{accepted_ms, place.begin(), false});
        if (!is_new) return;
        place.front() = &claim->first;
        running_.splice(running_.end(), place);
    }
    [[nodiscard]] std::optional<std::int64_t> accepted(const std::string& remote_id) const {
        const auto found = claims_.find(remote_id);
        return found == claims_.end() ? std::nullopt : std::optional(found->second.accepted_ms);
    }
    // Its job has ended; the claim is still remembered for a while. Needs no memory: a destructor calls it.
    void retire(const std::string& remote_id) noexcept {
        const auto found = claims_.find(remote_id);
        if (found == claims_.end() || std::exchange(found->second.is_retired, true)) return;
        retired_.splice(retired_.end(), running_, found->second.place);
        if (retired_.size() <= kRemembered) return;
        claims_.erase(claims_.find(*retired_.front()));
        retired_.pop_front();
    }

  private:
    static constexpr std::size_t kRemembered = 4'096;
    struct Claim {
        std::int64_t accepted_ms;
        std::list<const std::string*>::iterator place;  // in one of the lists of ids
        bool is_retired;
    };
    std::unordered_map<std::string, Claim> claims_;
    std::list<const std::string*> running_;
    std::list<const std::string*> retired_;  // oldest first
};

class Record {
  public:
    // `journal` is nullptr when none is kept: then the steps are only remembered.
    Record(std::shared_ptr<store::Journal> journal, const api::Secret* secret, Claims* claims, store::Job job)
        : journal_(std::move(journal)), secret_(secret), claims_(claims), job_(std::move(job)) {}
    ~Record();
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;

    [[nodiscard]] const store::Job& job() const { return job_; }
    // What the job's replyRef ends with.
    [[nodiscard]] std::string mark() const;
    // Whether the create was, or may have been, sent: by this run or one before.
    [[nodiscard]] bool sent() const { return job_.state >= store::State::creating; }
    [[nodiscard]] bool known() const { return !job_.remote_ids.empty(); }

    // Before anything is done.
    Async<Result<void>> begin(Context& context);
    // Before the create leaves; comes back only when it would survive a power cut.
    Async<Result<void>> creating(Context& context, std::string account);
    // The create surely had no effect.
    Async<bool> refused(Context& context);
    // The service knows it. note() is for where nothing can be awaited.
    Async<bool> accepted(Context& context, std::vector<std::string> remote_ids);
    void note(Context& context, const std::vector<std::string>& remote_ids);
    // Where the files will be, before the first byte; and that all bytes are there.
    Async<bool> bringing(Context& context, std::vector<std::string> files);
    Async<bool> saving(Context& context, std::vector<std::string> files);
    // The end, or a trouble that leaves the job unfinished.
    Async<bool> ended(Context& context, conch_status status, std::string message, bool for_good);

    Async<std::optional<std::int64_t>> accepted_of_remote(Context& context, std::string remote_id);

  private:
    void hide_secret_in(store::Job& job) const;
    void take_ids(std::vector<std::string> remote_ids);
    void stamp();
    [[nodiscard]] std::function<Result<void>(store::Journal&)> writing(store::Sync sync) const;
    Async<Result<void>> write(Context& context, store::Sync sync);
    Async<bool> write_or_tell(Context& context, store::Sync sync);

    std::shared_ptr<store::Journal> journal_;
    const api::Secret* secret_;
    Claims* claims_;
    store::Job job_;
};

}  // namespace conch::jobs
