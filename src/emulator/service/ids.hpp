// Everything random in the service: the same seed gives the same ids and choices.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace conch::emulator {

class Ids {
  public:
    explicit Ids(std::uint64_t seed) : engine_(seed) {}

    // Makes later choices differ from those made before: the service was started for the nth time.
    void start_again(std::uint64_t n) { engine_.seed(engine_() ^ (n * 0x9E3779B97F4A7C15U)); }

    std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
    // A decimal number of so many digits, as text.
    std::string digits(int count);
    std::string hex(int count);

  private:
    std::mt19937_64 engine_;
};

// user:<user>-minimax:<account>-<kind>:<item>
std::string composite_id(std::string_view account, std::string_view kind, std::string_view item);
// The number in our composite ids that stands for whoever owns the API token.
inline constexpr std::string_view kUser = "1234";

// A stable number for a text (FNV-1a), for names and seeds.
std::uint64_t hash_of(std::string_view text);
std::string hex_of(std::uint64_t number);

}  // namespace conch::emulator
