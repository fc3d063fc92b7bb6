#include "emulator/service/studio.hpp"

#include <charconv>
#include <memory>

#include "emulator/service/ids.hpp"

namespace conch::emulator {

namespace {

constexpr std::int64_t kHour = 3600;  // seconds
constexpr std::int64_t kAddressLife = 24 * kHour;

}  // namespace

bool Studio::exists(const std::string& name) const {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path(name), ignored);
}

void Studio::forget(const std::string& name) {
    recipes_.erase(name);
    std::error_code ignored;
    std::filesystem::remove(path(name), ignored);
}

void Studio::make(const std::string& name, MediaReady ready) {
    if (exists(name)) return loop_.post([ready = std::move(ready)] { ready(std::nullopt); });
    const auto recipe = recipes_.find(name);
    if (recipe == recipes_.end()) {
        return loop_.post([ready = std::move(ready)] { ready(fail(CONCH_E_NOT_FOUND, "no such media").value()); });
    }
    auto& waiting = in_the_making_[name];
    waiting.push_back(std::move(ready));
    if (waiting.size() > 1) return;

    const auto failure = std::make_shared<std::optional<Error>>();
    loop_.offload(
        [work = recipe->second, target = path(name), failure] {
            const Result<void> made = work(target);
            if (!made) *failure = made.error();
        },
        [this, name, failure] {
            for (const MediaReady& each : std::exchange(in_the_making_[name], {}))
                each(*failure);
            in_the_making_.erase(name);
        });
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
