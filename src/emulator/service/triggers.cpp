#include "emulator/service/triggers.hpp"

namespace conch::emulator {

namespace {

bool part_of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

bool has_trigger(std::string_view text, std::string_view name) {
    const std::string word = "conch:" + std::string(name);
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t after = at + word.size();
        // conch:fail is not in conch:failure.
        if (after == text.size() || !part_of_word(text[after])) return true;
    }
    return false;
}

Fate fate_of(std::string_view prompt) {
    Fate fate;
    if (has_trigger(prompt, "fail")) fate.status = 3;
    if (has_trigger(prompt, "moderated-5")) fate.status = 5;
    if (has_trigger(prompt, "moderated-7")) fate.status = 7;
    if (has_trigger(prompt, "moderated-14")) fate.status = 14;
    fate.vanishes = has_trigger(prompt, "vanish");
    fate.stuck = has_trigger(prompt, "stuck");
    return fate;
}

}  // namespace conch::emulator
