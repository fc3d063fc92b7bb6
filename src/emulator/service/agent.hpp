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
    int polls = 0;    // how often somebody has asked
    Clock::Ms created = 0;
    Clock::Ms ended = 0;
};

using AgentJobPtr = std::shared_ptr<AgentJob>;

template <typename Visitor>
void fields(Visitor& visit, AgentFile& file) {
    visit("name", file.name);
    visit("type", file.type);
    visit("size", file.size);
    visit("media_name", file.media_name);
    visit("picture", file.picture);
}

template <typename Visitor>
void fields(Visitor& visit, AgentResult& result) {
    visit("attachment_id", result.attachment_id);
    visit("node_id", result.node_id);
    visit("kind", result.kind);
    visit("model", result.model);
    visit("main", result.main);
    visit("marked", result.marked);
    visit("cover", result.cover);
    visit("width", result.width);
    visit("height", result.height);
    visit("seconds", result.seconds);
    visit("resolution", result.resolution);
    visit("aspect_ratio", result.aspect_ratio);
}

template <typename Visitor>
void fields(Visitor& visit, AgentJob& job) {
    visit("id", job.id);
    visit("project", job.project);
    visit("section", job.section);
    visit("chat", job.chat);
    visit("account", job.account);
    visit("prompt", job.prompt);
    visit("models", job.models);
    visit("files", job.files);
    visit("async", job.async);
    visit("reply_url", job.reply_url);
    visit("reply_ref", job.reply_ref);
    visit("results", job.results);
    visit("status", job.status);
    visit("failure", job.failure);
    visit("polls", job.polls);
    visit("created", job.created);
    visit("ended", job.ended);
}

class Agent {
  public:
    explicit Agent(World& world) : world_(world) {}

    void run(const CallPtr& call);
    void get(const CallPtr& call);
    void jobs(const CallPtr& call);
    void clear() { jobs_.clear(); }
    void restore();
    const std::map<std::string, AgentJobPtr, std::less<>>& all() const { return jobs_; }

  private:
    bool take_files(const CallPtr& call, AgentJob& job);
    void plan_result(const Account& account, AgentJob& job, const std::string& model, std::string_view kind);
    void begin(const AgentJobPtr& job, const CallPtr& waiting);
    void time_is_up(const AgentJobPtr& job, const CallPtr& waiting);
    void forget(const AgentJob& job);
    void make_next(const AgentJobPtr& job, std::size_t index, const CallPtr& waiting);
    void end(const AgentJobPtr& job, int failure, const CallPtr& waiting);
    JsonText attachment(const AgentResult& result, std::size_t place) const;
    JsonText show(const AgentJob& job) const;
    void forget_old();

    World& world_;
    std::map<std::string, AgentJobPtr, std::less<>> jobs_;
};

}  // namespace conch::emulator
