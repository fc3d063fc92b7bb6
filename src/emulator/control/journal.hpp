// What happened, for tests and people to read: the last requests and the last webhook calls. Never holds a token.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "emulator/http/message.hpp"
#include "emulator/service/json_text.hpp"

namespace conch::emulator {

struct RequestRecord {
    std::uint64_t number = 0;
    std::int64_t at = 0;  // the service's time
    std::string method;
    std::string path;
    std::string query;
    std::string operation;
    std::string account;
    std::string content_type;
    std::string user_agent;
    std::uint64_t body_bytes = 0;
    std::string fields;  // JSON of the parameters, empty when there are none
    int status = 0;      // 0: no answer was sent
    std::uint64_t fault = 0;
};

struct WebhookRecord {
    std::uint64_t number = 0;
    std::int64_t at = 0;
    std::string url;
    std::string account;
    std::string job;
    std::string body;  // JSON
    int attempt = 1;
    int status = 0;       // 0: no answer
    std::string problem;  // why there was none
    std::uint64_t fault = 0;
};

class Journal {
  public:
    void add(RequestRecord record);
    void add(WebhookRecord record);
    // Those after the one with this number, oldest first.
    JsonText requests(std::uint64_t after) const;
    JsonText webhooks(std::uint64_t after) const;
    std::uint64_t last_request() const { return last_request_; }
    std::uint64_t last_webhook() const { return last_webhook_; }
    void clear();

  private:
    std::deque<RequestRecord> requests_;
    std::deque<WebhookRecord> webhooks_;
    std::uint64_t last_request_ = 0;
    std::uint64_t last_webhook_ = 0;
};

// A record of this request, without what is secret in its target.
RequestRecord record_of(const Request& request, std::int64_t now);

}  // namespace conch::emulator
