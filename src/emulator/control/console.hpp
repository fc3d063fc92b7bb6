// The console at /_conch/: a page for people, and the stream of events that keeps it current.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emulator/http/loop.hpp"
#include "emulator/http/message.hpp"
#include "emulator/service/service.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

class Console {
  public:
    Console(World& world, const Service& service) : world_(world), service_(service), next_look_(world.loop.timer()) {}

    // A file of the page; nothing when it has none of this name.
    static std::optional<Response> file(const Request& request);
    // What happens, as server-sent events: all of it first, then what changes.
    Response events();
    // Everything has changed: tells it all again.
    void start_over();

  private:
    struct Viewer {
        std::shared_ptr<ByteStream> stream;
        bool knows_nothing = true;
        std::uint64_t last_request = 0;
        std::uint64_t last_webhook = 0;
    };
    // What can be seen at a moment; each is an event.
    struct View {
        std::string clock;
        std::string accounts;
        std::string faults;
        std::map<std::string, std::string> jobs;  // by their order of creation
    };

    void look();
    View view() const;
    std::string everything() const;
    std::string changes(const View& before) const;
    std::string journals(Viewer& viewer) const;

    World& world_;
    const Service& service_;
    std::shared_ptr<Loop::Timer> next_look_;
    bool looking_ = false;
    int looks_ = 0;
    View seen_;
    std::vector<Viewer> viewers_;
};

}  // namespace conch::emulator
