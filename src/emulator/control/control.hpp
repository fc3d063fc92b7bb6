// /_conch/…: how tests and people steer the emulator.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "emulator/control/console.hpp"
#include "emulator/http/message.hpp"
#include "emulator/service/service.hpp"
#include "json/json.hpp"

namespace conch::emulator {

class Control {
  public:
    Control(World& world, Service& service);

    void handle(const std::shared_ptr<Request>& request, const Reply& reply);

  private:
    using Handler = std::function<void(const json::Value& wish, const Request& request, const Reply& reply)>;

    void show_clock(const Reply& reply) const;
    void set_clock(const json::Value& wish, const Reply& reply);
    void set_account(const json::Value& wish, const Reply& reply);

    World& world_;
    Service& service_;
    Console console_;
    std::map<std::pair<std::string, std::string>, Handler> handlers_;  // by method and what follows /_conch/
};

}  // namespace conch::emulator
