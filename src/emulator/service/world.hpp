// What all parts of the service share.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

#include "emulator/control/clock.hpp"
#include "emulator/control/faults.hpp"
#include "emulator/control/journal.hpp"
#include "emulator/control/webhooks.hpp"
#include "emulator/http/loop.hpp"
#include "emulator/http/message.hpp"
#include "emulator/service/accounts.hpp"
#include "emulator/service/files.hpp"
#include "emulator/service/ids.hpp"
#include "emulator/service/record.hpp"
#include "emulator/service/settings.hpp"
#include "emulator/service/store.hpp"
#include "emulator/service/studio.hpp"

namespace conch::emulator {

// What lets time pass for jobs: the clock, being asked about, or nothing.
struct Pace {
    enum class By { time, polls, nothing } by = By::time;
    int polls = 3;
};

struct World {
    World(const Settings& the_settings, Loop& the_loop, const std::filesystem::path& directory)
        : settings(the_settings),
          loop(the_loop),
          clock(the_loop, the_settings.speed),
          ids(the_settings.seed),
          accounts(clock, ids),
          studio(the_loop, clock, store, directory / "media", the_settings.seed),
          files(clock, ids, store, directory / "media"),
          scratch(directory / "scratch"),
          faults(the_settings.seed),
          webhooks(the_loop, clock, faults, journal) {}

    // A stream of events that a reset ends.
    std::shared_ptr<ByteStream> open_stream();
    void end_streams();

    // Writes a record down, so that a restart finds it.
    template <typename Record>
    void keep(std::string_view kind, std::string_view id, Record& record) {
        if (store.is_open()) store.put(kind, id, RecordWriter::write(record));
    }
    void keep(Account& account) { keep(kAccounts, account.id, account); }
    // Calls `take` with each record of a kind, in the order in which they were made.
    template <typename Record, typename Take>
    void each_kept(std::string_view kind, Take take) {
        store.each(kind, [&](const std::string&, const json::Value& json) {
            Record record;
            RecordReader::read(json, record);
            take(std::move(record));
        });
    }
    static constexpr std::string_view kAccounts = "account";

    // How long something takes now that takes this long by the clock.
    Clock::Ms duration(Clock::Ms by_time) const { return pace.by == Pace::By::time ? by_time : 0; }

    const Settings& settings;
    Loop& loop;
    Clock clock;
    Ids ids;
    Accounts accounts;
    Store store;
    Studio studio;
    Files files;
    std::filesystem::path scratch;
    Faults faults;
    Journal journal;
    Webhooks webhooks;
    Pace pace;

  private:
    std::vector<std::weak_ptr<ByteStream>> streams_;
};

inline std::shared_ptr<ByteStream> World::open_stream() {
    streams_.erase(std::remove_if(streams_.begin(), streams_.end(), [](const auto& each) { return each.expired(); }),
                   streams_.end());
    auto stream = std::make_shared<ByteStream>();
    streams_.push_back(stream);
    return stream;
}

inline void World::end_streams() {
    for (const auto& each : streams_) {
        if (const auto stream = each.lock()) stream->finish();
    }
    streams_.clear();
}

}  // namespace conch::emulator
