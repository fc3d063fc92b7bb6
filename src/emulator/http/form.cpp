#include "emulator/http/form.hpp"

#include "emulator/http/multipart.hpp"

namespace conch::emulator {

namespace {

// A body that is not a file is a handful of parameters.
constexpr std::size_t kMostBytes = 4U << 20U;
constexpr std::size_t kLongestBoundary = 70;

Result<Form> read_json(std::string_view text) {
    auto parsed = json::parse(text, {kMostBytes, 32});
    if (!parsed) return fail(CONCH_E_BAD_REQUEST, "The body is " + parsed.error().message + ".");
    if (!parsed->IsObject()) return fail(CONCH_E_BAD_REQUEST, "The body is not a JSON object.");
    Form form;
    form.fields = std::move(*parsed);
    return form;
}

Result<Form> read_urlencoded(std::string_view text) {
    const auto pairs = parse_query(text);
    if (!pairs) return fail(CONCH_E_BAD_REQUEST, "The body is not urlencoded UTF-8.");
    Form form;
    for (const auto& [name, value] : *pairs)
        json::set(form.fields, form.fields, name, value);
    return form;
}

std::string_view media_type(std::string_view header) {
    header = header.substr(0, header.find(';'));
    while (!header.empty() && header.back() == ' ')
        header.remove_suffix(1);
    return header;
}

}  // namespace

std::string header_parameter(std::string_view header, std::string_view name) {
    std::size_t at = 0;
    while ((at = header.find(';', at)) != std::string_view::npos) {
        ++at;
        while (at < header.size() && (header[at] == ' ' || header[at] == '\t'))
            ++at;
        const std::size_t equals = header.find('=', at);
        if (equals == std::string_view::npos) return {};
        const bool wanted = equals_ignoring_case(header.substr(at, equals - at), name);
        std::string value;
        at = equals + 1;
        if (at < header.size() && header[at] == '"') {
            for (++at; at < header.size() && header[at] != '"'; ++at) {
                // Browsers escape a quote as %22 and keep backslashes; only \" is an escape.
                if (header[at] == '\\' && at + 1 < header.size() && header[at + 1] == '"') ++at;
                value += header[at];
            }
        } else {
            while (at < header.size() && header[at] != ';' && header[at] != ' ')
                value += header[at++];
        }
        if (wanted) return value;
    }
    return {};
}

bool is_multipart(const Request& request) {
    return equals_ignoring_case(media_type(request.header("Content-Type")), "multipart/form-data");
}

FormReader::FormReader(const Request& request, std::filesystem::path scratch) {
    const std::string boundary = header_parameter(request.header("Content-Type"), "boundary");
    if (boundary.empty() || boundary.size() > kLongestBoundary) {
        problem_ = "The Content-Type names no boundary of 1 to 70 characters.";
    } else {
        reader_ = std::make_unique<MultipartReader>(boundary, std::move(scratch), form_);
    }
}

FormReader::~FormReader() = default;

void FormReader::take(std::string_view piece) {
    if (problem_.empty() && !reader_->take(piece)) problem_ = reader_->error();
}

Result<Form> FormReader::finish() {
    if (problem_.empty() && !reader_->finish()) problem_ = reader_->error();
    if (!problem_.empty()) return fail(CONCH_E_BAD_REQUEST, problem_);
    return std::move(form_);
}

Result<Form> read_form(const Request& request, const std::filesystem::path& scratch) {
    if (request.parts) return request.parts->finish();
    if (is_multipart(request)) {
        FormReader reader(request, scratch);
        const bool read = request.body.each_piece([&](std::string_view piece) {
            reader.take(piece);
            return true;
        });
        if (!read) return fail(CONCH_E_INTERNAL, "The body cannot be read again.");
        return reader.finish();
    }
    const std::string_view content_type = request.header("Content-Type");
    if (request.body.size() > kMostBytes) {
        return fail(CONCH_E_BAD_REQUEST,
                    "A body of " + std::to_string(request.body.size()) + " bytes is too large here.");
    }
    const std::string whole = request.body.beginning(kMostBytes);
    std::string_view text = whole;
    while (!text.empty() &&
           (text.front() == ' ' || text.front() == '\n' || text.front() == '\r' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    if (text.empty()) return Form();
    // `curl -d '{…}'` says urlencoded and sends JSON; the first character tells the truth.
    const bool urlencoded = equals_ignoring_case(media_type(content_type), "application/x-www-form-urlencoded");
    return urlencoded && text.front() != '{' ? read_urlencoded(text) : read_json(text);
}

}  // namespace conch::emulator
