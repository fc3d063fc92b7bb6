// A host that is built without exceptions and RTTI.
#include "conch/conch.hpp"

#if defined(__cpp_exceptions)
#error "this is to be compiled with -fno-exceptions"
#endif

namespace {

conch::routine list(conch::client& client, bool& ended) {
    const conch::outcome outcome = co_await client.co_call(CONCH_OP_SCHEDULER_LIST);
    // Nothing listens there: an error, as a value.
    ended = outcome.error.status == CONCH_E_CONNECT;
}

}  // namespace

int main() {
    conch_client_options options = conch::client_options();
    options.base_url = "http://127.0.0.1:1/v1";
    options.api_token = "the-token-of-the-tests";
    auto client = conch::client::create(options);
    if (!client) return 1;
    conch::client owned = std::move(client).value();
    bool ended = false;
    list(owned, ended);
    for (int i = 0; i < 100 && !ended; ++i)
        owned.dispatch(1'000);
    return ended ? 0 : 2;
}
