// Work on the journal, which blocks and so is done on the helper thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/async.hpp"
#include "jobs/context.hpp"
#include "store/journal.hpp"

namespace conch::jobs {

// What `work` gives; what the journal noted meanwhile goes to the task's log. `work` owns all that it needs.
template <typename T>
Async<T> on_journal(Context& context, std::shared_ptr<store::Journal> journal, std::function<T(store::Journal&)> work) {
    // On the heap: the loop may end, and the task with it, while the helper thread is still at it.
    struct Parcel {
        std::shared_ptr<store::Journal> journal;
        std::function<T(store::Journal&)> work;
        std::optional<T> result;
        std::vector<std::string> notes;
    };
    auto parcel = std::make_shared<Parcel>();
    parcel->journal = std::move(journal);
    parcel->work = std::move(work);
    std::function<void()> blocking = [parcel] {
        parcel->result.emplace(parcel->work(*parcel->journal));
        parcel->notes = parcel->journal->take_notes();
    };
    co_await context.offload(std::move(blocking));
    for (std::string& note : parcel->notes)
        context.log(CONCH_LOG_WARNING, std::move(note));
    co_return std::move(*parcel->result);
}

}  // namespace conch::jobs
