#include "jobs/create.hpp"

#include <algorithm>

#include "api/reply_ref.hpp"
#include "jobs/ask.hpp"
#include "jobs/record.hpp"

namespace conch::jobs {

namespace {

// How often a request that surely never left is sent again before the failure is the host's to know.
constexpr int kMaxResends = 4;
constexpr int kLookUps = 5;

Error no_id(const catalog::Operation& operation, api::Answer answer) {
    Error error;
    error.status = CONCH_E_RESPONSE;
    error.http_code = answer.http_code;
    error.message = std::string(operation.name) + ": the answer does not say which job was made";
    error.body = std::move(answer.text);
    return error;
}

// Looks for the job with growing pauses: one that was just accepted may take a moment to be listed.
Async<std::vector<std::string>> look_for(Context& context, const CreateRules& rules, const json::Value& params) {
    const Milliseconds second = context.service().poll_interval / 2;
    for (int attempt = 0; attempt < kLookUps && rules.look_up != nullptr; ++attempt) {
        if (attempt > 0 && !co_await context.sleep(second * 2 * attempt, false)) break;
        Found found = co_await rules.look_up(context, context.record().mark());
        if (!found.ids.empty()) {
            const auto wanted = static_cast<std::size_t>(json::integer_member(params, "quantity").value_or(1));
            if (found.ids.size() >= wanted) co_return std::move(found.ids);
            co_return co_await whole_batch(context, rules.list, std::move(found.ids));
        }
        auto listed = co_await look_up_in_list(context, rules.list, params, found.running);
        if (listed.empty()) continue;
        context.log(CONCH_LOG_WARNING, "the create was accepted and has finished: " + listed.front() + " has its text");
        co_return listed;
    }
    co_return std::vector<std::string>{};
}

}  // namespace

bool may_have_been_queued(int http_code) {
    return http_code == 502 || http_code == 504;
}

Error ambiguous(Error cause, std::string_view where_to_look, std::string_view mark) {
    cause.status = CONCH_E_AMBIGUOUS;
    cause.retriable = false;
    std::string message = "the create may or may not have been accepted";
    message += mark.empty() ? ", and the service gives no way to find out" : ", and nothing that runs carries its mark";
    message += "; it was not sent again. Look at " + std::string(where_to_look) + " before you repeat it.";
    if (!mark.empty()) message += " Its replyRef ends with \"" + std::string(mark) + "\".";
    cause.message = message + " Cause: " + cause.message;
    return cause;
}

std::string fixed_account(const Context& context, const json::Value& params) {
    if (const auto account = json::string_member(params, "account")) return std::string(*account);
    if (!context.service().account.empty()) return context.service().account;
    for (const auto& member : params.GetObject()) {
        if (!member.value.IsString()) continue;
        const auto id = catalog::parse_id(json::text_of(member.value));
        if (id && id->kind == "file") return std::string(id->account);
    }
    return {};
}

Error interrupted(std::string_view where_to_look, std::string_view mark) {
    Error cause;
    cause.message = "the program ended while the create was on its way";
    return ambiguous(std::move(cause), where_to_look, mark);
}

std::vector<std::string> ids_at(const json::Value& answer, std::string_view name) {
    std::vector<std::string> ids;
    const json::Value* value = json::member(answer, name);
    if (value == nullptr) return ids;
    if (value->IsString() && value->GetStringLength() > 0) ids.emplace_back(json::text_of(*value));
    if (value->IsArray()) {
        for (const json::Value& id : value->GetArray()) {
            if (id.IsString() && id.GetStringLength() > 0) ids.emplace_back(json::text_of(id));
        }
    }
    return ids;
}

Send plainly(Context& context, const catalog::Operation& operation, std::vector<std::string> files) {
    return [&context, &operation, files = std::move(files)](const json::Document& params,
                                                            const KnownIds&) -> Async<Attempt> {
        Attempt attempt;
        attempt.outcome = co_await send_once(context, operation, params, files);
        co_return attempt;
    };
}

namespace {

std::string account_of(const std::vector<std::string>& ids) {
    const auto id = ids.empty() ? std::nullopt : catalog::parse_id(ids.front());
    return id ? std::string(id->account) : std::string();
}

bool account_cannot(const Error& error) {
    return error.status == CONCH_E_INSUFFICIENT_CREDITS || error.status == CONCH_E_ACCOUNT_ON_HOLD;
}

// How long an account is left alone that has no credits or is on hold, in the service's hours.
constexpr int kAccountRestS = 3'600;

// A create that an earlier run of the host has sent, or was about to send when it ended.
Async<Result<Created>> find_again(Context& context, const CreateRules& rules, const json::Value& params) {
    Record& record = context.record();
    if (record.known()) co_return Created{record.job().remote_ids, {}};
    context.enter(CONCH_PHASE_CREATING, "looking for the job at the service");
    auto found = co_await look_for(context, rules, params);
    if (context.cancelled()) co_return cancelled();
    if (found.empty()) {
        co_return fail(interrupted(rules.where_to_look, rules.look_up == nullptr ? std::string() : record.mark()));
    }
    co_await record.accepted(context, found);
    co_return Created{std::move(found), {}};
}

// A create on its way: once round for each turn, until something has come of it.
class Creation {
  public:
    Creation(Context& context, const catalog::Operation& operation, const CreateRules& rules, json::Document& params,
             Send send)
        : context_(context), operation_(operation), rules_(rules), params_(params), send_(std::move(send)) {
        wish_.line = &rules.line;
        wish_.account = fixed_account(context, params);
        wish_.own_limit = json::member(params, "maxJobs") != nullptr;
        may_choose_ = wish_.account.empty() && rules.line.counted_by_scheduler;
        if (rules.look_up == nullptr) return;
        mark_ = context.record().mark();
        const std::string users_ref(json::string_member(params, "replyRef").value_or(""));
        const std::string reply_ref = api::with_mark(users_ref, mark_);
        json::set(params, params, "replyRef", std::string_view(reply_ref));
    }

