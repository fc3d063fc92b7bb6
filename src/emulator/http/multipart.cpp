#include "emulator/http/multipart.hpp"

#include <algorithm>

namespace conch::emulator {

namespace {

constexpr std::size_t kMostHeaders = 8U << 10U;
constexpr std::size_t kLongestValue = 1U << 20U;
constexpr std::size_t kMostInValues = 4U << 20U;  // they are kept in memory, files are not
constexpr int kMostParts = 256;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// Some clients send C:\pictures\cat.png or ../../cat.png; only the last part is a name.
std::string file_name(std::string_view name) {
    const std::size_t slash = name.find_last_of("/\\");
    return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

}  // namespace

MultipartReader::MultipartReader(std::string_view boundary, std::filesystem::path scratch, Form& form)
    : delimiter_("\r\n--" + std::string(boundary)), scratch_(std::move(scratch)), form_(form) {}

bool MultipartReader::wrong(std::string why) {
    error_ = std::move(why);
    return false;
}

bool MultipartReader::take(std::string_view piece) {
    buffer_.append(piece);
    for (;;) {
        const Where before = where_;
        const std::size_t size = buffer_.size();
        if (!step()) return false;
        if (where_ == before && buffer_.size() == size) return true;
    }
}

bool MultipartReader::finish() {
    return where_ == Where::epilogue || wrong("The multipart body ends before its last boundary.");
}

bool MultipartReader::step() {
    switch (where_) {
        case Where::preamble:
        case Where::content: {
            const std::size_t found = buffer_.find(delimiter_);
            // What could be the beginning of a delimiter stays.
            const std::size_t safe = found != std::string::npos           ? found
                                     : buffer_.size() > delimiter_.size() ? buffer_.size() - delimiter_.size()
                                                                          : 0;
            if (where_ == Where::content && !content(std::string_view(buffer_).substr(0, safe))) return false;
            buffer_.erase(0, found != std::string::npos ? found + delimiter_.size() : safe);
            if (found == std::string::npos) return true;
            if (where_ == Where::content && !end_part()) return false;
            where_ = Where::after_delimiter;
            return true;
        }
        case Where::after_delimiter: {
            if (buffer_.size() < 2) return true;
            if (buffer_.compare(0, 2, "--") == 0) {
                where_ = Where::epilogue;
                return true;
            }
            const std::size_t blanks = buffer_.find_first_not_of(" \t");
            if (blanks == std::string::npos || buffer_.size() < blanks + 2) {
                return buffer_.size() < kMostHeaders || wrong("A multipart boundary is not followed by a line end.");
            }
            if (buffer_.compare(blanks, 2, "\r\n") != 0) {
                return wrong("A multipart boundary is not followed by a line end.");
            }
            // The line end stays: headers end with an empty line, also when there are none.
            buffer_.erase(0, blanks);
            where_ = Where::headers;
            return true;
        }
        case Where::headers: {
            const std::size_t end = buffer_.find("\r\n\r\n");
            if (end == std::string::npos) {
                return buffer_.size() < kMostHeaders || wrong("The headers of a multipart part are too large.");
            }
            const std::string headers = buffer_.substr(0, end);
            buffer_.erase(0, end + 4);
            where_ = Where::content;
            return begin_part(headers);
        }
        case Where::epilogue:
            buffer_.clear();
            return true;
    }
    return true;
}

bool MultipartReader::begin_part(std::string_view headers) {
    if (++parts_ > kMostParts)
        return wrong("The multipart body has more than " + std::to_string(kMostParts) + " parts.");
    std::string disposition;
    std::string content_type;
    while (!headers.empty()) {
        const std::size_t end = headers.find("\r\n");
        const std::string_view line = headers.substr(0, end);
        headers.remove_prefix(end == std::string_view::npos ? headers.size() : end + 2);
        const std::size_t colon = line.find(':');
        if (line.empty()) continue;
        if (colon == std::string_view::npos) return wrong("A header of a multipart part has no colon.");
        const std::string_view name = trimmed(line.substr(0, colon));
        if (equals_ignoring_case(name, "Content-Disposition")) disposition = trimmed(line.substr(colon + 1));
        if (equals_ignoring_case(name, "Content-Type")) content_type = trimmed(line.substr(colon + 1));
    }
    name_ = header_parameter(disposition, "name");
    if (name_.empty()) return wrong("A part of the multipart body has no name.");
    const std::string name = header_parameter(disposition, "filename");
    if (!is_utf8(name_) || !is_utf8(name)) return wrong("A name in the multipart body is not UTF-8.");
    is_file_ = disposition.find("filename=") != std::string::npos;
    value_.clear();
    if (is_file_) form_.files.push_back({name_, file_name(name), content_type, Body(scratch_)});
    return true;
}

bool MultipartReader::content(std::string_view bytes) {
    if (is_file_) return form_.files.back().content.append(bytes) || wrong("The disk takes no more.");
    if (value_.size() + bytes.size() > kLongestValue) return wrong("The value of \"" + name_ + "\" is too long.");
    in_values_ += bytes.size();
    if (in_values_ > kMostInValues) return wrong("The values in the multipart body are too long.");
    value_.append(bytes);
    return true;
}

bool MultipartReader::end_part() {
    if (is_file_) return form_.files.back().content.finish() || wrong("The disk takes no more.");
    if (!is_utf8(value_)) return wrong("The value of \"" + name_ + "\" is not UTF-8.");
    json::set(form_.fields, form_.fields, name_, value_);
    return true;
}

}  // namespace conch::emulator
