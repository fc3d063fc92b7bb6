#include "jobs/record.hpp"

#include <algorithm>

#include "api/reply_ref.hpp"
#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "jobs/on_journal.hpp"
#include "platform/clock.hpp"

namespace conch::jobs {

Record::~Record() {
    for (const std::string& id : job_.remote_ids)
        claims_->retire(id);
}

std::string Record::mark() const {
    return api::mark_of(job_.id);
}

// Whatever the service may have put the token into.
void Record::hide_secret_in(store::Job& job) const {
    for (std::string* text : {&job.params, &job.prompt, &job.account, &job.message})
        secret_->hide_in(*text);
    for (std::string& id : job.remote_ids)
        secret_->hide_in(id);
}

// Of two records of a job the newer one counts, also when the clock was set back in between.
void Record::stamp() {
    job_.updated_ms = std::max(platform::wall_clock_ms(), job_.updated_ms + 1);
}

std::function<Result<void>(store::Journal&)> Record::writing(store::Sync sync) const {
    store::Job safe = job_;
    hide_secret_in(safe);
    return [job = std::move(safe), sync](store::Journal& journal) { return journal.write(job, sync); };
}

Async<Result<void>> Record::write(Context& context, store::Sync sync) {
    stamp();
    if (!journal_) co_return Result<void>{};
    Result<void> written = out_of_memory();  // on the helper thread, where nothing else comes of it
    auto work = writing(sync);
    try {
        written = co_await on_journal(context, journal_, std::move(work));
    } catch (const std::bad_alloc&) {
        // `written` says so.
    }
    co_return written;
}

Async<bool> Record::write_or_tell(Context& context, store::Sync sync) {
    auto written = co_await write(context, sync);
    if (!written)
        context.log(CONCH_LOG_WARNING, written.error().message + "; the job goes on, but this step is not recorded");
    co_return written.has_value();
}

Async<Result<void>> Record::begin(Context& context) {
    for (const std::string& id : job_.remote_ids)
        claims_->add(id, job_.accepted_ms);
    if (job_.created_ms != 0) co_return Result<void>{};  // restored: all of it is there
    job_.created_ms = platform::wall_clock_ms();
    auto written = co_await write(context, store::Sync::normal);
    if (!written) {
        written.error().message +=
            "; nothing was sent. Make room, set state_directory to another place, or to \"\" to do without a journal.";
    }
    co_return written;
}

Async<Result<void>> Record::creating(Context& context, std::string account) {
    job_.state = store::State::creating;
    job_.account = std::move(account);
    job_.sent_ms = platform::wall_clock_ms();
    auto written = co_await write(context, store::Sync::full);
    if (!written) {
        job_.state = store::State::waiting;
        job_.sent_ms = 0;
        written.error().message += "; the create was not sent, nothing was spent";
    }
    co_return written;
}

Async<bool> Record::refused(Context& context) {
    job_.state = store::State::waiting;
    job_.sent_ms = 0;
    co_return co_await write_or_tell(context, store::Sync::normal);
}

void Record::take_ids(std::vector<std::string> remote_ids) {
    if (job_.accepted_ms == 0) job_.accepted_ms = platform::wall_clock_ms();
    job_.state = store::State::running;
    job_.remote_ids = std::move(remote_ids);
    if (const auto id = catalog::parse_id(job_.remote_ids.front())) job_.account = std::string(id->account);
    for (const std::string& id : job_.remote_ids)
        claims_->add(id, job_.accepted_ms);
}

Async<bool> Record::accepted(Context& context, std::vector<std::string> remote_ids) {
    if (job_.remote_ids == remote_ids) co_return true;
    take_ids(std::move(remote_ids));
    co_return co_await write_or_tell(context, store::Sync::full);
}

void Record::note(Context& context, const std::vector<std::string>& remote_ids) {
    if (job_.remote_ids == remote_ids) return;
    take_ids(remote_ids);
    stamp();
    if (!journal_) return;
    // Writes are done in order, so a later step is never overtaken by this one.
    store::Job safe = job_;
    hide_secret_in(safe);
    context.loop().offload(
        [journal = journal_, job = std::move(safe)] { (void)journal->write(job, store::Sync::full); }, [] {});
}

Async<bool> Record::bringing(Context& context, std::vector<std::string> files) {
    job_.files = std::move(files);
    job_.state = store::State::running;  // even if they once were all there
    co_return co_await write_or_tell(context, store::Sync::normal);
}

Async<bool> Record::saving(Context& context, std::vector<std::string> files) {
    job_.files = std::move(files);
    job_.state = store::State::saving;
    co_return co_await write_or_tell(context, store::Sync::full);
}

Async<bool> Record::ended(Context& context, conch_status status, std::string message, bool for_good) {
    job_.status = status;
    job_.message = std::move(message);
    if (for_good) {
        job_.state = store::State::ended;
        job_.ended_ms = platform::wall_clock_ms();
    }
    co_return co_await write_or_tell(context, for_good ? store::Sync::full : store::Sync::normal);
}

Async<std::optional<std::int64_t>> Record::accepted_of_remote(Context& context, std::string remote_id) {
    if (const auto accepted = claims_->accepted(remote_id)) co_return accepted;
    if (!journal_) co_return std::nullopt;
    using Accepted = std::optional<std::int64_t>;
    std::function<Accepted(store::Journal&)> work = [id = std::move(remote_id)](store::Journal& journal) -> Accepted {
        const auto found = journal.accepted_of_remote(id);
        return found ? *found : std::nullopt;
    };
    co_return co_await on_journal(context, journal_, std::move(work));
}

}  // namespace conch::jobs
