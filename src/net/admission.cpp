#include "net/admission.hpp"

#include <algorithm>

namespace conch::net {

namespace {

std::optional<std::uint64_t> take_front(std::deque<std::uint64_t>& queue) {
    if (queue.empty()) return std::nullopt;
    const std::uint64_t id = queue.front();
    queue.pop_front();
    return id;
}

// True when it was there.
bool remove_from(std::deque<std::uint64_t>& queue, std::uint64_t id) {
    // Ids grow, so the queue is sorted.
    const auto found = std::lower_bound(queue.begin(), queue.end(), id);
    if (found == queue.end() || *found != id) return false;
    queue.erase(found);
    return true;
}

}  // namespace

void Admission::enqueue(std::uint64_t id, Lane lane, const std::string& authority) {
    switch (lane) {
        case Lane::call:
            hosts_[authority].waiting.push_back(id);
            ++waiting_calls_;
            break;
        case Lane::bulk:
            waiting_bulk_.push_back(id);
            break;
        case Lane::stream:
            waiting_streams_.push_back(id);
            break;
    }
}

std::optional<std::uint64_t> Admission::next() {
    if (auto stream = take_front(waiting_streams_)) return stream;
    if (auto call = next_call()) return call;
    if (active_bulk_ < limits_.bulk) {
        if (auto bulk = take_front(waiting_bulk_)) {
            ++active_bulk_;
            return bulk;
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> Admission::next_call() {
    if (waiting_calls_ == 0 || active_calls_ >= limits_.calls) return std::nullopt;
    Host* first = nullptr;
    for (auto& [authority, host] : hosts_) {
        if (host.waiting.empty() || host.active >= limits_.calls_per_host) continue;
        if (first == nullptr || host.waiting.front() < first->waiting.front()) first = &host;
    }
    if (first == nullptr) return std::nullopt;
    ++first->active;
    ++active_calls_;
    --waiting_calls_;
    return take_front(first->waiting);
}

void Admission::finished(Lane lane, const std::string& authority) {
    if (lane == Lane::bulk) --active_bulk_;
    if (lane != Lane::call) return;
    --active_calls_;
    const auto host = hosts_.find(authority);
    if (host == hosts_.end()) return;
    if (--host->second.active == 0 && host->second.waiting.empty()) hosts_.erase(host);
}

void Admission::withdraw(std::uint64_t id, Lane lane, const std::string& authority) {
    switch (lane) {
        case Lane::call: {
            const auto host = hosts_.find(authority);
            if (host == hosts_.end() || !remove_from(host->second.waiting, id)) return;
            --waiting_calls_;
            if (host->second.active == 0 && host->second.waiting.empty()) hosts_.erase(host);
            break;
        }
        case Lane::bulk:
            remove_from(waiting_bulk_, id);
            break;
        case Lane::stream:
            remove_from(waiting_streams_, id);
            break;
    }
}

}  // namespace conch::net
