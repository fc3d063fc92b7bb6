// What the library's journal knows: jobs that an earlier run of OBS left, and the clips that there are.
#pragma once

#include <conch/conch.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "job.hpp"

namespace conch::obs {

struct Clip {
    std::string path;
    std::string prompt;
};

class Journal {
  public:
    // Brings back what an earlier run left, and reads the clips. The answers come with the client's events.
    void open(conch_client* client);
    // Reads the clips again.
    void refresh(conch_client* client);

    // A job that came back, once, for the source that started it; null when there is none.
    std::shared_ptr<Job> take(const std::string& reference);

    // Newest first.
    std::vector<Clip> clips() const;
    // One that is not in the journal, such as the emulator's.
    void add(Clip clip);
    // The next older one, after the oldest the newest; empty when there are none.
    std::string after(std::string_view path) const;

  private:
    struct Restoring;

    static std::int32_t on_restored(const conch_event* event, void* user_data);
    static std::int32_t on_latest(const conch_event* event, void* user_data);
    static std::int32_t on_clips(const conch_event* event, void* user_data);

    void note_restored(const conch_event& event, conch_client* client);

    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Job>> restored_;   // by the task's number
    std::map<std::string, std::shared_ptr<Job>> unclaimed_;  // by the journal's id, until it is known whose they are
    std::map<std::string, std::shared_ptr<Job>> waiting_;    // by the reference of their source
    std::vector<Clip> recorded_;
    std::vector<Clip> added_;
};

}  // namespace conch::obs
