// Failures on demand: what shall go wrong, with which requests, how often.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "emulator/http/message.hpp"
#include "emulator/service/ids.hpp"
#include "emulator/service/json_text.hpp"
#include "json/json.hpp"

namespace conch::emulator {

// What a fault is compared with.
struct Occasion {
    std::string_view method;
    std::string_view path;  // below the service's base path, or /media/…; of a webhook: its URL
    std::string_view account;
};

struct FaultMatch {
    std::string method;                 // empty: any
    std::string path;                   // a pattern with * and ?; empty: any
    std::string account;                // empty: any
    std::optional<std::int64_t> nth;    // only the nth request that fits, counted from 1
    double probability = 1;             // of those
    std::optional<std::int64_t> count;  // how often it happens in all; nothing: always
};

struct FaultAction {
    enum class Connection {
        normal,
        reset_before,  // before the request is processed
        close_before,
        drop_after_commit,  // processed, the answer is lost
        reset_after_commit,
        close_during_upload,  // while the request's body is still coming
    };
    enum class Webhook { normal, never, late, duplicate, out_of_order };

    std::optional<int> status;  // this answer instead of the service's
    std::optional<std::string> body;
    std::vector<Header> headers;
    bool after_commit = false;  // the request is processed all the same
    Connection connection = Connection::normal;
    std::uint64_t after_bytes = 0;  // close_during_upload: how many are taken
    Damage damage;                  // of the answer, whichever it is
    Webhook webhook = Webhook::normal;
    std::int64_t webhook_delay_ms = 0;  // late: in the service's time

    bool is_for_webhooks() const { return webhook != Webhook::normal; }
    bool is_for_uploads() const { return connection == Connection::close_during_upload; }
    // Is the request answered without being processed?
    bool replaces_processing() const;
};

struct Fault {
    std::uint64_t id = 0;
    FaultMatch match;
    FaultAction action;
    std::string text;  // as it was given
    std::int64_t seen = 0;
    std::int64_t fired = 0;
};

class Faults {
  public:
    // Its own chances, so that faults do not change the service's ids.
    explicit Faults(std::uint64_t seed) : chances_(seed ^ 0x6661756c74ULL) {}

    // The JSON of POST /_conch/faults; an error names the field, what is allowed and what was given.
    Result<std::uint64_t> add(const json::Value& wish);
    bool remove(std::uint64_t id);
    void clear() { faults_.clear(); }
    JsonText list() const;

    // The first that happens now, counted as happened.
    enum class Kind { request, upload, webhook };
    const Fault* happening(Kind kind, const Occasion& occasion);

  private:
    Ids chances_;
    std::map<std::uint64_t, Fault> faults_;
    std::uint64_t last_ = 0;
};

// The answer that the fault gives instead of the service.
Response replacement(const FaultAction& action);

}  // namespace conch::emulator
