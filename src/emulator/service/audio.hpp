// The audio/… operations: speech as a file or a stream, clips, voices.
#pragma once

#include <deque>
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

template <typename Visitor>
void fields(Visitor& visit, Speech& speech) {
    visit("text", speech.text);
    visit("voice_id", speech.voice_id);
    visit("model", speech.model);
    visit("language_boost", speech.language_boost);
    visit("emotion", speech.emotion);
    visit("spec", speech.spec);
}

template <typename Visitor>
void fields(Visitor& visit, Clip& clip) {
    visit("id", clip.id);
    visit("account", clip.account);
    visit("media_name", clip.media_name);
    visit("speech", clip.speech);
    visit("created", clip.created);
}

template <typename Visitor>
void fields(Visitor& visit, ClonedVoice& voice) {
    visit("id", voice.id);
    visit("number", voice.number);
    visit("account", voice.account);
    visit("name", voice.name);
    visit("language", voice.language);
    visit("noise_reduction", voice.noise_reduction);
    visit("files", voice.files);
    visit("created", voice.created);
}

// A text that waits to be spoken over a WebSocket.
struct Ticket {
    std::string token;
    std::string account;
    std::string message_id;
    Speech speech;
    Clock::Ms until = 0;
};

template <typename Visitor>
void fields(Visitor& visit, Ticket& ticket) {
    visit("token", ticket.token);
    visit("account", ticket.account);
    visit("message_id", ticket.message_id);
    visit("speech", ticket.speech);
    visit("until", ticket.until);
}

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
    void restore();
    const std::deque<Clip>& clips() const { return clips_; }  // oldest first

  private:
    struct Running {
        int speech = 0;
        int cloning = 0;
    };

    std::optional<Speech> speech_of(const CallPtr& call, const Account& account);
    void speak(const std::shared_ptr<WebSocket>& channel, const Ticket& ticket);
    void add_clip(const Ticket& ticket, const std::string& media_name);
    void keep(Clip clip);
    void forget_expired();
    void finish_mp3(const CallPtr& call, const Clip& clip);
    JsonText voice_json(const ClonedVoice& voice) const;
    JsonText voice_json_of(const std::string& id) const;

    World& world_;
    std::deque<Clip> clips_;  // oldest first
    std::map<std::string, ClonedVoice, std::less<>> clones_;
    std::map<std::string, Ticket, std::less<>> tickets_;
    std::map<std::string, Running> running_;  // by account
};

}  // namespace conch::emulator
