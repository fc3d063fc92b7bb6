#include "emulator/service/wishes.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace conch::emulator {

namespace {

constexpr std::array<std::string_view, 11> kAspects{"16:9", "21:9", "9:16", "5:4", "4:3", "3:2",
                                                    "1:1",  "2:3",  "3:4",  "4:5", "9:21"};
constexpr std::array<std::string_view, 7> kResolutions{"1K", "2K", "4K", "512p", "720p", "768p", "1080p"};
constexpr int kLongestVideo = 12;

bool is_word_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ':';
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

}  // namespace

Wishes wishes_in(std::string_view prompt) {
    Wishes wishes;
    int last_number = 0;
    while (!prompt.empty()) {
        if (!is_word_character(prompt.front())) {
            prompt.remove_prefix(1);
            continue;
        }
        const auto end = std::find_if_not(prompt.begin(), prompt.end(), is_word_character);
        const std::string word = lower(prompt.substr(0, static_cast<std::size_t>(end - prompt.begin())));
        prompt.remove_prefix(word.size());
        for (const std::string_view aspect : kAspects) {
            if (word == aspect) wishes.aspect_ratio = aspect;
        }
        for (const std::string_view resolution : kResolutions) {
            if (word == lower(resolution)) wishes.resolution = resolution;
        }
        // "10s", "10sec", "10 seconds"
        const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
        int number = last_number;
        if (digits > 0 && digits <= 3) number = std::stoi(word.substr(0, digits));
        const std::string unit = word.substr(digits);
        if (number > 0 && (unit == "s" || unit == "sec" || unit == "secs" || unit == "second" || unit == "seconds")) {
            wishes.seconds = std::clamp(number, 1, kLongestVideo);
        }
        last_number = digits == word.size() ? number : 0;
    }
    return wishes;
}

}  // namespace conch::emulator
