// Text between the library, the shell and the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace conch::cli {

// What an accessor of the library returns, with its length.
template <typename T>
std::string text_of(const char* (*accessor)(const T*, std::size_t*), const T* object) {
    std::size_t size = 0;
    const char* text = accessor(object, &size);
    return {text, size};
}

bool is_utf8(std::string_view text);

// Without the control characters by which a text from outside could move the cursor or recolour the terminal.
std::string printable(std::string_view text);

// Broken between words into lines of so many bytes; every line but the first begins with the margin.
std::string wrapped(std::string_view text, std::size_t columns, std::string_view margin);

// As one word for a POSIX shell.
std::string shell_quoted(std::string_view text);

}  // namespace conch::cli
