// GET /media/NAME: what was made and what was uploaded, for players and downloads: no token, ranges, ETags.
#pragma once

#include <memory>

#include "emulator/http/message.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

void serve_media(World& world, const std::shared_ptr<Request>& request, const Reply& reply);

}  // namespace conch::emulator
