// Keeps the API token out of every text that reaches the host, even when the service echoes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace conch::api {

// Tells tokens apart without holding them: 32 bits, far too few to find a token by.
std::int64_t fingerprint(std::string_view token);

class Secret {
  public:
    explicit Secret(std::string_view value);

    // Replaces every appearance: as it is, percent-encoded, in base64, and with the slashes of JSON.
    void hide_in(std::string& text) const;

  private:
    std::vector<std::string> forms_;
};

}  // namespace conch::api
