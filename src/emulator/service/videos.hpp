// The videos/… operations but those about templates.
#pragma once

#include "emulator/service/call.hpp"
#include "emulator/service/generations.hpp"
#include "emulator/service/lifecycle.hpp"

namespace conch::emulator {

class Videos {
  public:
    Videos(World& world, Lifecycle& lifecycle) : world_(world), lifecycle_(lifecycle) {}

    void create(const CallPtr& call);
    void get(const CallPtr& call);
    void list(const CallPtr& call);
    void remove(const CallPtr& call);
    void cancel(const CallPtr& call);
    void clear() { all_.clear(); }

    // The item as the service shows it.
    JsonText item(const Generation& video) const;

  private:
    Account* choose_account(const CallPtr& call);
    bool room_for_one_more(const CallPtr& call, const Account& account) const;
    JsonText running(const std::vector<const Account*>& accounts) const;

    World& world_;
    Lifecycle& lifecycle_;
    Generations all_;
};

}  // namespace conch::emulator
