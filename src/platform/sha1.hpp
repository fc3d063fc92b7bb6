// SHA-1, for names and handshakes. Not against somebody who wants two things to look the same.
#pragma once

#include <array>
#include <boost/uuid/detail/sha1.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace conch::platform {

class Sha1 {
  public:
    void add(std::string_view bytes) { hash_.process_bytes(bytes.data(), bytes.size()); }
    // Ends it: nothing can be added afterwards.
    std::array<std::uint8_t, 20> digest();

  private:
    boost::uuids::detail::sha1 hash_;
};

std::string to_hex(const std::array<std::uint8_t, 20>& digest);

}  // namespace conch::platform
