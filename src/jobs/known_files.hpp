// Files that this client has uploaded already, by what is in them: the same picture for a hundred jobs goes up once.
#pragma once

#include <coroutine>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "jobs/context.hpp"

namespace conch::jobs {

struct UploadedFile {
    std::string id;
    std::string oss_path;
};

class KnownFiles {
  public:
    // What a claim brings: the file, or the duty to upload it. Neither when the task was cancelled meanwhile.
    struct Claimed {
        std::optional<UploadedFile> file;
        bool mine_to_upload = false;
    };

    // Awaited. While somebody else uploads the same, it waits for that. `key`: account and content.
    class Claim;
    Claim claim(Context& context, std::string key);

    // The end of an upload that was claimed, once; without a file the next one who waits has to try.
    void settle(const std::string& key, const std::optional<UploadedFile>& file);

    // The service does not take this id any more.
    void forget(std::string_view id);

  private:
    struct Slot {
        std::optional<UploadedFile> file;  // nothing: being uploaded
        std::list<Claim*> waiting;
    };
    std::map<std::string, Slot> slots_;
};

class KnownFiles::Claim {
  public:
    Claim(KnownFiles& files, Context& context, std::string key)
        : files_(files), context_(context), key_(std::move(key)) {}
    bool await_ready();
    void await_suspend(std::coroutine_handle<> waiting);
    Claimed await_resume() { return std::move(claimed_); }

  private:
    friend class KnownFiles;
    void resume(Claimed claimed);

    KnownFiles& files_;
    Context& context_;
    std::string key_;
    Claimed claimed_;
    std::coroutine_handle<> waiting_;
};

inline KnownFiles::Claim KnownFiles::claim(Context& context, std::string key) {
    return {*this, context, std::move(key)};
}

}  // namespace conch::jobs
