// One video or image on its way: from the queue through percents to its end.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "emulator/control/clock.hpp"

namespace conch::emulator {

// What the provider will make of it.
struct Fate {
    int status = 2;         // 2 completed, 3 failed, 5, 7, 14 moderated
    bool vanishes = false;  // completes and is then taken away
    bool stuck = false;     // never ends
};

struct Generation {
    std::string family;  // video, image
    std::string account;
    std::string number;  // the item's part of the id
    std::string id;      // composite
    std::string batch;
    std::string prompt;
    std::string model;
    std::string aspect_ratio;      // of an image
    bool prompt_as_it_is = false;  // not rewritten
    std::string reply_url;
    std::string reply_ref;
    std::vector<std::string> inputs;  // composite ids of files
    std::int64_t credits = 0;
    int width = 0;
    int height = 0;

    // Names of media; `main` has to exist before the generation is complete.
    std::string main;
    std::string clean;   // without watermark
    std::string marked;  // with it
    std::string cover;
    std::string file_id;  // an image can be used as an input

    int status = 11;
    std::optional<int> percent;
    std::string message;
    Fate fate;
    Clock::Ms created = 0;
    Clock::Ms began = 0;  // 0: still waiting
    Clock::Ms duration = 0;
    int step = 0;
    int polls = 0;
    bool watched = false;  // by a stream: it moves with the time, not when somebody asks
    bool by_api = true;    // or by hand on the site
    bool tracked = true;   // by the scheduler
    bool gone = false;     // deleted, or taken away: reading it says 404
    bool hidden = false;   // deleted softly: lists leave it out
    bool overdue = false;  // its time is up, its media is not there yet
    std::optional<Clock::TimerId> timer;

    bool final() const { return catalog::item_status(catalog::ItemFamily::kVideo, status).final; }
    std::string_view label() const { return catalog::item_status(catalog::ItemFamily::kVideo, status).label; }
};

using GenerationPtr = std::shared_ptr<Generation>;

template <typename Visitor>
void fields(Visitor& visit, Fate& fate) {
    visit("status", fate.status);
    visit("vanishes", fate.vanishes);
    visit("stuck", fate.stuck);
}

template <typename Visitor>
void fields(Visitor& visit, Generation& generation) {
    visit("family", generation.family);
    visit("account", generation.account);
    visit("number", generation.number);
    visit("id", generation.id);
    visit("batch", generation.batch);
    visit("prompt", generation.prompt);
    visit("model", generation.model);
    visit("aspect_ratio", generation.aspect_ratio);
    visit("prompt_as_it_is", generation.prompt_as_it_is);
    visit("reply_url", generation.reply_url);
    visit("reply_ref", generation.reply_ref);
    visit("inputs", generation.inputs);
    visit("credits", generation.credits);
    visit("width", generation.width);
    visit("height", generation.height);
    visit("main", generation.main);
    visit("clean", generation.clean);
    visit("marked", generation.marked);
    visit("cover", generation.cover);
    visit("file_id", generation.file_id);
    visit("status", generation.status);
    visit("percent", generation.percent);
    visit("message", generation.message);
    visit("fate", generation.fate);
    visit("created", generation.created);
    visit("began", generation.began);
    visit("duration", generation.duration);
    visit("step", generation.step);
    visit("polls", generation.polls);
    visit("watched", generation.watched);
    visit("by_api", generation.by_api);
    visit("tracked", generation.tracked);
    visit("gone", generation.gone);
    visit("hidden", generation.hidden);
}

}  // namespace conch::emulator
