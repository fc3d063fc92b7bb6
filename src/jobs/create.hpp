// The request that costs credits: sent at most once for each job, found again when its answer is lost.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/answer.hpp"
#include "catalog/catalog.hpp"
#include "jobs/context.hpp"
#include "json/json.hpp"

namespace conch::jobs {

// What is particular about the create of one kind. The texts are for the host whose create stays unknown.
struct CreateRules {
    // The ids in the create's answer; empty when it has none.
    std::vector<std::string> (*ids_of)(const json::Value& answer);
    // Finds what a lost create may have started, by its mark. nullptr: the service takes no replyRef for this kind.
    Async<std::vector<std::string>> (*look_up)(Context& context, std::string mark);
    int pause_s;                     // documented pause before a place is asked for again after a 429
    std::string_view where_to_look;  // "videos.list"
};

struct Created {
    std::vector<std::string> ids;
    api::Answer answer;  // empty for a job that was found again
};

// Marks `params` with a replyRef of our own where the kind has one, sends, waits for a place when there is none.
// `files` are local files that are part of the request itself.
Async<Result<Created>> create_once(Context& context, const catalog::Operation& operation, const CreateRules& rules,
                                   json::Document& params, std::vector<std::string> files = {});

// What a create that nobody can be sure of ends with. `mark` is empty for kinds that carry none.
Error ambiguous(Error cause, std::string_view where_to_look, std::string_view mark);

// The ids under one name: a string, or an array of strings.
std::vector<std::string> ids_at(const json::Value& answer, std::string_view name);

}  // namespace conch::jobs
