// Says no before it costs: checks parameters against the catalog's rules, and tells the price.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "conch/status.h"
#include "json/json.hpp"

namespace conch::catalog {

struct Violation {
    std::string field;    // the parameter at fault; empty when the parameters are no JSON object
    std::string rule;     // one word: required, type, unknown, duplicate, allowed, range, length, count, format,
                          // forbidden, differ, together, one_of, account, file_type, file_size, image_size
    std::string allowed;  // what would be right
    std::string given;    // what came, cut at 80 characters; "(hidden)" for a secret
    std::string message;  // all of it as one sentence
    conch_status status = CONCH_E_INVALID;  // or one of CONCH_E_FILE, CONCH_E_FILE_TYPE, CONCH_E_FILE_TOO_LARGE
};

// What the caller found out about a file that the parameters name.
struct FileFacts {
    std::string_view name;                  // the path or the id, exactly as in the parameters
    std::optional<std::uint64_t> bytes;     // unknown: not checked
    std::optional<std::string> media_type;  // from its content, e.g. "image/png"; "" when it is of no known type
    int width = 0;                          // 0: unknown, not checked
    int height = 0;
};

// What passes although the catalog does not know it, because the service grows. A rule that is known to be broken never
// does.
struct ValidationOptions {
    bool unknown_fields = false;
    bool unknown_values = false;  // models, and the values of sets that the service may extend
    std::span<const FileFacts> files = {};
    bool uploads = true;  // false for a plain call, which sends one request: no local file can stand for a file id
};

// The broken rules, at most 64; empty: the service should accept. Wherever a file id is allowed, so is a local file,
// {"path": "…"}; lists may be JSON arrays; a whole number may be written 6.0.
std::vector<Violation> validate(const Operation& operation, const json::Value& parameters,
                                const ValidationOptions& options = {});

// The parameters as the service spells them: aliases of models replaced, arrays of texts joined by commas, 6.0 as 6.
// Adds no defaults and drops nothing.
json::Document normalise(const Operation& operation, json::Document parameters);

// Parameters that came as text (a query, a form) with the types that the catalog gives them; text that does not read
// as the type stays text, for validate() to refuse.
json::Document from_text(const Operation& operation, json::Document parameters);

struct Estimate {
    std::optional<std::int64_t> credits;
    std::string why;  // how it was reckoned, or why it cannot be known
};
Estimate estimate(const Operation& operation, const json::Value& parameters);

// The model that the service would use for these parameters; nullptr when the operation has none or it is unknown.
const Model* effective_model(const Operation& operation, const json::Value& parameters);

}  // namespace conch::catalog
