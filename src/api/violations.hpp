// Broken rules of the catalog as one Error.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "catalog/validate.hpp"

namespace conch::api {

// No violation: success. Otherwise the first one's status and field, all messages, and all of them as JSON.
Result<void> refuse_violations(const std::vector<catalog::Violation>& violations);

}  // namespace conch::api
