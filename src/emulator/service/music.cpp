#include "emulator/service/music.hpp"

#include <algorithm>
#include <array>

#include "emulator/service/generations.hpp"
#include "emulator/service/refusals.hpp"
#include "emulator/service/requirements.hpp"
#include "emulator/service/triggers.hpp"

namespace conch::emulator {

namespace {

constexpr Clock::Ms kTime = 25'000;  // below the documented minute
constexpr Clock::Ms kUntilModerated = 60'000;
constexpr std::int64_t kSongCredits = 1;
constexpr double kShortestSong = 15;
constexpr double kLongestSong = 60;
constexpr double kSecondsPerLine = 4;
constexpr std::string_view kStoredSong = "song";

struct Group {
    std::string_view name;
    std::array<std::string_view, 4> styles;
};
constexpr std::array<Group, 6> kGroups{{
    {"Pop", {"Bright Pop", "Synth Pop", "Ballad", "Indie Pop"}},
    {"Rock", {"Soft Rock", "Hard Rock", "Punk", "Blues Rock"}},
    {"Electronic", {"House", "Ambient", "Techno", "Lo-fi"}},
    {"Jazz", {"Swing", "Bossa Nova", "Smooth Jazz", "Funk"}},
    {"Folk", {"Acoustic", "Country", "Celtic", "Chinese Folk"}},
    {"Classical", {"Piano", "Strings", "Waltz", "March"}},
}};

std::string style_id(std::string_view name) {
    return std::to_string(hash_of(name) % 1'000'000'000);
}

std::string_view style_name(std::string_view id) {
    for (const Group& group : kGroups) {
        for (const std::string_view style : group.styles) {
            if (style_id(style) == id) return style;
        }
    }
    return {};
}

std::string sample_name(std::string_view style) {
    return "ms-" + style_id(style) + ".mp3";
}

media::ImageSpec cover_of(const media::MusicSpec& song) {
    media::ImageSpec cover;
    cover.width = cover.height = 512;
    cover.format = media::ImageFormat::kJpeg;
    cover.prompt = song.title;
    cover.model = song.style;
    cover.seed = song.seed;
    return cover;
}

std::string_view label_of(int status) {
    return catalog::item_status(catalog::ItemFamily::kMusic, status).label;
}
bool is_final(int status) {
    return catalog::item_status(catalog::ItemFamily::kMusic, status).final;
}

}  // namespace

Music::Music(World& world) : world_(world) {
    for (const Group& group : kGroups) {
        for (const std::string_view style : group.styles) {
            media::MusicSpec spec;
            spec.lyrics = "la la la";
            spec.style = style;
            spec.seconds = kShortestSong;
            world_.studio.know_always(sample_name(style), std::move(spec));
        }
    }
}

void Music::create(const CallPtr& call) {
    Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const std::string lyrics = call->text_or("prompt", "");
    const std::string style = call->text_or("styleId", style_id(kGroups[0].styles[0]));
    if (style_name(style).empty()) return call->fail(400, "There is no style " + style + "; see music/styles.");
    if (has_trigger(lyrics, "moderated")) return call->fail(422, "Moderated prompt");
    if (running_[account->id] > 0 || has_trigger(lyrics, "busy")) return call->fail(429, refusal::kPreviousRuns);

    const auto song = std::make_shared<Song>();
    song->number = world_.ids.digits(18);
    song->id = composite_id(account->id, "music", song->number);
    song->account = account->id;
    song->lyrics = lyrics;
    song->style = style_name(style);
    song->title = call->text_or("title", lyrics.substr(0, lyrics.find('\n')));
    song->created = world_.clock.now();
    const auto lines = std::count(lyrics.begin(), lyrics.end(), '\n') + 1;
    song->seconds = std::clamp(static_cast<double>(lines) * kSecondsPerLine, kShortestSong, kLongestSong);
    account->credits = std::max<std::int64_t>(0, account->credits - kSongCredits);
    world_.keep(*account);

    media::MusicSpec spec;
    spec.lyrics = lyrics;
    spec.style = song->style;
    spec.title = song->title;
    spec.seconds = song->seconds;
    spec.seed = world_.settings.seed;
    song->audio = world_.studio.know(spec, ".mp3");
    song->cover = world_.studio.know(cover_of(spec), ".jpg");
    songs_.push_back(song);
    if (songs_.size() > kMostKept) forget(SongPtr(songs_.front()));
    start(call, song);
}

void Music::start(const CallPtr& call, const SongPtr& song) {
    world_.keep(kStoredSong, song->id, *song);
    world_.studio.make_ahead(song->audio);
    ++running_[song->account];
    world_.clock.after(world_.duration(kTime / 8), [song] {
        if (song->status == 0) song->status = 1;
    });
    world_.clock.after(world_.duration(kTime), [this, call, song] { finish(call, song); });
}

void Music::finish(const CallPtr& call, const SongPtr& song) {
    world_.clock.hold();
    world_.studio.make(song->audio, [this, call, song](const std::optional<Error>& failed) {
        world_.clock.release();
        // Forgotten by a reset while it was made.
        if (std::find(songs_.begin(), songs_.end(), song) == songs_.end()) return;
        --running_[song->account];
        if (failed) {
            forget(song);
            if (call) call->fail(400, failed->message);
            return;
        }
        song->status = 2;
        world_.keep(kStoredSong, song->id, *song);
        if (has_trigger(song->lyrics, "moderated-after")) {
            // Listened to by somebody only after it was handed out.
            world_.clock.after(world_.duration(kUntilModerated), [this, song] {
                song->status = 4;
                song->listed = false;
                world_.studio.forget(song->audio);
                world_.keep(kStoredSong, song->id, *song);
            });
        }
        if (!call) return;
        call->ok(object({
            {"musicId", song->id},
            {"audioURL", world_.studio.url(song->audio)},
            {"duration", song->seconds},
        }));
    });
}

JsonText Music::item(const Song& song) const {
    return object({
        {"title", song.title},
        {"lyrics", song.lyrics},
        {"style", song.style},
        {"coverURL", world_.studio.url(song.cover)},
        {"audioURL", song.status < 2 ? json_string("") : json_string(world_.studio.url(song.audio))},
        {"status", song.status},
        {"statusLabel", label_of(song.status)},
        {"statusFinal", is_final(song.status)},
        {"createTime", song.created},
        {"duration", song.seconds},
        {"musicId", song.id},
    });
}

void Music::get(const CallPtr& call) {
    const std::string id = call->text_or("musicId", "");
    const auto song = std::find_if(songs_.begin(), songs_.end(), [&](const SongPtr& each) { return each->id == id; });
    if (song == songs_.end()) return call->fail(404, refusal::kNotFound);
    call->ok(item(**song));
}

void Music::list(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const std::int64_t limit = std::min<std::int64_t>(call->integer("limit").value_or(20), kLargestPage);
    const std::string last = call->text_or("lastMusicId", "");
    bool reached = last.empty();
    std::vector<JsonText> items;
    for (auto each = songs_.rbegin(); each != songs_.rend() && static_cast<std::int64_t>(items.size()) < limit;
         ++each) {
        const Song& song = **each;
        if (song.account != account->id) continue;
        if (!reached) {
            reached = song.id == last || song.number == last;
        } else if (song.listed) {
            items.push_back(item(song));
        }
    }
    call->ok(array(items));
}

void Music::styles(const CallPtr& call) {
    if (strict_account(world_, call) == nullptr) return;
    std::vector<JsonText> groups;
    for (const Group& group : kGroups) {
        std::vector<JsonText> styles;
        styles.reserve(group.styles.size());
        for (const std::string_view style : group.styles) {
            styles.push_back(object({
                {"url", world_.studio.url(sample_name(style))},
                {"styleId", style_id(style)},
                {"name", style},
            }));
        }
        groups.push_back(object({{"name", group.name}, {"styles", array(styles)}}));
    }
    call->ok(array(groups));
}

void Music::forget(const SongPtr& song) {
    world_.studio.let_go(song->audio);
    world_.studio.let_go(song->cover);
    world_.store.erase(kStoredSong, song->id);
    songs_.erase(std::remove(songs_.begin(), songs_.end(), song), songs_.end());
}

void Music::restore() {
    world_.each_kept<Song>(kStoredSong, [this](Song record) {
        const auto song = std::make_shared<Song>(std::move(record));
        world_.studio.hold(song->audio);
        world_.studio.hold(song->cover);
        songs_.push_back(song);
        if (!is_final(song->status)) start(nullptr, song);
    });
}

void Music::clear() {
    songs_.clear();
    running_.clear();
}

}  // namespace conch::emulator
