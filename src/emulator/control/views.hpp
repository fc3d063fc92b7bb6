// What the controls and the console both show.
#pragma once

#include <vector>

#include "emulator/service/json_text.hpp"
#include "emulator/service/service.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

JsonText clock_json(const World& world);
// The side of an account that only the provider knows.
JsonText account_json_of_provider(const Account& account);
JsonText accounts_json(const World& world);
// The newest first.
std::vector<JobView> newest_jobs(const Service& service, std::size_t most = std::string::npos);
JsonText job_json(const JobView& job);

}  // namespace conch::emulator
