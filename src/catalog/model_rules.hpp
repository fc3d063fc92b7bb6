// The rules that a model brings with it.
#pragma once

#include "catalog/findings.hpp"

namespace conch::catalog {

void check_model_rules(const Operation& operation, const json::Value& parameters, const ValidationOptions& options,
                       Findings& findings);

// Empty, or nothing but white space.
bool is_blank(std::string_view text);

// nullptr when the parameters say nothing about this file.
const FileFacts* facts_of(const json::Value& file, const ValidationOptions& options);

}  // namespace conch::catalog
