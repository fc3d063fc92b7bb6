#include "emulator/http/url.hpp"

#include "json/rapidjson.hpp"

namespace conch::emulator {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

bool is_utf8(std::string_view text) {
    struct Nowhere {
        void Put(char) {}  // NOLINT(readability-identifier-naming): so RapidJSON calls it
    } nowhere;
    rapidjson::MemoryStream source(text.data(), text.size());
    while (source.Tell() < text.size()) {
        if (!rapidjson::UTF8<>::Validate(source, nowhere)) return false;
    }
    return source.Tell() == text.size();
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
        if (decoded.back() == '\0') return std::nullopt;
    }
    if (!is_utf8(decoded)) return std::nullopt;
    return decoded;
}

std::optional<std::vector<std::string>> split_path(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty() && path.front() == '/')
        path.remove_prefix(1);
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        auto part = percent_decode(path.substr(0, slash), false);
        if (!part) return std::nullopt;
        parts.push_back(std::move(*part));
        if (slash == std::string_view::npos) break;
        path.remove_prefix(slash + 1);
    }
    while (!parts.empty() && parts.back().empty())
        parts.pop_back();
    return parts;
}

std::optional<Query> parse_query(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const std::size_t end = text.find('&');
        const std::string_view pair = text.substr(0, end);
        if (!pair.empty()) {
            const std::size_t equals = pair.find('=');
            auto name = percent_decode(pair.substr(0, equals), true);
            auto value = equals == std::string_view::npos ? std::optional<std::string>(std::string())
                                                          : percent_decode(pair.substr(equals + 1), true);
            if (!name || !value) return std::nullopt;
            query.emplace_back(std::move(*name), std::move(*value));
        }
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return query;
}

}  // namespace conch::emulator
