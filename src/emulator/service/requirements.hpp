// The checks of a create that come after its parameters: account, hold, credits, moderation (contract, order of
// checks).
#pragma once

#include <string>
#include <string_view>

#include "emulator/service/call.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

// The account of a call under the strict rule: the one named, or the only one that can do this. Nothing: answered.
Account* strict_account(World& world, const CallPtr& call);

// The account that is named, when it exists and can do this. Nothing: answered with 400.
Account* named_account(World& world, const CallPtr& call, std::string_view id);

// The account that the given files belong to; empty when none is given. Answers and says false when they disagree with
// each other or with `account`, do not exist, or are of another sort.
enum class FileSort { picture, sound };
bool account_of_files(World& world, const CallPtr& call, const std::vector<std::string>& files, FileSort sort,
                      std::string& account);

// Hold, credits and moderation; false: answered.
bool passes_upstream(World& world, const CallPtr& call, const Account& account, std::int64_t credits,
                     std::string_view prompt);

}  // namespace conch::emulator
