#include "emulator/service/accounts.hpp"

#include <array>

#include "emulator/http/url.hpp"
#include "emulator/service/dates.hpp"
#include "json/json.hpp"

namespace conch::emulator {

namespace {

constexpr std::int64_t kLoginLife = 30LL * 24 * 3600;

constexpr std::array<Plan, 3> kPlans{{
    {"Free", 1, 3, 100, false},
    {"Standard", 2, 5, 12'000, true},
    {"Unlimited", 2, 5, 1'000'000, true},
}};

// base64url (RFC 4648, section 5) without padding, as in a JWT.
std::optional<std::string> base64url(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        std::uint32_t value = 0;
        if (c >= 'A' && c <= 'Z') {
            value = static_cast<std::uint32_t>(c - 'A');
        } else if (c >= 'a' && c <= 'z') {
            value = static_cast<std::uint32_t>(c - 'a' + 26);
        } else if (c >= '0' && c <= '9') {
            value = static_cast<std::uint32_t>(c - '0' + 52);
        } else if (c == '-' || c == '+') {
            value = 62;
        } else if (c == '_' || c == '/') {
            value = 63;
        } else if (c == '=') {
            continue;
        } else {
            return std::nullopt;
        }
        bits = (bits << 6U) | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
        }
    }
    return bytes;
}

Result<json::Document> payload_of(std::string_view token) {
    const std::size_t first = token.find('.');
    const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos) {
        return fail(CONCH_E_BAD_REQUEST, "token is not a JWT: it has no three parts separated by dots.");
    }
    const auto bytes = base64url(token.substr(first + 1, second - first - 1));
    if (!bytes) return fail(CONCH_E_BAD_REQUEST, "token is not a JWT: its payload is not base64url.");
    auto payload = json::parse(*bytes, {64U << 10U, 16});
    if (!payload || !payload->IsObject())
        return fail(CONCH_E_BAD_REQUEST, "token is not a JWT: its payload is not JSON.");
    return payload;
}

std::string text_or_number(const json::Value& object, std::string_view name) {
    if (const auto text = json::string_member(object, name)) return std::string(*text);
    if (const auto number = json::integer_member(object, name)) return std::to_string(*number);
    return {};
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

struct Place {
    std::string host;
    std::string path;
    std::string query;
};

std::optional<Place> parse_url(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos || scheme == 0) return std::nullopt;
    url.remove_prefix(scheme + 3);
    const std::size_t end = url.find_first_of("/?#");
    Place place;
    place.host = url.substr(0, end);
    if (place.host.empty()) return std::nullopt;
    if (end == std::string_view::npos) return place;
    url.remove_prefix(end);
    url = url.substr(0, url.find('#'));
    const std::size_t mark = url.find('?');
    place.path = url.substr(0, mark);
    if (mark != std::string_view::npos) place.query = url.substr(mark + 1);
    return place;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Which site the login comes from says what the account can do. The current site gives everything but music, which has
// a site of its own; an unknown host is taken for the current site.
void set_capabilities(Account& account, const Place& place) {
    const bool songs = ends_with(place.host, "hailuoai.com");
    const bool speech = ends_with(place.host, "minimax.io") && place.path.rfind("/audio", 0) == 0;
    const bool chat = place.host == "chat.minimax.io";
    const bool everything = !songs && !speech && !chat;
    account.video = everything;
    account.chat = everything || chat;
    account.audio = everything || speech;
    account.music = songs;
}

}  // namespace

const Plan* find_plan(std::string_view name) {
    for (const Plan& plan : kPlans) {
        if (plan.name == name) return &plan;
    }
    return nullptr;
}

bool Account::can(std::string_view capability) const {
    if (capability == "video") return video;
    if (capability == "chat") return chat;
    if (capability == "audio") return audio;
    if (capability == "music") return music;
    return true;
}

JsonText account_json(const Account& account) {
    return object({
        {"account", account.id},
        {"jwt", object({
                    {"token", account.token_shown},
                    {"user", object({
                                 {"deviceID", account.device_id},
                                 {"id", account.id},
                                 {"isAnonymous", false},
                                 {"name", account.name},
                                 {"avatar", account.avatar},
                             })},
                    {"exp", account.expires},
                    {"iat", account.issued},
                    {"host", account.host},
                    {"searchParams", account.search_params},
                    {"iat_Issued", iso_date(account.issued * 1000)},
                    {"exp_Expire", iso_date(static_cast<std::int64_t>(account.expires * 1000))},
                })},
        {"maxJobs", account.max_jobs},
        {"supportVideo", account.video},
        {"supportChat", account.chat},
        {"supportAudio", account.audio},
        {"supportMusic", account.music},
    });
}

