// The images/… operations.
#pragma once

#include "emulator/service/call.hpp"
#include "emulator/service/generations.hpp"
#include "emulator/service/lifecycle.hpp"

namespace conch::emulator {

class Images {
  public:
    Images(World& world, Lifecycle& lifecycle) : world_(world), lifecycle_(lifecycle) {}

    void create(const CallPtr& call);
    void get(const CallPtr& call);
    void list(const CallPtr& call);
    void remove(const CallPtr& call);
    void clear() { all_.clear(); }
    void restore();
    const std::deque<GenerationPtr>& all() const { return all_.all(); }

    // The item as the service shows it.
    std::vector<JsonMember> item(const Generation& image) const;
    // A finished picture can be used like an uploaded one.
    void completed(const Generation& image);

  private:
    World& world_;
    Lifecycle& lifecycle_;
    Generations all_;
};

}  // namespace conch::emulator
