#include "jobs/known_files.hpp"

namespace conch::jobs {

namespace {

// A host that runs for months with ever new pictures must not keep all their names.
constexpr std::size_t kMost = 4096;

}  // namespace

bool KnownFiles::Claim::await_ready() {
    if (context_.cancelled()) return true;
    const auto found = files_.slots_.find(key_);
    if (found == files_.slots_.end()) {
        if (files_.slots_.size() >= kMost) {
            std::erase_if(files_.slots_, [](const auto& slot) { return slot.second.file.has_value(); });
        }
        files_.slots_.emplace(key_, Slot{});
        claimed_.mine_to_upload = true;
        return true;
    }
    claimed_.file = found->second.file;
    return claimed_.file.has_value();
}

void KnownFiles::Claim::await_suspend(std::coroutine_handle<> waiting) {
    waiting_ = waiting;
    files_.slots_[key_].waiting.push_back(this);
    context_.begin_wait([this] {
        files_.slots_[key_].waiting.remove(this);
        resume({});
    });
}

void KnownFiles::Claim::resume(Claimed claimed) {
    context_.end_of_wait();
    claimed_ = std::move(claimed);
    waiting_.resume();
}

void KnownFiles::settle(const std::string& key, const std::optional<UploadedFile>& file) {
    const auto found = slots_.find(key);
    if (found == slots_.end()) return;
    Slot& slot = found->second;
    if (!file && slot.waiting.empty()) {
        slots_.erase(found);
        return;
    }
    slot.file = file;
    // One by one: who is resumed may cancel another one that still waits here.
    while (!slot.waiting.empty()) {
        Claim* next = slot.waiting.front();
        slot.waiting.pop_front();
        next->resume({file, !file});
        if (!file) return;
    }
}

void KnownFiles::forget(std::string_view id) {
    std::erase_if(slots_, [id](const auto& slot) { return slot.second.file && slot.second.file->id == id; });
}

}  // namespace conch::jobs
