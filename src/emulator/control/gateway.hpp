// The front door: sends each request to the service, the media or the control, and looks after what all answers share.
#pragma once

#include <memory>

#include "emulator/control/control.hpp"
#include "emulator/http/message.hpp"
#include "emulator/service/service.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

class Gateway {
  public:
    Gateway(World& world, Service& service, Control& control) : world_(world), service_(service), control_(control) {}

    Callbacks callbacks();

  private:
    Admission admit(const Request& request);
    void handle(std::shared_ptr<Request> request, Reply reply);
    void handle_call(std::shared_ptr<Request> request, Reply reply);
    void handle_media(const std::shared_ptr<Request>& request, Reply reply);

    World& world_;
    Service& service_;
    Control& control_;
};

}  // namespace conch::emulator
