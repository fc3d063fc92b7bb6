// One clip in the making. Written by the events of its task, read by whoever shows it; outlives the source that asked.
#pragma once

#include <conch/conch.h>

#include <memory>
#include <mutex>
#include <string>

namespace conch::obs {

struct Progress {
    bool ended = false;
    std::int32_t phase = CONCH_PHASE_CHECKING;
    std::int32_t percent = -1;
    std::int64_t remaining_ms = -1;
    conch_status status = CONCH_OK;  // how it ended
    std::string message;             // the service's words, or the error's sentence
    std::string file;                // the clip, once it has ended well
};

// "working, 45 %, 12 s left"
std::string describe(const Progress& progress);

class Job {
  public:
    Progress progress() const;
    void read(const conch_event& event);

    // For conch_task_options: `callback` with a `user_data` that keeps the job alive until `release`.
    static void* hold(std::shared_ptr<Job> job);
    static std::int32_t callback(const conch_event* event, void* user_data);
    static void release(void* user_data);

    conch_client* client = nullptr;
    conch_task task = 0;

  private:
    mutable std::mutex mutex_;
    Progress progress_;
};

}  // namespace conch::obs
