// What the client keeps of a task, shared between the host's threads and the worker. Guarded by the client's lock.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/callback_frame.hpp"
#include "client/event.hpp"
#include "conch/client.h"
#include "conch/task.h"
#include "store/job.hpp"

namespace conch::client {

// The host's pointer. Its release runs exactly once, when the last event that could mention it is gone; it counts as a
// callback of `client`.
class UserData {
  public:
    UserData(const void* client, void* data, conch_release_callback release)
        : client_(client), data_(data), release_(release) {}
    UserData(const UserData&) = delete;
    UserData& operator=(const UserData&) = delete;
    ~UserData() {
        if (release_ == nullptr) return;
        const CallbackFrame frame(client_);
        release_(data_);
    }
    // Moves the duty to release into a shared holder; without memory it stays where it is.
    static std::shared_ptr<UserData> share(const void* client, UserData& from) {
        auto shared = std::make_shared<UserData>(client, from.data_, nullptr);
        shared->release_ = std::exchange(from.release_, nullptr);
        return shared;
    }
    [[nodiscard]] void* get() const { return data_; }

  private:
    const void* client_;
    void* data_;
    conch_release_callback release_;
};

// What is asked of the journal.
enum class JournalWish { none, list, restore, forget };

struct Submission {
    std::int32_t operation = 0;                  // CONCH_OP_… of a call
    std::int32_t kind = 0;                       // CONCH_JOB_… of a job
    bool whole_list = false;                     // of a call: walk all pages
    std::uint64_t most = 0;                      // of a whole list: how many items, 0 for all
    JournalWish journal = JournalWish::none;     // instead of a call or a job
    std::string params;                          // of journal: the filter, or the job's id
    store::Filter filter;                        // of journal: what it is about
    std::shared_ptr<const store::Job> restored;  // of a job: what the journal knows of it
    std::uint32_t flags = 0;
    std::int32_t priority = 0;
    std::uint32_t deliver = CONCH_DELIVER_QUEUE;
    std::chrono::milliseconds deadline{0};
    std::string directory;
    std::string file_name;
    std::vector<std::string> files;
    std::string reply_url;  // of a job without one of its own: where this client listens; empty: nowhere
    conch_event_callback callback = nullptr;
    std::shared_ptr<UserData> user_data;
};

struct Task;

// An event in the queue, with what is needed to hand it over.
struct QueuedEvent {
    std::shared_ptr<const Event> event;
    conch_event_callback callback = nullptr;
    std::shared_ptr<UserData> user_data;
    std::shared_ptr<Task> progress_of;  // the task whose waiting_progress this is
};

struct Task {
    conch_task id = 0;
    std::int32_t operation = 0;
    std::int32_t kind = 0;
    std::uint32_t deliver = CONCH_DELIVER_QUEUE;
    conch_event_callback callback = nullptr;
    std::shared_ptr<UserData> user_data;  // let go when the task ends; the DONE event has its own share

    std::chrono::steady_clock::time_point began;
    std::chrono::steady_clock::time_point ended_at;
    std::shared_ptr<const Event> latest;  // the newest PROGRESS event; nullptr before the first
    std::shared_ptr<const Event> done;    // set when it has ended

    // The DONE event and its place in the queue, reserved when the task was accepted: an end can always be told.
    std::shared_ptr<Event> reserved_done;
    std::list<QueuedEvent> done_slot;
    // The PROGRESS event that still waits in the queue; a newer one takes its place.
    std::optional<std::list<QueuedEvent>::iterator> waiting_progress;
};

}  // namespace conch::client
