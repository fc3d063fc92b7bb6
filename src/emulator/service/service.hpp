// The service as a whole: finds what a request asks for, checks it in the documented order, and hands it on.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "emulator/http/message.hpp"
#include "emulator/service/agent.hpp"
#include "emulator/service/audio.hpp"
#include "emulator/service/call.hpp"
#include "emulator/service/images.hpp"
#include "emulator/service/job_view.hpp"
#include "emulator/service/lifecycle.hpp"
#include "emulator/service/llm.hpp"
#include "emulator/service/music.hpp"
#include "emulator/service/scheduler.hpp"
#include "emulator/service/templates.hpp"
#include "emulator/service/videos.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

// How often an emulator has begun with this state, and how late it was there at last.
struct Start {
    std::uint64_t number = 0;
    Clock::Ms time = 0;
};

class Service {
  public:
    explicit Service(World& world);

    // What follows from the head of a request alone: token, path, method.
    Admission admit(const Request& request) const;
    // An admitted request as a call; what is wrong with its parameters is told by process().
    CallPtr prepare(std::shared_ptr<Request> request) const;
    void process(const CallPtr& call);

    // For people to look at; nothing changes by it, as it may by asking for a job.
    std::vector<JobView> jobs() const;

    Lifecycle& lifecycle() { return lifecycle_; }
    // Back to how it started.
    void reset();
    // Goes on where the state directory says that an emulator ended; with nothing there starts afresh.
    void start();

  private:
    using Handler = std::function<void(const CallPtr&)>;
    struct Route {
        const catalog::Operation* operation;
        std::string_view method;
        std::vector<std::string> pattern;  // "{name}" stands for any part
    };
    struct Match {
        const Route* route = nullptr;
        bool other_method = false;
    };

    void add_route(std::string_view operation, std::string_view method, std::string_view path);
    Match match(const Request& request) const;
    bool token_accepted(const Request& request, const catalog::Operation* operation) const;
    void read_parameters(Call& call, const Route& route) const;
    bool parameters_are_valid(const CallPtr& call) const;

    void changed(const GenerationPtr& generation);
    void restore();
    void remember_time();

    void accounts_list(const CallPtr& call);
    void accounts_get(const CallPtr& call);
    void accounts_set(const CallPtr& call);
    void accounts_delete(const CallPtr& call);
    void files_upload(const CallPtr& call);
    void files_list(const CallPtr& call);
    void files_delete(const CallPtr& call);

    World& world_;
    Start start_;
    Lifecycle lifecycle_;
    Videos videos_;
    Images images_;
    Templates templates_;
    Agent agent_;
    Llm llm_;
    Audio audio_;
    Music music_;
    Scheduler scheduler_;
    std::vector<Route> routes_;
    std::vector<std::weak_ptr<Call>> open_;  // calls that are answered later
    std::map<std::string, Handler, std::less<>> handlers_;
};

}  // namespace conch::emulator
