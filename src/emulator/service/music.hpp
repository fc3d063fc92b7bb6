// The music/… operations.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "emulator/service/call.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

struct Song {
    std::string id;
    std::string number;
    std::string account;
    std::string title;
    std::string lyrics;
    std::string style;
    std::string audio;  // media
    std::string cover;
    double seconds = 0;
    int status = 0;
    bool listed = true;  // moderated songs are not
    Clock::Ms created = 0;
};

using SongPtr = std::shared_ptr<Song>;

class Music {
  public:
    explicit Music(World& world);

    void create(const CallPtr& call);
    void get(const CallPtr& call);
    void list(const CallPtr& call);
    void styles(const CallPtr& call);
    void clear();

  private:
    void finish(const CallPtr& call, const SongPtr& song);
    JsonText item(const Song& song) const;

    World& world_;
    std::vector<SongPtr> songs_;          // oldest first
    std::map<std::string, int> running_;  // by account
};

}  // namespace conch::emulator
