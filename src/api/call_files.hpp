// The files of a call, which may stand beside its parameters or inside them.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalog/catalog.hpp"
#include "json/json.hpp"

namespace conch::api {

// Makes both ways one: afterwards `params` names all files as {"path": …}, so that the catalog can check them, and
// `files` has their paths in order. CONCH_E_INVALID when the operation takes none, or both ways are used at once.
Result<void> join_files(const catalog::Operation& operation, json::Document& params, std::vector<std::string>& files);

}  // namespace conch::api
