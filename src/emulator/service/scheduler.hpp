// The scheduler/… operations: what was started through the API and has not ended.
#pragma once

#include "emulator/service/call.hpp"
#include "emulator/service/lifecycle.hpp"

namespace conch::emulator {

class Scheduler {
  public:
    Scheduler(World& world, Lifecycle& lifecycle) : world_(world), lifecycle_(lifecycle) {}

    void list(const CallPtr& call);
    void available(const CallPtr& call);
    void remove(const CallPtr& call);

  private:
    JsonText executing() const;

    World& world_;
    Lifecycle& lifecycle_;
};

}  // namespace conch::emulator