    [[nodiscard]] const Queue::Wish& wish() const { return wish_; }
    [[nodiscard]] const std::string& why_waiting() const { return why_waiting_; }
    // None: it surely had no effect, and waits for another turn.
    Async<std::optional<Result<Created>>> send(Queue::Turn& turn);

  private:
    // All pauses are in proportion to the poll interval, whose default is 2 s.
    [[nodiscard]] Milliseconds second() const { return context_.service().poll_interval / 2; }
    void name_account(std::string account);
    Async<bool> change_account(const Error& why);
    Async<std::vector<std::string>> ids_of_cancelled(bool may_have_been_sent);
    Async<bool> pause_before_resend(const Error& error);
    Async<bool> may_go_again(Queue::Turn& turn, const Error& refusal);
    [[nodiscard]] std::vector<std::string> ids_in_failure(const Error& error) const;

    Context& context_;
    const catalog::Operation& operation_;
    const CreateRules& rules_;
    json::Document& params_;
    const Send send_;
    std::string mark_;  // empty: the service takes none for this kind
    Queue::Wish wish_;
    bool may_choose_ = false;  // the account
    std::string chosen_;       // the account that we chose because others cannot
    int resends_ = 0;
    std::string why_waiting_;
};

void Creation::name_account(std::string account) {
    chosen_ = std::move(account);
    json::set(params_, params_, "account", std::string_view(chosen_));
}

// Names another account after one could not; false when there is none.
Async<bool> Creation::change_account(const Error& why) {
    if (!chosen_.empty()) {
        context_.queue().rest(chosen_,
                              why.retry_after_advised ? Milliseconds(why.retry_after_ms) : second() * kAccountRestS);
    }
    const auto choice = co_await context_.queue().best_account(context_);
    // With one account there is nothing to choose, and which of several it was is only known once we choose ourselves.
    if (!choice || choice->best.empty() || choice->listed < 2) co_return false;
    context_.log(CONCH_LOG_WARNING, why.message + "; trying account " + choice->best);
    name_account(choice->best);
    co_return true;
}

Async<std::optional<Result<Created>>> Creation::send(Queue::Turn& turn) {
    Record& record = context_.record();
    context_.enter(CONCH_PHASE_CREATING);
    if (may_choose_ && chosen_.empty() && context_.queue().any_resting()) {
        const auto choice = co_await context_.queue().best_account(context_);
        if (choice && !choice->best.empty()) name_account(choice->best);
    }
    if (auto written = co_await record.creating(context_, fixed_account(context_, params_)); !written)
        co_return fail(std::move(written.error()));

    const auto known = [&](const std::vector<std::string>& ids) {
        record.note(context_, ids);
        turn.taken(account_of(ids));
    };
    Attempt attempt = co_await send_(params_, known);
    if (!attempt.ids.empty()) co_return Created{std::move(attempt.ids), {}};
    if (attempt.failure) co_return fail(std::move(*attempt.failure));
    const net::Delivery delivery = attempt.outcome.delivery;
    const bool may_have_been_sent = attempt.outcome.may_have_been_sent;
    auto answer = api::read_answer(operation_, std::move(attempt.outcome));
    if (answer) {
        auto ids = rules_.ids_of(answer->content);
        if (!ids.empty()) {
            turn.taken(account_of(ids));
            co_await record.accepted(context_, ids);
            co_return Created{std::move(ids), std::move(*answer)};
        }
        // Accepted, but the answer does not say what: as good as lost.
        answer = fail(no_id(operation_, std::move(*answer)));
    }

    Error error = std::move(answer.error());
    if (delivery == net::Delivery::never_sent) {
        const bool again = co_await pause_before_resend(error);
        if (again) co_return std::nullopt;
        co_return fail(std::move(error));
    }
    std::vector<std::string> ids;
    if (delivery == net::Delivery::cancelled) {
        ids = co_await ids_of_cancelled(may_have_been_sent);
        if (ids.empty()) co_return fail(std::move(error));
    }
    if (ids.empty()) ids = ids_in_failure(error);
    const bool is_refusal =
        delivery == net::Delivery::delivered && error.http_code >= 300 && !may_have_been_queued(error.http_code);
    if (ids.empty() && is_refusal) {
        const bool again = co_await may_go_again(turn, error);
        if (again) co_return std::nullopt;
        co_return fail(std::move(error));
    }
    if (ids.empty()) {
        // It may have been accepted. Never sent again; looked for.
        turn.give_back();
        context_.log(CONCH_LOG_WARNING, error.message + "; the create may have been accepted, looking for it");
        ids = co_await look_for(context_, rules_, params_);
        if (ids.empty() && context_.cancelled()) co_return cancelled();
        if (ids.empty()) co_return fail(ambiguous(std::move(error), rules_.where_to_look, mark_));
    }
    turn.taken(account_of(ids));
    co_await record.accepted(context_, ids);
    co_return Created{std::move(ids), {}};
}

// Whoever wants it stopped at the service too needs to know what "it" is.
Async<std::vector<std::string>> Creation::ids_of_cancelled(bool may_have_been_sent) {
    std::vector<std::string> ids;
    if (!may_have_been_sent) {
        co_await context_.record().refused(context_);
    } else if (rules_.look_up != nullptr && context_.cancel_reach() == CONCH_CANCEL_EVERYWHERE) {
        context_.shield();
        Found found = co_await rules_.look_up(context_, mark_);
        context_.unshield();
        ids = std::move(found.ids);
    }
    co_return ids;
}

// After nothing was sent. False: enough of that, or cancelled.
Async<bool> Creation::pause_before_resend(const Error& error) {
    co_await context_.record().refused(context_);
    if (!error.retriable || ++resends_ > kMaxResends) co_return false;
    context_.log(CONCH_LOG_WARNING, error.message + "; nothing was sent, trying again");
    co_return co_await context_.sleep(jittered(second() / 2, second() * resends_), false);
}

// After a refusal: when there is a place, or on another account.
Async<bool> Creation::may_go_again(Queue::Turn& turn, const Error& refusal) {
    co_await context_.record().refused(context_);
    if (waits_for_a_place(refusal)) {
        why_waiting_ = refusal.message;
        turn.refused(refusal);
        co_return true;
    }
    if (!may_choose_ || !account_cannot(refusal)) co_return false;
    co_return co_await change_account(refusal);
}

// A failure that names the job it is about is no mystery: whoever follows it learns the rest. And a refusal that lists
// ours among those that run is an answer to what somebody on the way, a proxy, sent once more.
std::vector<std::string> Creation::ids_in_failure(const Error& error) const {
    const auto content = json::parse(error.body);
    if (!content) return {};
    auto ids = rules_.ids_of(*content);
    if (ids.empty() && !mark_.empty()) ids = items_with_mark(*content, mark_);
    return ids;
}

}  // namespace

Async<Result<Created>> create_once(Context& context, const catalog::Operation& operation, const CreateRules& rules,
                                   json::Document& params, Send send) {
    if (context.record().sent()) co_return co_await find_again(context, rules, params);
    Creation creation(context, operation, rules, params, std::move(send));
    for (;;) {
        Queue::Turn turn = co_await context.queue().turn(context, creation.wish(), creation.why_waiting());
        if (!turn) co_return cancelled();
        auto created = co_await creation.send(turn);
        if (created) co_return std::move(*created);
    }
}

}  // namespace conch::jobs
