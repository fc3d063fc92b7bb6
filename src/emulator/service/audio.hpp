// The audio/… operations: speech as a file or a stream, clips, voices.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emulator/service/call.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

// How something is said.
struct Speech {
    std::string text;
    std::string voice_id;
    std::string model;
    std::string language_boost;
    std::string emotion;
    media::SpeechSpec spec;
};

struct Clip {
    std::string id;
    std::string account;
    std::string media_name;
    Speech speech;
    Clock::Ms created = 0;
};

struct ClonedVoice {
    std::string id;
    std::string number;
    std::string account;
    std::string name;
    std::string language;
    bool noise_reduction = true;
    std::vector<std::string> files;
    Clock::Ms created = 0;
};

class Audio {
  public:
    explicit Audio(World& world);

    void create_mp3(const CallPtr& call);
    void create_stream(const CallPtr& call);
    void stream(const CallPtr& call);
    void list(const CallPtr& call);
    void get(const CallPtr& call);
    void remove(const CallPtr& call);
    void voices(const CallPtr& call);
    void config(const CallPtr& call);
    void upload_sample(const CallPtr& call);
    void clone_voice(const CallPtr& call);
    void delete_voice(const CallPtr& call);
    void clear();

  private:
    // A text that waits to be spoken over a WebSocket.
    struct Ticket {
        std::string account;
        std::string message_id;
        Speech speech;
        Clock::Ms until = 0;
    };
    struct Running {
        int speech = 0;
        int cloning = 0;
    };

    std::optional<Speech> speech_of(const CallPtr& call, const Account& account);
    void speak(const std::shared_ptr<WebSocket>& channel, const Ticket& ticket);
    void add_clip(const Ticket& ticket, const std::string& media_name);
    void finish_mp3(const CallPtr& call, const Clip& clip);
    JsonText voice_json(const ClonedVoice& voice) const;
    JsonText voice_json_of(const std::string& id) const;

    World& world_;
    std::vector<Clip> clips_;  // oldest first
    std::map<std::string, ClonedVoice, std::less<>> clones_;
    std::map<std::string, Ticket, std::less<>> tickets_;
    std::map<std::string, Running> running_;  // by account
};

}  // namespace conch::emulator
