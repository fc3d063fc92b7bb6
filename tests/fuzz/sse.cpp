// However a stream is cut into pieces, the same events come; and they are those of a second, plain reading of the
// standard.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/utf8.hpp"
#include "net/sse.hpp"

namespace {

using Events = std::vector<std::tuple<std::string, std::string, std::string>>;

Events parse(std::string_view bytes, std::size_t piece) {
    Events events;
    conch::net::SseParser parser(
        [&](const conch::net::SseEvent& event) { events.emplace_back(event.type, event.data, event.last_id); });
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        if (!parser.push(bytes.substr(at, piece))) std::abort();  // the limit is far above what comes here
    }
    return events;
}

// The standard's own algorithm over the whole text at once: first decoded, then taken apart.
Events plainly(std::string_view bytes) {
    Events events;
    const std::string decoded = conch::with_valid_utf8(std::string(bytes));
    std::string_view text(decoded);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string type;
    std::string data;
    std::string id;
    bool has_data = false;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        if (end == std::string_view::npos) break;  // no whole line any more
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
        if (line.empty()) {
            if (has_data) events.emplace_back(type.empty() ? "message" : type, data.substr(0, data.size() - 1), id);
            type.clear();
            data.clear();
            has_data = false;
            continue;
        }
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        std::string_view value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
        if (value.starts_with(' ')) value.remove_prefix(1);
        if (name == "event") type = value;
        if (name == "id" && value.find('\0') == std::string_view::npos) id = value;
        if (name == "data") {
            data.append(value) += '\n';
            has_data = true;
        }
    }
    return events;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1 || size > 65'536) return 0;
    const std::size_t piece = 1 + data[0] % 16U;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Events whole = parse(text, text.size() + 1);
    if (parse(text, piece) != whole || parse(text, 1) != whole) std::abort();
    if (plainly(text) != whole) std::abort();
    return 0;
}
