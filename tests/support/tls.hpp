// TLS for tests: a certificate authority made on the spot, and a front that puts TLS before a plain server.
#pragma once

#include <string>

#include "support/temp_folder.hpp"

namespace conch::test {

// An own certificate authority and a server's certificate from it.
class Authority {
  public:
    explicit Authority(const std::string& names = "IP:127.0.0.1,DNS:localhost");
    [[nodiscard]] std::string ca_file() const { return folder_ / "ca.pem"; }
    [[nodiscard]] std::string certificate() const { return folder_ / "server.pem"; }
    [[nodiscard]] std::string key() const { return folder_ / "server.key"; }

  private:
    TempFolder folder_;
};

class TlsFront {
  public:
    TlsFront(const Authority& authority, int port_behind);
    ~TlsFront();
    TlsFront(const TlsFront&) = delete;
    TlsFront& operator=(const TlsFront&) = delete;

    [[nodiscard]] int port() const { return port_; }

  private:
    int child_ = -1;
    int input_ = -1;
    int port_ = 0;
};

}  // namespace conch::test
