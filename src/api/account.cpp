#include "api/account.hpp"

#include <array>
#include <cmath>
#include <ctime>
#include <optional>

namespace conch::api {

namespace {

tl::unexpected<KeptError> wrong(const char* field, std::string why) {
    Error error;
    error.status = CONCH_E_INVALID;
    error.field = field;
    error.message = std::string(field) + ": " + std::move(why);
    return fail(std::move(error));
}

// Base64 of RFC 4648, URL alphabet, padding optional, as JWTs have it.
std::optional<std::string> from_base64url(std::string_view text) {
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : text) {
        std::uint32_t value = 0;
        if (letter >= 'A' && letter <= 'Z') {
            value = static_cast<std::uint32_t>(letter - 'A');
        } else if (letter >= 'a' && letter <= 'z') {
            value = static_cast<std::uint32_t>(letter - 'a') + 26;
        } else if (letter >= '0' && letter <= '9') {
            value = static_cast<std::uint32_t>(letter - '0') + 52;
        } else if (letter == '-') {
            value = 62;
        } else if (letter == '_') {
            value = 63;
        } else {
            return std::nullopt;
        }
        bits = bits << 6U | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
        }
    }
    return bytes;
}

std::string host_of(std::string_view url) {
    const std::size_t mark = url.find("://");
    if (mark == std::string_view::npos) return {};
    std::string_view host = url.substr(mark + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    return std::string(host.substr(0, host.find(':')));
}

std::string query_value(std::string_view url, std::string_view name) {
    const std::size_t question = url.find('?');
    if (question == std::string_view::npos) return {};
    std::string_view rest = url.substr(question + 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        if (pair.substr(0, name.size()) == name && pair.substr(name.size(), 1) == "=")
            return std::string(pair.substr(name.size() + 1));
    }
    return {};
}

// The domain itself or a name below it, not one that merely ends in the same letters.
bool within(std::string_view host, std::string_view domain) {
    if (host == domain) return true;
    return host.size() > domain.size() && host.substr(host.size() - domain.size()) == domain &&
           host[host.size() - domain.size() - 1] == '.';
}

std::string iso_time(std::int64_t seconds) {
    const std::time_t time = static_cast<std::time_t>(seconds);
    std::tm utc{};
    ::gmtime_r(&time, &utc);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text.data();
}

// The middle part of header.payload.signature.
Result<json::Document> payload_of(std::string_view token) {
    const std::size_t first = token.find('.');
    const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) {
        return wrong(
            "token",
            "is not a JWT; allowed are three parts with dots between, as the site keeps it under the name _token");
    }
    const auto bytes = from_base64url(token.substr(first + 1, second - first - 1));
    if (!bytes)
        return wrong("token", "its middle part is not base64url; it may have been cut or changed when it was copied");
    auto payload = json::parse(*bytes);
    if (!payload || !payload->IsObject())
        return wrong("token", "its middle part is not a JSON object; it may have been cut when it was copied");
    return payload;
}

}  // namespace

Result<std::string> inspect_account(std::string_view url, std::string_view token, std::int64_t now_s) {
    const std::string host = host_of(url);
    const bool video = within(host, "hailuoai.video");
    const bool international = within(host, "minimax.io");
    const bool chat_site = host == "chat.minimax.io";
    const bool music = within(host, "hailuoai.com");
    if (!video && !international && !music) {
        return wrong("url", "the host is \"" + host.substr(0, 80) +
                                "\"; allowed is a request address of hailuoai.video, minimax.io or hailuoai.com, "
                                "copied from the browser");
    }
    const auto payload = payload_of(token);
    if (!payload) return fail(payload.error());
    const json::Value* user = json::object_member(*payload, "user");
    const auto id = user == nullptr ? std::nullopt : json::string_member(*user, "id");
    if (!id || id->empty()) return wrong("token", "has no user.id, which is the account");
    const auto expires = json::number_member(*payload, "exp");
    if (!expires || !std::isfinite(*expires) || *expires < 0 || *expires > 1e11)
        return wrong("token", "has no time of expiry (exp)");
    const auto expires_s = static_cast<std::int64_t>(*expires);
    if (expires_s <= now_s)
        return wrong("token", "expired at " + iso_time(expires_s) + "; log in to the site again and copy a new one");

    std::string device = query_value(url, "device_id");
    if (device.empty()) device = std::string(json::string_member(*user, "deviceID").value_or(""));
    json::Document found;
    found.SetObject();
    json::set(found, found, "account", *id);
    json::set(found, found, "name", json::string_member(*user, "name").value_or(""));
    json::set(found, found, "host", std::string_view(host));
    json::set(found, found, "deviceID", std::string_view(device));
    json::set(found, found, "expires", std::string_view(iso_time(expires_s)));
    json::set(found, found, "expiresInSeconds", expires_s - now_s);
    json::set(found, found, "supportVideo", video);
    json::set(found, found, "supportChat", video || chat_site);
    json::set(found, found, "supportAudio", video || (international && !chat_site));
    json::set(found, found, "supportMusic", music);
    return json::to_string(found);
}

Result<void> check_account(const json::Value& params, std::int64_t now_s) {
    const auto url = json::string_member(params, "url").value_or("");
    const auto token = json::string_member(params, "token").value_or("");
    const auto found = inspect_account(url, token, now_s);
    if (!found) return fail(found.error());
    return {};
}

}  // namespace conch::api
