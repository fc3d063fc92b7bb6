#include "jobs/on_journal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace conch::jobs {

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

// Here and not in the header: GCC gives the frame of one coroutine template another layout in each file, which it then
// reports as a broken one-definition rule when it links.
template Async<Result<void>> on_journal(Context&, std::shared_ptr<store::Journal>,
                                        std::function<Result<void>(store::Journal&)>);
template Async<Result<std::vector<store::Job>>> on_journal(
    Context&, std::shared_ptr<store::Journal>, std::function<Result<std::vector<store::Job>>(store::Journal&)>);
template Async<std::optional<std::int64_t>> on_journal(Context&, std::shared_ptr<store::Journal>,
                                                       std::function<std::optional<std::int64_t>(store::Journal&)>);

}  // namespace conch::jobs
