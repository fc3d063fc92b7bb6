// `conch catalog`: what the service can do.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/outcome.hpp"

namespace conch::cli {

// With --json the whole catalog as one JSON document instead of a text.
Outcome run_catalog(const CatalogCommand& command);
std::string catalog_json();

Failure unknown_operation(const std::string& name);

}  // namespace conch::cli
