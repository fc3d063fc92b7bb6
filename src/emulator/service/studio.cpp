#include "emulator/service/studio.hpp"

#include <charconv>
#include <memory>

#include "emulator/service/ids.hpp"

namespace conch::emulator {

namespace {

constexpr std::int64_t kHour = 3600;  // seconds
constexpr std::int64_t kAddressLife = 24 * kHour;
constexpr std::string_view kStoredMedia = "media";

}  // namespace

std::string Studio::know(const MediaPlan& plan, std::string_view extension) {
    const JsonText json = to_json(plan);
    // Two hashes, because one of 64 bits could be hit by accident in a large state.
    std::string name = hex_of(hash_of(json.text)) + hex_of(hash_of(json.text + '.')) + std::string(extension);
    const auto [known, is_new] = plans_.try_emplace(name, Known{plan, 0});
    ++known->second.holds;
    if (is_new) {
        hold_inputs(plan);
        store_.put(kStoredMedia, name, json);
    }
    return name;
}

void Studio::hold(const std::string& name) {
    const auto known = plans_.find(name);
    if (known != plans_.end()) ++known->second.holds;
}

// What is made from other files of ours needs them to be known.
void Studio::hold_inputs(const MediaPlan& plan) {
    for (const std::filesystem::path& input : inputs_of(plan))
        hold(input.filename().string());
}

void Studio::let_go(const std::string& name) {
    const auto known = plans_.find(name);
    if (known != plans_.end() && --known->second.holds <= 0) forget(name);
}

void Studio::know_always(const std::string& name, MediaPlan plan) {
    always_.insert_or_assign(name, std::move(plan));
}

bool Studio::exists(const std::string& name) const {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path(name), ignored);
}

void Studio::forget(const std::string& name) {
    const auto known = plans_.find(name);
    if (known == plans_.end()) return;
    const std::vector<std::filesystem::path> inputs = inputs_of(known->second.plan);
    plans_.erase(known);
    store_.erase(kStoredMedia, name);
    std::error_code ignored;
    std::filesystem::remove(path(name), ignored);
    for (const std::filesystem::path& input : inputs)
        let_go(input.filename().string());
}

std::vector<Studio::Step> Studio::steps_to(const std::string& name) const {
    const auto known = plans_.find(name);
    const auto always = always_.find(name);
    if (known == plans_.end() && always == always_.end()) return {};
    const MediaPlan& plan = known != plans_.end() ? known->second.plan : always->second;
    std::vector<Step> steps;
    // Files of ours that it reads may not have been made yet; those of users always exist.
    for (const std::filesystem::path& input : inputs_of(plan)) {
        for (Step& before : steps_to(input.filename().string())) {
            steps.push_back(std::move(before));
        }
    }
    steps.push_back({path(name), plan});
    return steps;
}

void Studio::make(const std::string& name, MediaReady ready) {
    if (exists(name)) return loop_.post([ready = std::move(ready)] { ready(std::nullopt); });
    std::vector<Step> steps = steps_to(name);
    if (steps.empty()) {
        return loop_.post([ready = std::move(ready)] { ready(error_with(CONCH_E_NOT_FOUND, "no such media")); });
    }
    auto& waiting = in_the_making_[name];
    waiting.push_back(std::move(ready));
    if (waiting.size() > 1) return;

    const auto failure = std::make_shared<std::optional<Error>>();
    loop_.offload(
        [steps = std::move(steps), failure] {
            std::error_code ignored;
            for (const Step& step : steps) {
                if (std::filesystem::exists(step.target, ignored)) continue;
                const Result<void> made = carry_out(step.plan, step.target);
                if (made) continue;
                *failure = made.error();
                return;
            }
        },
        [this, name, failure] {
            const auto all = std::exchange(in_the_making_[name], {});
            in_the_making_.erase(name);
            for (const MediaReady& each : all) {
                each(*failure);
            }
        });
}

void Studio::make_ahead(const std::string& name) {
    make(name, [](const std::optional<Error>&) {});
}

void Studio::restore() {
    store_.each(kStoredMedia, [this](const std::string& name, const json::Value& json) {
        if (auto plan = plan_from_json(json, directory_)) plans_.insert_or_assign(name, Known{std::move(*plan), 0});
    });
    for (const auto& [name, known] : plans_)
        hold_inputs(known.plan);
}

void Studio::sweep() {
    std::vector<std::string> names;
    for (const auto& [name, known] : plans_) {
        if (known.holds == 0) names.push_back(name);
    }
    for (const std::string& name : names)
        forget(name);
    names.clear();
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory_, ignored)) {
        const std::string name = entry.path().filename().string();
        const bool upload = name.rfind("u-", 0) == 0;
        if (!upload && plans_.count(name) == 0 && always_.count(name) == 0) names.push_back(name);
    }
    for (const std::string& name : names)
        std::filesystem::remove(directory_ / name, ignored);
}

void Studio::clear() {
    plans_.clear();
}

std::string Studio::signature(const std::string& name, std::string_view expires) const {
    return hex_of(hash_of(hex_of(secret_) + '/' + name + '/' + std::string(expires)));
}

std::string Studio::url(const std::string& name) const {
    // By the hour, so that reading a job twice gives the same address.
    const std::int64_t hour = clock_.now() / 1000 / kHour * kHour;
    const std::string expires = std::to_string(hour + kHour + kAddressLife);
    return origin_ + "/media/" + name + "?Expires=" + expires + "&Signature=" + signature(name, expires);
}

Studio::Access Studio::check(const std::string& name, std::string_view expires, std::string_view given) const {
    if (given != signature(name, expires)) return Access::forged;
    std::int64_t until = 0;
    std::from_chars(expires.data(), expires.data() + expires.size(), until);
    return clock_.now() / 1000 < until ? Access::allowed : Access::expired;
}

}  // namespace conch::emulator
