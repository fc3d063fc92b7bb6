#include "cli/dry_run.hpp"

#include <memory>

#include "cli/json_text.hpp"
#include "conch/call.h"
#include "conch/catalog.h"
#include "conch/task.h"
#include "conch/util.h"

namespace conch::cli {

namespace {

struct Releaser {
    void operator()(char* text) const { conch_free(text); }
};
using OwnedText = std::unique_ptr<char, Releaser>;

Failure refusal(conch_status status, const OwnedText& violations) {
    Failure failure;
    failure.status = status;
    failure.message = conch_status_message(status);
    if (!violations) return failure;
    failure.violations = violations.get();
    rapidjson::Document list;
    list.Parse<rapidjson::kParseIterativeFlag>(violations.get());
    if (list.HasParseError() || !list.IsArray() || list.Empty()) return failure;
    failure.message.clear();
    for (const auto& violation : list.GetArray()) {
        if (!failure.message.empty()) failure.message += '\n';
        failure.message += violation["message"].GetString();
    }
    failure.field = list[0]["field"].GetString();
    return failure;
}

}  // namespace

Outcome dry_run(const std::string& params, const TaskArguments& task, const JobCommand& job) {
    const std::int32_t operation = conch_operation_from_name(job.kind->create_operation);
    char* text = nullptr;
    const std::uint32_t flags = task.allow_unknown ? CONCH_TASK_ALLOW_UNKNOWN : CONCH_TASK_DEFAULT;
    conch_status status = conch_validate(operation, params.c_str(), flags, &text);
    const OwnedText violations(text);
    if (status != CONCH_OK) return outcome_of(refusal(status, violations));

    std::int64_t credits = -1;
    text = nullptr;
    status = conch_estimate(operation, params.c_str(), &credits, &text);
    const OwnedText why(text);
    if (status != CONCH_OK) return outcome_of(take_failure(status, nullptr));

    JsonObject price;
    if (credits >= 0) price.add("credits", credits);
    if (why) price.add("why", why.get());
    Outcome outcome;
    outcome.ending.failure.status = CONCH_OK;
    outcome.ending.json = price.str();
    outcome.result = credits >= 0 ? std::to_string(credits) + " credits" : std::string("unknown price");
    if (why) outcome.result += std::string(": ") + why.get();
    outcome.result += "\n";
    return outcome;
}

}  // namespace conch::cli
