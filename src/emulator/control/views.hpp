// What the controls and the console both show.
#pragma once

#include "emulator/service/json_text.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

JsonText clock_json(const World& world);
// The side of an account that only the provider knows.
JsonText account_json_of_provider(const Account& account);
JsonText accounts_json(const World& world);

}  // namespace conch::emulator
