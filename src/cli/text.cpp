#include "cli/text.hpp"

#include <algorithm>

#include "json/rapidjson.hpp"

namespace conch::cli {

bool is_utf8(std::string_view text) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::CrtAllocator,
                      rapidjson::kWriteValidateEncodingFlag>
        writer(buffer);
    return writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

std::string printable(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        const bool control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
        clean += c1 || control ? '?' : text[i];
        if (c1) ++i;
    }
    return clean;
}

std::string wrapped(std::string_view text, std::size_t columns, std::string_view margin) {
    std::string lines;
    std::size_t column = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        if (column > 0 && column + 1 + end - begin > columns) {
            lines += '\n';
            lines += margin;
            column = 0;
        } else if (column > 0) {
            lines += ' ';
            ++column;
        }
        lines += text.substr(begin, end - begin);
        column += end - begin;
        begin = end + 1;
    }
    return lines;
}

std::string shell_quoted(std::string_view text) {
    constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+-";
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos) return std::string(text);
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'') {
            quoted += "'\\''";
        } else {
            quoted += c;
        }
    }
    return quoted + "'";
}

}  // namespace conch::cli
