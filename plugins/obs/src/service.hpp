// The clients that all sources share: one for the service, one for the emulator. Their events are taken on OBS's video
// thread, in the tick of whichever source comes first.
#pragma once

#include <conch/conch.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "accounts.hpp"
#include "connection.hpp"
#include "form.hpp"
#include "job.hpp"
#include "journal.hpp"

namespace conch::obs {

class Service {
  public:
    static Service& instance();

    void open();
    // Ends the clients; jobs at the service live on and come back with the next start.
    void close();

    struct Started {
        std::shared_ptr<Job> job;  // null when it was refused
        std::string why;
    };
    // Starts the job; touches neither network nor disk here.
    Started generate(const Form& form);
    static void cancel(const Job& job);

    // Takes what events there are. Only from the video thread.
    void tick();

    // Jobs of earlier runs, and the clips that there are.
    Journal& journal() { return journal_; }
    // A job has ended: its clip is in the journal by now.
    void note_end(const Job& job, const Clip& clip);

    // Known accounts of whoever would do the next job; empty while they are not known.
    std::vector<std::string> accounts(bool offline);
    std::uint64_t accounts_version() const { return accounts_.version(); }

    Connection connection() const;
    // Stores it; jobs that run go on as they began. Empty, or why not.
    std::string change_connection(const Connection& connection);

  private:
    // A client for the service as soon as there is a token: earlier jobs go on, and the accounts get known.
    void connect();
    // The client for new jobs, made on first use; null and the reason when that fails.
    conch_client* client_for(bool offline, std::string& why);

    Journal journal_;
    Accounts accounts_;
    mutable std::mutex mutex_;
    Connection connection_;
    conch_client* online_ = nullptr;
    conch_client* offline_ = nullptr;
    std::vector<conch_client*> all_;  // with those that an earlier connection made
    bool closed_ = true;
};

}  // namespace conch::obs
