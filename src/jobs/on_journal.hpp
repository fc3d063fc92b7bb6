// Work on the journal, which blocks and so is done on the helper thread.
#pragma once

#include <functional>
#include <memory>

#include "base/async.hpp"
#include "jobs/context.hpp"
#include "store/journal.hpp"

namespace conch::jobs {

// What `work` gives; what the journal noted meanwhile goes to the task's log. `work` owns all that it needs. For the
// results that on_journal.cpp lists at its end.
template <typename T>
Async<T> on_journal(Context& context, std::shared_ptr<store::Journal> journal, std::function<T(store::Journal&)> work);

}  // namespace conch::jobs
