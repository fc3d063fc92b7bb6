// What an account has at the provider's site: its plan (features) and its characters.
#pragma once

#include <map>
#include <string>

#include "emulator/service/call.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

void show_features(World& world, const CallPtr& call);
void list_characters(World& world, const CallPtr& call);
// Every account has drawn a few characters by hand; their pictures are files that can be used.
void add_characters(World& world, const Account& account);

}  // namespace conch::emulator
