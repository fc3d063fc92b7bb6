// The request that costs credits: sent at most once for each job, found again when its answer is lost.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/answer.hpp"
#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "jobs/look_up.hpp"
#include "jobs/queue.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// What is particular about the create of one kind. The texts are for the host whose create stays unknown.
struct CreateRules {
    // The ids in the create's answer; empty when it has none.
    std::vector<std::string> (*ids_of)(const json::Value& answer);
    // Finds what a lost create may have started, by its mark. nullptr: the service takes no replyRef for this kind.
    Async<Found> (*look_up)(Context& context, std::string mark);
    ListRules list;  // where it is when it has finished
    LineRules line;
    std::string_view where_to_look;  // "videos.list"
};

struct Created {
    std::vector<std::string> ids;
    api::Answer answer;  // empty for a job that was found again
};

// One sending of the create.
struct Attempt {
    net::Outcome outcome;
    std::vector<std::string> ids;  // what a stream told before it ended; whatever the outcome, the job exists
    std::optional<Error> failure;  // in a stream: the job was taken and failed
};
using KnownIds = std::function<void(const std::vector<std::string>& ids)>;
// `known` may be called as soon as the ids are, so that nobody waits for the end of a stream.
using Send = std::function<Async<Attempt>(const json::Document& params, const KnownIds& known)>;

// Marks `params` with a replyRef of our own where the kind has one, waits for its turn, writes it down, sends, and
// waits again when there was no place. Changes the account to one that has credits where the caller left the choice to
// the service. A job that an earlier run of the host has sent is found and never sent again.
Async<Result<Created>> create_once(Context& context, const catalog::Operation& operation, const CreateRules& rules,
                                   json::Document& params, Send send);

// A create that is one request with one answer. `files` are local files that are part of the request itself.
Send plainly(Context& context, const catalog::Operation& operation, std::vector<std::string> files = {});

// What the service says of itself when its upstream broke while a job was being queued.
bool may_have_been_queued(int http_code);

// What a create that nobody can be sure of ends with. `mark` is empty for kinds that carry none.
Error ambiguous(Error cause, std::string_view where_to_look, std::string_view mark);

// The same for a create that an earlier run of the host sent without living to see its answer.
Error interrupted(std::string_view where_to_look, std::string_view mark = {});

// Which account a job runs on, as far as the caller has said, by name or by a file that it holds; empty: the service
// may choose.
std::string fixed_account(const Context& context, const json::Value& params);

// The ids under one name: a string, or an array of strings.
std::vector<std::string> ids_at(const json::Value& answer, std::string_view name);

}  // namespace conch::jobs
