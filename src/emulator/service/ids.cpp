#include "emulator/service/ids.hpp"

namespace conch::emulator {

std::string Ids::digits(int count) {
    std::string text(1, static_cast<char>('1' + below(9)));
    while (static_cast<int>(text.size()) < count)
        text += static_cast<char>('0' + below(10));
    return text;
}

std::string Ids::hex(int count) {
    std::string text;
    while (static_cast<int>(text.size()) < count)
        text += "0123456789abcdef"[below(16)];
    return text;
}

std::string composite_id(std::string_view account, std::string_view kind, std::string_view item) {
    std::string id = "user:";
    id.append(kUser).append("-minimax:").append(account).append("-").append(kind).append(":").append(item);
    return id;
}

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211U;
    }
    return hash;
}

std::string hex_of(std::uint64_t number) {
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4U) {
        *digit = "0123456789abcdef"[number & 15U];
    }
    return text;
}

}  // namespace conch::emulator
