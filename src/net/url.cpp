#include "net/url.hpp"

#include <curl/curl.h>

#include <memory>

namespace conch::net {

namespace {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part_of(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
    std::string copy = text;
    curl_free(text);
    return copy;
}

bool contains_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t space = list.find(' ');
        if (list.substr(0, space) == word) return true;
        if (space == std::string_view::npos) break;
        list.remove_prefix(space + 1);
    }
    return false;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Blanks and control characters never reach a request line.
Result<void> check_letters(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) <= ' ' || c == '\x7f') {
            return fail(CONCH_E_ARGUMENT, "a URL may not hold blanks or control characters");
        }
    }
    return {};
}

}  // namespace

Result<Url> parse_url(const std::string& text, std::string_view schemes) {
    const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
    if (!parsed) return out_of_memory();
    if (auto clean = check_letters(text); !clean) return fail(std::move(clean.error()));
    if (curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
        return fail(CONCH_E_ARGUMENT, "not a URL (expected one such as https://host/path)");
    }
    Url url;
    for (const char c : part_of(parsed.get(), CURLUPART_SCHEME))
        url.scheme.push_back(lower(c));
    if (!contains_word(schemes, url.scheme)) {
        std::string allowed(schemes);
        return fail(CONCH_E_ARGUMENT, "the scheme of a URL must be one of: " + allowed + "; given: " + url.scheme);
    }
    if (!part_of(parsed.get(), CURLUPART_USER).empty() || !part_of(parsed.get(), CURLUPART_PASSWORD).empty()) {
        return fail(CONCH_E_ARGUMENT, "a URL may not hold a user name or password");
    }
    const std::string host = part_of(parsed.get(), CURLUPART_HOST);
    if (host.empty()) return fail(CONCH_E_ARGUMENT, "a URL needs a host");
    std::string port = part_of(parsed.get(), CURLUPART_PORT);
    if (port.empty()) port = url.scheme == "https" || url.scheme == "wss" ? "443" : "80";
    url.authority = host + ":" + port;
    url.host = host.front() == '[' ? host.substr(1, host.size() - 2) : host;
    url.target = part_of(parsed.get(), CURLUPART_PATH);
    if (const std::string query = part_of(parsed.get(), CURLUPART_QUERY); !query.empty()) url.target += "?" + query;
    return url;
}

Result<std::string> Authorities::of(const std::string& url) {
    constexpr std::size_t kMany = 64;
    const std::size_t begin = url.find("://");
    const std::size_t end = begin == std::string::npos ? begin : url.find_first_of("/?#", begin + 3);
    const std::string_view server = std::string_view(url).substr(0, end);
    if (const auto known = known_.find(server); known != known_.end()) {
        if (auto clean = check_letters(url); !clean) return fail(std::move(clean.error()));
        return known->second;
    }
    auto parsed = parse_url(url);
    if (!parsed) return fail(std::move(parsed.error()));
    if (known_.size() >= kMany) known_.clear();
    known_.emplace(server, parsed->authority);
    return std::move(parsed->authority);
}

std::string without_query(std::string_view url) {
    return std::string(url.substr(0, url.find_first_of("?#")));
}

std::string redact(std::string text) {
    constexpr std::string_view kKey = "token=";
    for (std::size_t at = 0; at + kKey.size() <= text.size(); ++at) {
        std::size_t matched = 0;
        while (matched < kKey.size() && lower(text[at + matched]) == kKey[matched])
            ++matched;
        if (matched < kKey.size()) continue;
        const std::size_t begin = at + kKey.size();
        std::size_t end = text.find_first_of("&#\"'<> \t\r\n", begin);
        if (end == std::string::npos) end = text.size();
        text.replace(begin, end - begin, "***");
        at = begin + 2;
    }
    return text;
}

}  // namespace conch::net
