// Whatever is sent to the callback address: it is understood or refused, and what is understood is valid JSON with an
// id.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/webhook.hpp"
#include "json/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto news = conch::api::parse_webhook({reinterpret_cast<const char*>(data), size});
    if (!news) {
        if (news.error().message.empty()) std::abort();
        return 0;
    }
    if (news->id.empty() || news->kind.empty()) std::abort();
    const auto again = conch::json::parse(conch::api::to_json(*news));
    if (!again || !again->IsObject()) std::abort();
    return 0;
}
