#include "emulator/control/webhooks.hpp"

#include "emulator/http/client.hpp"

namespace conch::emulator {

namespace {

// The documents say nothing about retries; these are ours.
constexpr int kTries = 3;
constexpr Clock::Ms kRetryAfter = 5'000;
constexpr std::chrono::milliseconds kTimeout{10'000};
// When nothing comes that could overtake, the call comes late.
constexpr Clock::Ms kOvertakenAtLast = 30'000;

bool delivered(int status) {
    return status >= 200 && status < 300;
}

}  // namespace

void Webhooks::note(const Delivery& delivery, int status, std::string problem) {
    WebhookRecord record;
    record.at = clock_.now();
    record.url = delivery.news.url;
    record.account = delivery.news.account;
    record.job = delivery.news.job;
    record.body = delivery.news.body;
    record.attempt = delivery.attempt;
    record.status = status;
    record.problem = std::move(problem);
    record.fault = delivery.fault;
    journal_.add(std::move(record));
}

void Webhooks::send(News news) {
    LinePtr& known = lines_[news.job];
    if (!known) {
        known = std::make_shared<Line>();
        known->job = news.job;
    }
    const LinePtr line = known;
    Delivery delivery{std::move(news), 1, 0};
    const Fault* fault = faults_.happening(Faults::Kind::webhook, {"POST", delivery.news.url, delivery.news.account});
    if (fault == nullptr) return enqueue(line, std::move(delivery));

    delivery.fault = fault->id;
    switch (fault->action.webhook) {
        case FaultAction::Webhook::never:
            return note(delivery, 0, "never sent, as asked");
        case FaultAction::Webhook::late:
            clock_.after(fault->action.webhook_delay_ms,
                         [this, line, delivery = std::move(delivery)] { enqueue(line, delivery); });
            return;
        case FaultAction::Webhook::duplicate:
            enqueue(line, delivery);
            return enqueue(line, std::move(delivery));
        case FaultAction::Webhook::out_of_order:
            line->after_next.push_back(std::move(delivery));
            clock_.after(kOvertakenAtLast, [this, line] {
                while (!line->after_next.empty()) {
                    line->waiting.push_back(std::move(line->after_next.front()));
                    line->after_next.pop_front();
                }
                next(line);
            });
            return;
        case FaultAction::Webhook::normal:
            return enqueue(line, std::move(delivery));
    }
}

void Webhooks::enqueue(const LinePtr& line, Delivery delivery) {
    line->waiting.push_back(std::move(delivery));
    while (!line->after_next.empty()) {
        line->waiting.push_back(std::move(line->after_next.front()));
        line->after_next.pop_front();
    }
    next(line);
}

void Webhooks::next(const LinePtr& line) {
    if (line->busy) return;
    if (line->waiting.empty()) {
        if (line->after_next.empty()) lines_.erase(line->job);
        return;
    }
    line->busy = true;
    Delivery delivery = std::move(line->waiting.front());
    line->waiting.pop_front();
    attempt(line, std::move(delivery));
}

void Webhooks::attempt(const LinePtr& line, Delivery delivery) {
    // While a call is under way the service's time does not run ahead, so that a test sees what it let happen.
    clock_.hold();
    const std::string url = delivery.news.url;
    const std::string body = delivery.news.body;
    post_json(loop_, url, body, kTimeout, [this, line, delivery = std::move(delivery)](PostResult result) mutable {
        note(delivery, result.status, std::move(result.problem));
        if (delivered(result.status) || delivery.attempt == kTries) {
            line->busy = false;
            next(line);
        } else {
            ++delivery.attempt;
            clock_.after(kRetryAfter * delivery.attempt, [this, line, delivery] { attempt(line, delivery); });
        }
        clock_.release();
    });
}

void Webhooks::clear() {
    lines_.clear();
}

}  // namespace conch::emulator
