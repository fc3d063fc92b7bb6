// The llm/… operations: chats with a model that has little to say, in the shapes of one that has much.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "emulator/service/call.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

struct ChatFile {
    std::string id;
    std::string name;
    std::string type;  // the extension
    std::uint64_t bytes = 0;
};

struct ChatMessage {
    std::string id;
    std::string parent;
    bool by_user = true;
    std::string content;
    int request_status = 0;  // 0 the user's, 6 running, 1 done
    Clock::Ms created = 0;
    std::vector<ChatFile> files;
};

struct Chat {
    std::string id;
    std::string account;
    std::string title;
    std::string model;
    Clock::Ms created = 0;
    Clock::Ms updated = 0;
    std::vector<ChatMessage> messages;
};

using ChatPtr = std::shared_ptr<Chat>;

template <typename Visitor>
void fields(Visitor& visit, ChatFile& file) {
    visit("id", file.id);
    visit("name", file.name);
    visit("type", file.type);
    visit("bytes", file.bytes);
}

template <typename Visitor>
void fields(Visitor& visit, ChatMessage& message) {
    visit("id", message.id);
    visit("parent", message.parent);
    visit("by_user", message.by_user);
    visit("content", message.content);
    visit("request_status", message.request_status);
    visit("created", message.created);
    visit("files", message.files);
}

template <typename Visitor>
void fields(Visitor& visit, Chat& chat) {
    visit("id", chat.id);
    visit("account", chat.account);
    visit("title", chat.title);
    visit("model", chat.model);
    visit("created", chat.created);
    visit("updated", chat.updated);
    visit("messages", chat.messages);
}

class Llm {
  public:
    explicit Llm(World& world) : world_(world) {}

    void send(const CallPtr& call);
    void list(const CallPtr& call);
    void get(const CallPtr& call);
    void remove(const CallPtr& call);
    void clear();
    void restore();

  private:
    // One question and its answer on the way.
    struct Exchange {
        ChatPtr chat;
        std::string question;
        std::vector<ChatFile> files;
        std::string user_message;
        std::string system_message;
        std::string answer;
        CallPtr call;                        // waits for the whole answer
        std::shared_ptr<ByteStream> stream;  // or gets it bit by bit
        std::size_t sent = 0;
    };
    using ExchangePtr = std::shared_ptr<Exchange>;

    bool take_files(const CallPtr& call, std::vector<ChatFile>& files);
    JsonText send_result(const Exchange& exchange) const;
    JsonText message_result(const Exchange& exchange, std::string_view content, bool done) const;
    void go_on(const ExchangePtr& exchange);
    void end(const ExchangePtr& exchange);
    static ChatMessage* answer_in(const Exchange& exchange);

    void forget(const ChatPtr& chat);

    World& world_;
    std::deque<ChatPtr> chats_;           // oldest first
    std::map<std::string, int> running_;  // by account
};

}  // namespace conch::emulator