Account& Accounts::put(Account account) {
    std::string id = account.id;
    return accounts_.insert_or_assign(std::move(id), std::move(account)).first->second;
}

void set_plan(Account& account, const Plan& plan) {
    account.plan = plan.name;
    account.processed_at_once = plan.processed_at_once;
    account.queue = plan.queue;
    account.paid = plan.paid;
    account.credits = plan.credits;
}

namespace {

std::string shown(std::string_view token) {
    const auto end = token.size() < 12 ? std::string_view() : token.substr(token.size() - 3);
    const auto start = token.size() < 12 ? std::string_view() : token.substr(0, 3);
    return std::string(start) + "…secured…" + std::string(end);
}

}  // namespace

Account& Accounts::add_fresh() {
    Account account;
    account.id = ids_.digits(18);
    account.name = "Conch " + account.id.substr(0, 4);
    account.avatar = "https://cdn.hailuoai.video/avatar/" + account.id + ".png";
    account.device_id = ids_.digits(18);
    account.token_shown = "eyJ…secured…" + ids_.hex(3);
    account.issued = clock_.now() / 1000;
    account.expires = static_cast<double>(account.issued + kLoginLife) + 0.5;
    account.host = "hailuoai.video";
    account.search_params = "device_platform=web&app_id=3001&version_code=22201&uuid=" + ids_.hex(32) +
                            "&device_id=" + account.device_id + "&unix=" + std::to_string(account.issued * 1000);
    account.max_jobs = 3;
    set_plan(account, *find_plan("Standard"));
    return put(std::move(account));
}

Result<Account*> Accounts::set(const Login& login, std::string_view expected) {
    const auto place = parse_url(login.url);
    if (!place) return fail(CONCH_E_BAD_REQUEST, "url is not an address with a scheme and a host.");
    const auto payload = payload_of(login.token);
    if (!payload) return fail(payload.error());
    const json::Value* user = json::object_member(*payload, "user");
    const std::string id = user == nullptr ? std::string() : text_or_number(*user, "id");
    if (!all_digits(id)) return fail(CONCH_E_BAD_REQUEST, "token names no user.id.");
    if (!expected.empty() && expected != id) {
        return fail(CONCH_E_BAD_REQUEST, "token belongs to account " + id + ", not to " + std::string(expected) + ".");
    }
    const auto expires = json::number_member(*payload, "exp");
    if (!expires) return fail(CONCH_E_BAD_REQUEST, "token has no exp.");
    // One that has expired, as in the documents' sample, is as good here as any.
    const std::string name = text_or_number(*user, "name");
    // Words in the login's name that stand for what only the provider could know.
    if (name.find("conch:suspended") != std::string::npos) {
        return fail(CONCH_E_UNAUTHORIZED, "This account has been suspended.");
    }
    if (name.find("conch:wrong-password") != std::string::npos) {
        return fail(CONCH_E_UNAUTHORIZED, "Wrong username/password combination.");
    }

    Account* account = find(id);
    if (account == nullptr) {
        Account fresh;
        fresh.id = id;
        set_plan(fresh, *find_plan("Standard"));
        put(std::move(fresh));
        account = find(id);
    }
    account->name = name;
    account->avatar = text_or_number(*user, "avatar");
    account->expires = *expires;
    account->issued = json::integer_member(*payload, "iat").value_or(static_cast<std::int64_t>(*expires) - kLoginLife);
    account->token_shown = shown(login.token);
    account->host = place->host;
    account->max_jobs = login.max_jobs;
    set_capabilities(*account, *place);
    const std::size_t from = place->query.find("device_platform");
    account->search_params = from == std::string::npos ? place->query : place->query.substr(from);
    account->device_id = text_or_number(*user, "deviceID");
    for (const auto& [key, value] : parse_query(place->query).value_or(Query())) {
        if (key == "device_id" && !value.empty()) account->device_id = value;
    }
    return account;
}

bool Accounts::remove(std::string_view id) {
    const auto found = accounts_.find(id);
    if (found == accounts_.end()) return false;
    accounts_.erase(found);
    return true;
}

Account* Accounts::find(std::string_view id) {
    const auto found = accounts_.find(id);
    return found == accounts_.end() ? nullptr : &found->second;
}

std::vector<Account*> Accounts::with(std::string_view capability) {
    std::vector<Account*> able;
    for (auto& [id, account] : accounts_) {
        if (account.can(capability)) able.push_back(&account);
    }
    return able;
}

}  // namespace conch::emulator
