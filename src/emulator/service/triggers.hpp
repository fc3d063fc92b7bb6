// Words in a prompt that make the service do what it otherwise does only by chance, like the test numbers of card
// payments. docs/articles/emulator.md lists them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/service/generation.hpp"

namespace conch::emulator {

// Is the word `conch:NAME` in the text?
bool has_trigger(std::string_view text, std::string_view name);

// The end that a prompt asks for.
Fate fate_of(std::string_view prompt);

}  // namespace conch::emulator
