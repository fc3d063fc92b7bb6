// The agent/… operations: a task in words, done with whichever models it may use.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emulator/service/call.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

struct AgentFile {
    std::string name;
    std::string type;
    std::uint64_t size = 0;
    std::string media_name;  // where the upload lies; empty: it is of no use to a model
    bool picture = false;
};

// One result.
struct AgentResult {
    std::string attachment_id;
    std::string node_id;
    std::string kind;  // video, image, speech, music
    std::string model;
    std::string main;    // media: what the user gets
    std::string marked;  // with watermark, of videos and images
    std::string cover;
    int width = 0;
    int height = 0;
    double seconds = 0;
    std::string resolution;
    std::string aspect_ratio;
};

struct AgentJob {
    std::string id;
    std::string project;
    std::string section;
    std::string chat;
    std::string account;
    std::string prompt;
    std::vector<std::string> models;
    std::vector<AgentFile> files;
    std::optional<bool> async;
    std::string reply_url;
    std::string reply_ref;
    std::vector<AgentResult> results;

    std::string status = "started";
    int failure = 0;  // 500, 504
    Clock::Ms created = 0;
    Clock::Ms ended = 0;
};

using AgentJobPtr = std::shared_ptr<AgentJob>;

class Agent {
  public:
    explicit Agent(World& world) : world_(world) {}

    void run(const CallPtr& call);
    void get(const CallPtr& call);
    void jobs(const CallPtr& call);
    void clear() { jobs_.clear(); }

  private:
    bool take_files(const CallPtr& call, AgentJob& job);
    void plan_result(const Account& account, AgentJob& job, const std::string& model, std::string_view kind);
    void begin(const AgentJobPtr& job, const CallPtr& waiting);
    void make_next(const AgentJobPtr& job, std::size_t index, const CallPtr& waiting);
    void end(const AgentJobPtr& job, int failure, const CallPtr& waiting);
    JsonText attachment(const AgentResult& result, std::size_t place) const;
    JsonText show(const AgentJob& job) const;
    void forget_old();

    World& world_;
    std::map<std::string, AgentJobPtr, std::less<>> jobs_;
};

}  // namespace conch::emulator
