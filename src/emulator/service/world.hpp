// What all parts of the service share.
#pragma once

#include <filesystem>

#include "emulator/control/clock.hpp"
#include "emulator/http/loop.hpp"
#include "emulator/service/accounts.hpp"
#include "emulator/service/files.hpp"
#include "emulator/service/ids.hpp"
#include "emulator/service/settings.hpp"
#include "emulator/service/studio.hpp"

namespace conch::emulator {

struct World {
    World(const Settings& the_settings, Loop& the_loop, const std::filesystem::path& directory)
        : settings(the_settings),
          loop(the_loop),
          clock(the_loop, the_settings.speed),
          ids(the_settings.seed),
          accounts(clock, ids),
          studio(the_loop, clock, directory / "media", the_settings.seed),
          files(clock, ids, directory / "media"),
          scratch(directory / "scratch") {}

    const Settings& settings;
    Loop& loop;
    Clock clock;
    Ids ids;
    Accounts accounts;
    Studio studio;
    Files files;
    std::filesystem::path scratch;
};

}  // namespace conch::emulator
