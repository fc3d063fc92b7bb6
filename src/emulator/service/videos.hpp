// The videos/… operations but those about templates.
#pragma once

#include "emulator/service/call.hpp"
#include "emulator/service/generations.hpp"
#include "emulator/service/lifecycle.hpp"

namespace conch::emulator {

struct VideoOrder {
    media::VideoSpec spec;
    std::vector<std::string> inputs;  // composite ids of files
    std::int64_t credits = 0;
    Clock::Ms duration = 0;
    bool watched = false;  // by a stream
};

class Videos {
  public:
    Videos(World& world, Lifecycle& lifecycle) : world_(world), lifecycle_(lifecycle) {}

    void create(const CallPtr& call);
    void get(const CallPtr& call);
    void list(const CallPtr& call);
    void remove(const CallPtr& call);
    void cancel(const CallPtr& call);
    void clear() { all_.clear(); }
    void restore();
    const std::deque<GenerationPtr>& all() const { return all_.all(); }

    // For whatever makes a video: account, hold, credits, moderation and capacity. Nothing: answered.
    Account* admit(const CallPtr& call, const std::vector<std::string>& inputs, std::int64_t credits,
                   std::string_view prompt);
    GenerationPtr start(const CallPtr& call, Account& account, const VideoOrder& order);

    // The item as the service shows it.
    std::vector<JsonMember> item(const Generation& video) const;

  private:
    Account* choose_account(const CallPtr& call, const std::vector<std::string>& inputs);
    bool room_for_one_more(const CallPtr& call, const Account& account) const;
    JsonText running(const std::vector<const Account*>& accounts) const;

    World& world_;
    Lifecycle& lifecycle_;
    Generations all_;
};

}  // namespace conch::emulator
