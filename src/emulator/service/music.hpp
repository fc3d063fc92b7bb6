// The music/… operations.
#pragma once

#include <deque>
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

template <typename Visitor>
void fields(Visitor& visit, Song& song) {
    visit("id", song.id);
    visit("number", song.number);
    visit("account", song.account);
    visit("title", song.title);
    visit("lyrics", song.lyrics);
    visit("style", song.style);
    visit("audio", song.audio);
    visit("cover", song.cover);
    visit("seconds", song.seconds);
    visit("status", song.status);
    visit("listed", song.listed);
    visit("created", song.created);
}

class Music {
  public:
    explicit Music(World& world);

    void create(const CallPtr& call);
    void get(const CallPtr& call);
    void list(const CallPtr& call);
    void styles(const CallPtr& call);
    void clear();
    void restore();
    const std::deque<SongPtr>& songs() const { return songs_; }  // oldest first

  private:
    // Without a call when nobody waits any more.
    void start(const CallPtr& call, const SongPtr& song);
    void forget(const SongPtr& song);
    void finish(const CallPtr& call, const SongPtr& song);
    JsonText item(const Song& song) const;

    World& world_;
    std::deque<SongPtr> songs_;           // oldest first
    std::map<std::string, int> running_;  // by account
};

}  // namespace conch::emulator
