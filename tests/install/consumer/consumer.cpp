// The same library from C++20.
#include <conch/conch.h>

#include <cstdio>
#include <memory>
#include <string_view>

int main() {
    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.base_url = "http://127.0.0.1:9/v1/minimax";
    options.api_token = "user:1234-consumer";
    conch_client* raw = nullptr;
    const conch_status status = conch_client_create(&options, &raw, nullptr);
    const std::unique_ptr<conch_client, decltype(&conch_client_destroy)> client(raw, conch_client_destroy);
    std::printf("%s %s\n", conch_version_string(), conch_status_name(status));
    return std::string_view(conch_status_name(status)) == "CONCH_OK" ? 0 : 1;
}
