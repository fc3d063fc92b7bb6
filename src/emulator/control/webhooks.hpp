// News of jobs for whoever gave a replyUrl: in order, tried three times, spoilt on demand, written down.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "emulator/control/clock.hpp"
#include "emulator/control/faults.hpp"
#include "emulator/control/journal.hpp"
#include "emulator/http/loop.hpp"

namespace conch::emulator {

struct News {
    std::string url;
    std::string account;
    std::string job;
    std::string body;  // JSON
};

class Webhooks {
  public:
    Webhooks(Loop& loop, Clock& clock, Faults& faults, Journal& journal)
        : loop_(loop), clock_(clock), faults_(faults), journal_(journal) {}

    void send(News news);
    void clear();

  private:
    struct Delivery {
        News news;
        int attempt = 1;
        std::uint64_t fault = 0;
    };
    // The calls about one job, one at a time.
    struct Line {
        std::string job;
        std::deque<Delivery> waiting;
        std::deque<Delivery> after_next;  // those that another overtakes
        bool busy = false;
    };
    using LinePtr = std::shared_ptr<Line>;

    void enqueue(const LinePtr& line, Delivery delivery);
    void next(const LinePtr& line);
    void attempt(const LinePtr& line, Delivery delivery);
    void note(const Delivery& delivery, int status, std::string problem);

    Loop& loop_;
    Clock& clock_;
    Faults& faults_;
    Journal& journal_;
    std::map<std::string, LinePtr> lines_;
};

}  // namespace conch::emulator
